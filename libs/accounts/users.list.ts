import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  actionsFor, Clock, Conditions, Db, decodeCursor, DEFAULT_LIMIT, encodeCursor, likePattern, notFound, type Actor,
} from '../kernel/index.js';
import { USER_MACHINE } from './account.rules.js';
import { USER_COLUMNS, USER_STATE } from './account.sql.js';
import type { AccountDetail, AccountOut, AccountPage, OpenLink, UserQuery } from './user.dto.js';

const POSITIONS = `(SELECT coalesce(json_agg(json_build_object('id', p.id, 'role', p.role, 'organisation', o.short_name, 'deputyFor', du.name) ORDER BY p.id), '[]')
  FROM position p JOIN organisation o ON o.id = p.organisation_id
  LEFT JOIN position d ON d.id = p.deputy_of LEFT JOIN app_user du ON du.id = d.user_id
  WHERE p.user_id = u.id AND position_stands(p.revoked_at, p.valid_from, p.valid_until)) AS positions`;
const holds = (condition: string) =>
  `EXISTS (SELECT FROM position p JOIN organisation o ON o.id = p.organisation_id JOIN region r ON r.id = o.region_id
   WHERE p.user_id = u.id AND position_stands(p.revoked_at, p.valid_from, p.valid_until) AND ${condition})`;

/** Accounts, to look at. */
@Injectable()
export class UserList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** By user name. */
  async list(actor: Actor, query: UserQuery): Promise<AccountPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions();
    where.param(this.clock.now());
    const q = query.q?.trim() ? likePattern(query.q) : undefined;
    where
      .add('q', '(u.search_text LIKE $ OR lower(u.name) LIKE $ OR u.username LIKE $)', q, q, q)
      .add('state', `${USER_STATE} = ANY ($)`, query.state)
      .add('role', holds('p.role = ANY ($)'), query.role)
      .add('organisation', holds('o.id = $'), query.organisation)
      .add('region', holds('r.code = ANY ($)'), query.region);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'username', 1);
    if (after) where.add('after', 'u.username > $::text', ...after);
    const [rows, [count]] = await this.db.readAll<[AccountOut, { n: number }]>(
      actor,
      [
        {
          name: where.name('users', limit),
          text: `SELECT ${USER_COLUMNS}, ${POSITIONS} FROM app_user u WHERE ${where.sql} ORDER BY u.username LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      // the moment is every list's first parameter, also where no condition asks for it
      [{ name: total.name('users.total'), text: `SELECT count(*)::int AS n FROM app_user u WHERE $1::timestamptz IS NOT NULL AND ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('username', [last.username]) : null, total: count!.n };
  }

  /** @throws 404 */
  detail(actor: Actor, id: string): Promise<AccountDetail> {
    return this.db.as(actor, (em) => readUser(em, actor, this.clock.now(), id));
  }
}

/** One account as the actor sees it, also in the middle of a change. @throws 404 */
export async function readUser(em: EntityManager, actor: Actor, now: Date, id: string): Promise<AccountDetail> {
  const [user]: AccountOut[] = await em.query(`SELECT ${USER_COLUMNS}, ${POSITIONS} FROM app_user u WHERE u.id = $2`, [now, id]);
  if (!user) throw notFound();
  const [link]: OpenLink[] = await em.query(
    `SELECT kind, created_at AS "createdAt", expires_at AS "expiresAt" FROM account_link
     WHERE user_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()`,
    [id],
  );
  return { ...user, link: link ?? null, token: null, abilities: abilitiesOf(actor, user) };
}

/** What this administrator may do to the account: nothing to its own. */
export function abilitiesOf(actor: Actor, { id, state, twoFactorSince }: Pick<AccountOut, 'id' | 'state' | 'twoFactorSince'>): string[] {
  if (id === actor.userId) return [];
  return [
    ...(actor.permissions.has('user.write') ? ['update', ...actionsFor(USER_MACHINE, state, actor.role)] : []),
    ...(actor.permissions.has('second_factor.remove') && twoFactorSince ? ['remove_second_factor'] : []),
  ];
}
