import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actionsFor, Conditions, Db, decodeCursor, DEFAULT_LIMIT, encodeCursor, likePattern, notFound, type Actor } from '../kernel/index.js';
import { permissionsOf, type Adjustment } from '../identity/index.js';
import { NOT_FOR_DEPUTIES, POSITION_MACHINE, type PositionAction } from './account.rules.js';
import { POSITION_COLUMNS, POSITION_STATE, POSITION_TABLES } from './account.sql.js';
import type { HandoverOut, OtherPosition, PositionDetail, PositionPage, PositionQuery, PositionRow } from './position.dto.js';

type Row = Omit<PositionRow, 'abilities'>;

/** Who holds what, to look at. */
@Injectable()
export class PositionList {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** Newest first. */
  async list(actor: Actor, query: PositionQuery): Promise<PositionPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const q = query.q?.trim() ? likePattern(query.q) : undefined;
    const where = new Conditions()
      .add('q', '(u.search_text LIKE $ OR lower(u.name) LIKE $ OR u.username LIKE $)', q, q, q)
      .add('state', `${POSITION_STATE} = ANY ($)`, query.state)
      .add('role', 'p.role = ANY ($)', query.role)
      .add('organisation', 'p.organisation_id = $', query.organisation)
      .add('region', 'EXISTS (SELECT FROM region r WHERE r.id = o.region_id AND r.code = ANY ($))', query.region)
      .add('user', 'p.user_id = $', query.user);
    if (query.deputy !== undefined) where.add(`deputy-${query.deputy}`, `(p.deputy_of IS NOT NULL) = ${query.deputy}`);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'p.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[Row, { n: number }]>(
      actor,
      [
        {
          name: where.name('positions', limit),
          text: `SELECT ${POSITION_COLUMNS} FROM ${POSITION_TABLES} WHERE ${where.sql} ORDER BY p.id DESC LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [
        {
          name: total.name('positions.total'),
          text: `SELECT count(*)::int AS n FROM position p JOIN app_user u ON u.id = p.user_id JOIN organisation o ON o.id = p.organisation_id
                 WHERE ${total.sql}`,
        },
        total.values,
      ],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, abilities: positionAbilities(actor, row) }));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }

  /** @throws 404 */
  detail(actor: Actor, id: string): Promise<PositionDetail> {
    return this.db.as(actor, (em) => readPosition(em, actor, id));
  }
}

/** One position as the actor sees it, also in the middle of a change. @throws 404 */
export async function readPosition(em: EntityManager, actor: Actor, id: string): Promise<PositionDetail> {
  const [row]: Row[] = await em.query(`SELECT ${POSITION_COLUMNS} FROM ${POSITION_TABLES} WHERE p.id = $1`, [id]);
  if (!row) throw notFound();
  const deputies: OtherPosition[] = await em.query(
    `SELECT p.id AS "positionId", u.name FROM position p JOIN app_user u ON u.id = p.user_id
     WHERE p.deputy_of = $1 AND ${POSITION_STATE} IN ('pending', 'standing') ORDER BY p.id`,
    [id],
  );
  const [handover]: HandoverOut[] = await em.query(
    `SELECT h.id, h.to_position_id AS "toPositionId", u.name AS "to", h.reason, h.created_at AS "createdAt",
            (SELECT coalesce(json_agg(json_build_object('kind', m.key, 'rows', m.value::int) ORDER BY m.key), '[]') FROM jsonb_each_text(h.moved) m) AS moved
     FROM handover h JOIN position t ON t.id = h.to_position_id JOIN app_user u ON u.id = t.user_id
     WHERE h.from_position_id = $1 ORDER BY h.id DESC LIMIT 1`,
    [id],
  );
  const [adjustment]: Adjustment[] = await em.query('SELECT given, taken FROM role_grant WHERE role = $1 ORDER BY version DESC LIMIT 1', [row.role]);
  const permissions = row.state === 'standing' ? permissionsOf(row.role, adjustment) : [];
  return { ...row, permissions, deputies, handover: handover ?? null, abilities: positionAbilities(actor, row) };
}

/** What this administrator may do to the position: nothing to its own. */
export function positionAbilities(actor: Actor, row: Pick<Row, 'state' | 'deputyFor' | 'user'>): PositionAction[] {
  if (row.user.id === actor.userId || !actor.permissions.has('position.write')) return [];
  return actionsFor(POSITION_MACHINE, row.state, actor.role).filter((action) => !row.deputyFor || !NOT_FOR_DEPUTIES.includes(action));
}
