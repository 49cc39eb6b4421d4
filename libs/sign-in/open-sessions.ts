import { Inject, Injectable } from '@nestjs/common';
import { Sessions, type Identity } from '../identity/index.js';
import { beyondReach, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, forbidden, notFound, type Actor } from '../kernel/index.js';
import type { SessionPage, SessionQuery, SessionRow } from './session.dto.js';
import { SignInEvents } from './sign-in-events.js';

type Row = Omit<SessionRow, 'current' | 'abilities'>;

/** Who is signed in, and where. One's own; an administrator's also everybody's. */
@Injectable()
export class OpenSessions {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: SessionQuery): Promise<SessionPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = this.within(actor).add('user', 's.user_id = $', query.user);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 's.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[Row, { n: number }]>(
      actor,
      [
        {
          name: where.name('sessions', limit),
          text: `SELECT s.id, json_build_object('id', u.id, 'name', u.name, 'username', u.username) AS user, p.role, o.short_name AS organisation,
                        s.method, s.created_at AS "createdAt", s.seen_at AS "seenAt", s.expires_at AS "expiresAt", host(s.address) AS address, s.agent
                 FROM session s JOIN app_user u ON u.id = s.user_id JOIN position p ON p.id = s.position_id LEFT JOIN organisation o ON o.id = p.organisation_id
                 WHERE ${where.sql} ORDER BY s.id DESC LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: undefined, text: `SELECT count(*)::int AS n FROM session s WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, current: row.id === actor.sessionId, abilities: ['revoke'] }));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }

  /**
   * Ends one; it is refused with its next request.
   * @throws 404 for one that is over, or is somebody else's; 403 `needs_confirmation` for an administrator whose password was not shown lately
   */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.mayEnd(actor, id);
    const where = this.within(actor).add('id', 's.id = $', id);
    const [row] = await this.db.write<{ user_id: string }>(
      beyondReach(actor),
      { name: undefined, text: `UPDATE session s SET revoked_at = now() WHERE ${where.sql} RETURNING s.user_id` },
      where.values,
    );
    if (!row) throw notFound();
    this.sessions.forget(id);
    await this.events.note(row.user_id, 'session_revoked', undefined, row.user_id === actor.userId ? null : actor.userId);
  }

  // One's own may have to be ended in haste. Whose it is only the row tells, so the guard cannot ask.
  private async mayEnd(actor: Actor, id: string): Promise<void> {
    const [row] = await this.db.read<{ user_id: string }>(actor, { name: 'session.whose', text: 'SELECT user_id FROM session WHERE id = $1' }, [id]);
    if (row && row.user_id !== actor.userId && !(await this.sessions.isConfirmed(actor as Actor & Identity))) throw forbidden('needs_confirmation');
  }

  private within(actor: Actor): Conditions {
    const own = actor.permissions.has('session.manage') ? undefined : actor.userId;
    return new Conditions().add('open', 's.revoked_at IS NULL AND s.expires_at > now()').add('own', 's.user_id = $', own);
  }
}
