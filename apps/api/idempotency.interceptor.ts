import { createHash } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, from, type Observable } from 'rxjs';
import { AlreadyDone, badRequest, Db, Problem, type Actor } from '../../libs/kernel/index.js';

interface Request {
  method: string;
  url: string;
  body: unknown;
  headers: Record<string, string | undefined>;
  user?: Actor;
}

const KEY = /^[\x21-\x7e]{8,100}$/;

/**
 * A retried POST replays the answer of the first. The key and the answer are written by the door in the transaction
 * of the work itself, so there is no moment at which the one is kept without the other.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(Db) private readonly db: Db) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.headers['idempotency-key'];
    const actor = request.user;
    if (request.method !== 'POST' || key === undefined || !actor?.userId) return next.handle();
    if (!KEY.test(key)) throw badRequest('bad_idempotency_key', [{ pointer: 'Idempotency-Key', code: 'bad_idempotency_key' }]);
    const requestHash = createHash('sha256').update(`${request.url}\n${written(request.body)}`).digest();
    const reply = context.switchToHttp().getResponse<{ statusCode: number; header(name: string, value: string): void }>();
    actor.idempotency = { key, requestHash, status: reply.statusCode };
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!isRepeat(error)) throw error;
        reply.header('idempotency-replayed', 'true');
        return from(this.replay({ ...actor, idempotency: undefined }, key, requestHash));
      }),
    );
  }

  private async replay(actor: Actor, key: string, requestHash: Buffer): Promise<unknown> {
    const [kept] = await this.db.read<{ request_hash: Buffer; body: unknown }>(
      actor,
      { name: 'idempotency', text: 'SELECT request_hash, body FROM idempotency_key WHERE user_id = $1 AND key = $2' },
      [actor.userId, key],
    );
    if (!kept?.request_hash.equals(requestHash)) throw new Problem(422, 'idempotency_mismatch');
    return kept.body;
  }
}

/** Brackets nested so deep that they can be read and not written again are no request of anybody's. */
function written(body: unknown): string {
  try {
    return JSON.stringify(body ?? null);
  } catch {
    throw badRequest('bad_json');
  }
}

/** Told by the door, or by the primary key where one statement does the whole work. */
const isRepeat = (error: unknown) =>
  error instanceof AlreadyDone || (error as { constraint?: string } | null)?.constraint === 'idempotency_key_pkey';
