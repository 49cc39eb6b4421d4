import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, type Actor } from '../kernel/index.js';
import { CASE_COLUMNS, CASE_DETAIL, CASE_TABLES, showCase } from './case-row.js';
import type { CaseDetail, CasePage, CaseQuery, CaseRow } from './case.dto.js';

@Injectable()
export class Cases {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor, query: CaseQuery): Promise<CasePage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = filters(query);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'caseNo', 1);
    if (after) where.add('after', 'c.case_no > $', ...after);
    const [rows, [count]] = await this.db.readAll<[CaseRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('cases.list', limit),
          text: `SELECT ${CASE_COLUMNS} FROM ${CASE_TABLES} WHERE ${where.sql} ORDER BY c.case_no LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('cases.total'), text: `SELECT count(*)::int AS n FROM ${CASE_TABLES} WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('caseNo', [last.caseNo]) : null, total: count!.n };
  }

  async detail(actor: Actor, id: string): Promise<CaseDetail> {
    const [row] = await this.db.read<Parameters<typeof showCase>[1] & object>(actor, CASE_DETAIL, [id]);
    return showCase(actor, row);
  }
}

/** What waits, as `awaits` names it; the home page's piles count by the same words. */
export const AWAITS = {
  me: `c.state = 'plan_review' AND EXISTS (SELECT FROM sponsorship s WHERE s.pilot_case_id = c.id AND s.department_id = (SELECT app_scope()) AND s.ended_on IS NULL)
    AND NOT EXISTS (SELECT FROM plan_confirmation p WHERE p.pilot_case_id = c.id AND p.round = c.plan_round AND p.department_id = (SELECT app_scope()))`,
  unit: `c.state = 'draft' AND EXISTS (SELECT FROM case_step s WHERE s.pilot_case_id = c.id AND s.action = 'return')`,
};

function filters(query: CaseQuery): Conditions {
  const q = query.q?.trim();
  return new Conditions()
    .add('q', 'u.search_text LIKE $', q ? likePattern(q) : undefined)
    .add('region', 'r.code = ANY ($)', query.region)
    .add('batch', 'b.code = ANY ($)', query.batch)
    .add('level', 'c.level = ANY ($)', query.level)
    .add('track', 'u.sector_track = ANY ($)', query.track)
    .add('state', 'c.state = ANY ($)', query.state)
    .addAny('awaits', AWAITS, query.awaits ? [query.awaits] : undefined)
    .add(
      'department',
      `EXISTS (SELECT FROM sponsorship s JOIN organisation o ON o.id = s.department_id
               WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL AND o.code = ANY ($))`,
      query.department,
    );
}
