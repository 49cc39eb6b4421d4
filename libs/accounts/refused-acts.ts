import { Inject, Injectable, Logger } from '@nestjs/common';
import { PERMISSIONS } from '../identity/index.js';
import { Db, newId, Problem, systemActor, type Actor } from '../kernel/index.js';
import { SEPARATION } from './account.rules.js';

export interface Tried {
  method: string;
  /** Without its query. */
  path: string;
}

/**
 * Keeps what an administrator tried and was refused: the act rolled back, so it is written in a transaction of its own.
 * By the table's trigger it is an entry of the audit trail, chained like any other.
 */
@Injectable()
export class RefusedActs {
  constructor(@Inject(Db) private readonly db: Db) {
    db.onRefused(async (actor, error) => {
      const code = ruleOf(error);
      if (code) await this.record(actor, actor.action, code);
    });
  }

  /** What the guard or a use case refused; what the database itself did, the door tells. */
  async note(actor: Actor, permission: string, error: unknown, tried: Tried): Promise<void> {
    const code = refusal(error);
    // somebody else's look at a page that is not theirs is no act
    if (code && (actor.reach === 'admin' || tried.method !== 'GET')) await this.record(actor, permission, code, tried);
  }

  private async record(actor: Actor, permission: string, code: string, tried?: Tried): Promise<void> {
    if (!ofInterest(actor, permission)) return;
    const { userId, positionId, role, traceId } = actor;
    const system = { ...systemActor(permission, traceId), userId, positionId };
    const values = [newId(), userId, positionId, role, permission, tried?.method ?? null, tried?.path.slice(0, 200) ?? null, code];
    await this.db
      .write(
        system,
        {
          name: 'refused_act',
          text: `INSERT INTO refused_act (id, user_id, position_id, role, action, method, path, code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        },
        values,
      )
      // the refusal stands whether or not it can be written down
      .catch((error: unknown) => new Logger('RefusedActs').error({ err: error, traceId }, 'a refused act could not be recorded'));
  }
}

/** Whatever an administrator may not, and whatever of the administrators' somebody else tried. */
const ofInterest = (actor: Actor, permission: string) => actor.reach === 'admin' || PERMISSIONS[permission]?.area === 'account';

function refusal(error: unknown): string | undefined {
  if (error instanceof Problem) return error.status === 403 || SEPARATION.includes(error.code) ? error.code : fieldOf(error);
  return undefined;
}

interface DatabaseError {
  code?: string;
  constraint?: string;
  driverError?: DatabaseError;
}
function ruleOf(error: unknown): string | undefined {
  const { code, constraint } = (error as DatabaseError).driverError ?? (error as DatabaseError);
  if (code === '42501') return 'out_of_sight';
  return constraint && SEPARATION.includes(constraint) ? constraint : undefined;
}

const fieldOf = (problem: Problem) => problem.options.errors?.find(({ code }) => SEPARATION.includes(code))?.code;
