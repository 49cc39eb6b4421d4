import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, notFound, type Actor } from '../kernel/index.js';
import type { AskedFields, AskedInPeriod } from './review.dto.js';

/** Sections of a report, and fields of each entry: progress, what was done, problems, next steps. */
const SECTIONS = 4;
const ENTRY_FIELDS = 4;

const SEEN = { name: 'asked.unit', text: 'SELECT id FROM pilot_unit WHERE id = $1' };
// Of a report that was begun its entries and values as they are; of another, what the unit's tasks ask for. A ratio is two numbers.
const ASKED = {
  name: 'asked.periods',
  text: `SELECT json_build_object('id', d.id, 'name', d.name) AS period,
      sum(${SECTIONS} + ${ENTRY_FIELDS} * CASE WHEN e.n > 0 THEN e.n ELSE tasks.n END + CASE WHEN v.n > 0 THEN v.n ELSE tasks.measured END)::int AS fields
    FROM progress_report r JOIN reporting_period d ON d.id = r.reporting_period_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM report_entry e WHERE e.year = r.year AND e.progress_report_id = r.id) e
    CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN v.kind = 'ratio' THEN 2 ELSE 1 END), 0)::int AS n FROM indicator_value v WHERE v.year = r.year AND v.progress_report_id = r.id) v
    CROSS JOIN LATERAL (SELECT count(*)::int AS n, (SELECT coalesce(sum(CASE WHEN i.kind = 'ratio' THEN 2 ELSE 1 END), 0)::int FROM indicator i
        WHERE i.code IN (SELECT unnest(t.indicator_codes) FROM assignment a JOIN task_category t ON t.id = a.task_category_id
                         WHERE a.pilot_case_id = r.pilot_case_id AND a.state NOT IN ('draft', 'pending_issue', 'cancelled'))) AS measured
      FROM assignment a WHERE a.pilot_case_id = r.pilot_case_id AND a.state NOT IN ('draft', 'pending_issue', 'cancelled')) tasks
    WHERE r.pilot_unit_id = $1 AND r.year = $2 AND r.is_current GROUP BY d.id ORDER BY d.opens_on, d.id`,
};
const REQUESTS = {
  name: 'asked.requests',
  text: `SELECT count(*)::int AS n FROM report_remark m JOIN progress_report r ON r.id = m.progress_report_id
    WHERE r.pilot_unit_id = $1 AND m.kind = 'request' AND extract(year FROM m.created_at AT TIME ZONE 'Asia/Shanghai') = $2`,
};

/** 填报负担: how many fields a unit was asked for in a year, so that whoever asks for more sees what it adds to. */
@Injectable()
export class CountAskedFields {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404 */
  async ofUnit(actor: Actor, unitId: string, asked: number | undefined): Promise<AskedFields> {
    const year = asked ?? Number(this.clock.today().slice(0, 4));
    const [[seen], periods, [requests]] = await this.db.readAll<[{ id: string }, AskedInPeriod, { n: number }]>(actor, [SEEN, [unitId]], [ASKED, [unitId, year]], [REQUESTS, [unitId, year]]);
    if (!seen) throw notFound();
    return { year, total: periods.reduce((sum, { fields }) => sum + fields, requests!.n), periods, requests: requests!.n };
  }
}
