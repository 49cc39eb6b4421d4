import { Inject, Injectable } from '@nestjs/common';
import { Clock, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, type Actor } from '../kernel/index.js';
import { directFrom } from './report-page.sql.js';
import type { ReportPage, ReportQuery, ReportRow } from './report.dto.js';
import { sponsoredBy } from './sponsored-by.js';

const FROM = `progress_report p JOIN pilot_unit u ON u.id = p.pilot_unit_id JOIN region r ON r.id = p.region_id
  JOIN pilot_case c ON c.id = p.pilot_case_id JOIN batch b ON b.id = c.batch_id JOIN reporting_period d ON d.id = p.reporting_period_id`;

/** A report `p` counts as made when it was handed in whole: the same words that the tallies count by; see report_counts() in the schema. */
export const REPORT_MADE = '(p.submitted_at IS NOT NULL AND p.complete)';
const STATUS: Record<NonNullable<ReportQuery['status']>, string> = {
  expected: 'true',
  submitted: REPORT_MADE,
  on_time: `(${REPORT_MADE} AND p.on_time)`,
  late: `(${REPORT_MADE} AND NOT p.on_time)`,
  missing: `NOT ${REPORT_MADE}`,
};

/** What waits on whom, beside what its state says. */
export const REPORT_AWAITS_ON: Record<NonNullable<ReportQuery['awaits']>, string> = {
  mend: `(p.state IN ('returned', 'withdrawn') OR p.state = 'draft' AND p.edition > 1)`,
  answer: `EXISTS (SELECT FROM report_remark m WHERE m.progress_report_id = p.id AND m.kind = 'request' AND m.answer IS NULL)`,
  city: `(p.state = 'submitted' AND NOT ${directFrom('p')})`,
  direct: `(p.state = 'submitted' AND ${directFrom('p')})`,
};

/** Reports to read: what a reporting rate opens into. */
@Injectable()
export class ReportList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ReportQuery): Promise<ReportPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const today = this.clock.today();
    const open = query.period?.includes('open');
    const where = new Conditions()
      .add('period', 'p.reporting_period_id = ANY ($)', open ? undefined : query.period)
      .add('open', '(d.opens_on <= $ AND d.closes_on >= $ OR d.id::text = ANY ($))', ...(open ? [today, today, query.period] : [undefined]))
      .add('case', 'p.pilot_case_id = $', query.case)
      .add('type', 'd.type = ANY ($)', query.type)
      .add('region', 'r.code = ANY ($)', query.region)
      .add('batch', 'b.code = ANY ($)', query.batch)
      .add('level', 'c.level = ANY ($)', query.level)
      .add('department', sponsoredBy('p.pilot_case_id'), ...(query.department ? [query.department, query.department] : [undefined]))
      .add('state', 'p.state = ANY ($)', query.state);
    if (query.status) where.add(`status-${query.status}`, STATUS[query.status]);
    if (query.awaits) where.add(`awaits-${query.awaits}`, REPORT_AWAITS_ON[query.awaits]);
    // what was corrected is looked at where it is asked for
    if (!query.state?.includes('corrected')) where.add('current', 'p.is_current');
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'unit', 2);
    if (after) where.add('after', '(u.name, p.id) > ($, $::uuid)', ...after);
    const [items, [count]] = await this.db.readAll<[ReportRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('reports.list', limit),
          text: `SELECT p.id, json_build_object('id', d.id, 'name', d.name) AS period, json_build_object('id', u.id, 'name', u.name) AS unit,
                   json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region,
                   json_build_object('code', b.code, 'name', b.name) AS batch, p.pilot_case_id AS "caseId", p.state, p.complete,
                   p.submitted_at AS "submittedAt", p.on_time AS "onTime", p.edition, p.submissions, p.version
                 FROM ${FROM} WHERE ${where.sql} ORDER BY u.name, p.id LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('reports.total'), text: `SELECT count(*)::int AS n FROM ${FROM} WHERE ${total.sql}` }, total.values],
    );
    const page = items.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = items.length > limit && last ? encodeCursor('unit', [last.unit.name, last.id]) : null;
    return { items: page, nextCursor, total: count!.n };
  }
}
