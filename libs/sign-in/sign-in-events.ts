import { Inject, Injectable } from '@nestjs/common';
import type { Origin } from '../identity/index.js';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, newId, systemActor, type Actor } from '../kernel/index.js';
import type { SignInEventPage, SignInEventQuery, SignInEventRow, SignInOutcome } from './sign-in-event.dto.js';

const NOTE = {
  name: 'sign-in.note',
  text: 'INSERT INTO sign_in_event (id, user_id, outcome, address, agent, by_user_id) VALUES ($1, $2, $3, $4, $5, $6)',
};

/** Who signed in, tried to, or changed what they sign in with; when and from where. Kept; never changed. */
@Injectable()
export class SignInEvents {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** @param by the administrator who did it, where it was not the person */
  async note(userId: string | null, outcome: SignInOutcome, origin?: Pick<Origin, 'address' | 'agent'>, by: string | null = null): Promise<void> {
    await this.db.write(systemActor('sign_in'), NOTE, [newId(), userId, outcome, origin?.address ?? null, origin?.agent ?? null, by]);
  }

  /** Newest first: one's own, or for whoever may read them everybody's. */
  async list(actor: Actor, query: SignInEventQuery): Promise<SignInEventPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const mayReadAll = actor.permissions.has('sign_in.read');
    const where = new Conditions()
      .add('own', 'e.user_id = $', mayReadAll ? undefined : actor.userId)
      .add('user', 'e.user_id = $', query.user)
      .add('outcome', 'e.outcome = ANY ($)', query.outcome)
      .add('from', `e.at >= $::date::timestamp AT TIME ZONE 'Asia/Shanghai'`, query.from)
      .add('to', `e.at < ($::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`, query.to);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'e.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[SignInEventRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('sign-in-events', limit),
          text: `SELECT e.id, e.at, e.outcome, host(e.address) AS address, e.agent,
                        (SELECT json_build_object('id', u.id, 'name', u.name, 'username', u.username) FROM app_user u WHERE u.id = e.user_id) AS user,
                        (SELECT json_build_object('id', u.id, 'name', u.name, 'username', u.username) FROM app_user u WHERE u.id = e.by_user_id) AS by
                 FROM sign_in_event e WHERE ${where.sql} ORDER BY e.id DESC LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('sign-in-events.total'), text: `SELECT count(*)::int AS n FROM sign_in_event e WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }
}
