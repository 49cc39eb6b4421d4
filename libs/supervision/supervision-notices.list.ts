import { Inject, Injectable } from '@nestjs/common';
import { Clock, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, type Actor } from '../kernel/index.js';
import { NOTICE_COLUMNS, NOTICE_TABLES, type NoticeRecord } from './notice-row.js';
import type { SupervisionPage, SupervisionQuery } from './supervision.dto.js';

/** Notices to read, newest first. */
@Injectable()
export class SupervisionList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: SupervisionQuery): Promise<SupervisionPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = filters(query, this.clock.today());
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'n.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[NoticeRecord, { n: number }]>(
      actor,
      [
        {
          name: where.name('supervision', limit),
          // the page first, its names afterwards
          text: `SELECT ${NOTICE_COLUMNS} FROM (SELECT n.* FROM supervision_notice n WHERE $1::date IS NOT NULL AND ${where.sql} ORDER BY n.id DESC LIMIT ${limit + 1}) n
                 ${NOTICE_TABLES} ORDER BY n.id DESC`,
        },
        where.values,
      ],
      [{ name: total.name('supervision.total'), text: `SELECT count(*)::int AS n FROM supervision_notice n WHERE $1::date IS NOT NULL AND ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }
}

function filters(query: SupervisionQuery, today: string): Conditions {
  const where = new Conditions();
  where.param(today);
  const q = query.q?.trim();
  const led = (sql: string) => `n.assignment_id IN (SELECT a.id FROM assignment a WHERE a.lead_department_id ${sql})`;
  return where
    .add('kind', 'n.kind = ANY ($)', query.kind)
    .add('state', 'n.state = ANY ($)', query.state)
    .add('region', 'n.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
    .add('department', led('= ANY (ARRAY(SELECT id FROM organisation WHERE code = ANY ($)))'), query.department)
    .add('lead', `${led('= app_scope()')} AND 'mine' = $`, query.lead)
    .add('assignment', 'n.assignment_id = $', query.assignment)
    .add(`overdue-${query.overdue}`, `coalesce(n.state = 'issued' AND n.reply_by < $1, false) = $`, query.overdue === undefined ? undefined : query.overdue === 'true')
    .add('q', '(n.no LIKE $ OR n.pilot_unit_id IN (SELECT p.id FROM pilot_unit p WHERE p.search_text LIKE $))', ...(q ? [likePattern(q), likePattern(q)] : [undefined]));
}
