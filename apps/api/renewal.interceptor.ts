import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { RefusedActs } from '../../libs/accounts/index.js';
import { Sessions } from '../../libs/identity/index.js';
import { ALLOW, conflict, forbidden, Problem, type Actor } from '../../libs/kernel/index.js';
import { actorOf, isOwn, tokenOf } from './access.guard.js';

interface Request {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
  user?: Actor;
}

/**
 * A role's permissions were adjusted: the door let nobody in with the old ones, so nothing has happened yet. The actor is
 * made anew and the request is run again, or refused where the permission is gone. And what administrators are refused is kept.
 */
@Injectable()
export class RenewalInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(RefusedActs) private readonly refused: RefusedActs,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const permission = this.reflector.getAllAndOverride<string | undefined>(ALLOW, [context.getHandler(), context.getClass()]) ?? '';
    return next.handle().pipe(
      catchError((error: unknown) => from(this.renew(request, permission, error)).pipe(mergeMap(() => next.handle()))),
      catchError(async (error: unknown) => {
        if (request.user) await this.refused.note(request.user, permission, error, { method: request.method, path: request.url.split('?')[0]! });
        throw error;
      }),
    );
  }

  /** @throws what there was to throw, unless the same session may go on with other rights */
  private async renew(request: Request, permission: string, error: unknown): Promise<void> {
    const before = request.user;
    if (!(error instanceof Problem) || error.code !== 'session_ended' || !before?.sessionId) throw error;
    const identity = await this.sessions.find(tokenOf(request));
    if (identity?.positionId !== before.positionId || identity.rights === before.rights) throw error;
    request.user = { ...actorOf(identity, request), action: before.action };
    if (!isOwn(permission) && !identity.permissions.has(permission)) throw forbidden();
    // a body that was read from the wire cannot be read again
    if (request.headers['content-type']?.startsWith('multipart/')) throw conflict('rights_changed');
  }
}
