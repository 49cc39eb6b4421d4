import { Inject, Injectable } from '@nestjs/common';
import { permissionsOf, ROLES, Sessions, type Adjustment } from '../identity/index.js';
import { addDays, Clock, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, invalid, type Actor, type FieldError } from '../kernel/index.js';
import type { ApiTokenPage, ApiTokenQuery, ApiTokenRow, MadeApiToken, MakeApiTokenIn } from './api-token.dto.js';
import { OpenSessions } from './open-sessions.js';
import { SignInEvents } from './sign-in-events.js';

/** A year: GB/T 22239-2019 asks for no account that nobody looks after; whoever needs longer makes a new one. */
const LONGEST_DAYS = 366;

interface Holder {
  user_id: string;
  role: string;
  adjustment: Adjustment | null;
}
const HOLDER = {
  name: 'api-token.holder',
  text: `SELECT p.user_id, p.role, (SELECT json_build_object('given', g.given, 'taken', g.taken) FROM role_grant g
           WHERE g.role = p.role ORDER BY g.version DESC LIMIT 1) AS adjustment
         FROM position p JOIN app_user u ON u.id = p.user_id
         WHERE p.id = $1 AND position_stands(p.revoked_at, p.valid_from, p.valid_until) AND u.disabled_at IS NULL`,
};

/** Tokens for programs, given by the security administrator: a position, a part of what its role may, an end. */
@Injectable()
export class ApiTokens {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(OpenSessions) private readonly open: OpenSessions,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  /** Newest first; those that ended are not listed, the history of sign-ins has them. */
  async list(actor: Actor, query: ApiTokenQuery): Promise<ApiTokenPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('open', `s.method = 'token' AND s.revoked_at IS NULL AND s.expires_at > now()`);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 's.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[Omit<ApiTokenRow, 'abilities'>, { n: number }]>(
      actor,
      [
        {
          name: where.name('api-tokens', limit),
          text: `SELECT s.id, s.name, json_build_object('id', u.id, 'name', u.name, 'username', u.username) AS user, p.role, o.short_name AS organisation,
                        s.scope, s.created_at AS "createdAt", s.seen_at AS "seenAt", s.expires_at AS "expiresAt"
                 FROM session s JOIN app_user u ON u.id = s.user_id JOIN position p ON p.id = s.position_id LEFT JOIN organisation o ON o.id = p.organisation_id
                 WHERE ${where.sql} ORDER BY s.id DESC LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: 'api-tokens.total', text: `SELECT count(*)::int AS n FROM session s WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, abilities: ['revoke'] }));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }

  /** @returns the token, shown this once. @throws 422 with every bad field: an administrator's position gets none */
  async make(actor: Actor, input: MakeApiTokenIn): Promise<MadeApiToken> {
    const [holder] = await this.db.read<Holder>(actor, HOLDER, [input.positionId]);
    const role = holder && ROLES[holder.role];
    const errors: FieldError[] = [];
    if (!role) errors.push({ pointer: '/positionId', code: 'unknown_reference', params: { value: input.positionId } });
    else if (role.reach === 'admin') errors.push({ pointer: '/positionId', code: 'token_for_administrator' });
    else {
      const accepted = permissionsOf(holder.role, holder.adjustment);
      input.scope.forEach((permission, i) => {
        if (!accepted.includes(permission)) errors.push({ pointer: `/scope/${i}`, code: 'not_accepted', params: { accepted } });
      });
    }
    const today = this.clock.today();
    if (input.expiresOn < today) errors.push({ pointer: '/expiresOn', code: 'in_the_past' });
    if (input.expiresOn > addDays(today, LONGEST_DAYS)) errors.push({ pointer: '/expiresOn', code: 'token_too_long', params: { until: addDays(today, LONGEST_DAYS) } });
    if (errors.length > 0) throw invalid(errors);
    const made = await this.sessions.openToken(input.positionId, input.name, input.scope, input.expiresOn);
    await this.events.note(holder!.user_id, 'token_made', undefined, actor.userId);
    return made;
  }

  /** It is refused with its next request. @throws 404 for one that is over */
  revoke(actor: Actor, id: string): Promise<void> {
    return this.open.revoke(actor, id);
  }
}
