import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, decodeCursor, DEFAULT_LIMIT, encodeCursor, notFound, type Actor } from '../kernel/index.js';
import type { ValuePage, ValueQuery, ValueRow } from './figures.dto.js';
import { joinReport, joins, narrow, ofPeriods } from './figures.sql.js';

const COLUMNS = `v.id, json_build_object('id', d.id, 'name', d.name, 'nameEn', d.name_en) AS period, json_build_object('id', v.pilot_unit_id, 'name', v.unit_name) AS unit,
  json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region, json_build_object('code', b.code, 'name', b.name) AS batch, v.pilot_case_id AS "caseId", v.report_id AS "reportId",
  CASE WHEN v.kind = 'ratio' THEN round(100 * v.numerator / nullif(v.denominator, 0), 2) ELSE v.value END::float8 AS value,
  v.numerator::float8 AS numerator, v.denominator::float8 AS denominator, v.explanation, v.starts_on AS "startsOn"`;
const KNOWN = { name: 'values.indicator', text: 'SELECT code FROM indicator WHERE code = $1' };

/** The rows behind every figure: what units in the reader's sight reported, in reports that are in force. */
@Injectable()
export class ValueList {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** By unit, and period by period; never by size. @throws 404 */
  async list(actor: Actor, code: string, query: ValueQuery): Promise<ValuePage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('code', 'v.indicator_code = $', code).add('period', ofPeriods(actor.reach), query.period, query.period);
    narrow(where, query, 'v.pilot_case_id', 'v.pilot_unit_id');
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'unit', 3);
    const from = `indicator_value v ${joinReport(actor.reach)} ${joins(undefined, query, { caseId: 'v.pilot_case_id', regionId: 'v.region_id' }, '')}`;
    const numbers = 'is_number(v.value, v.numerator, v.denominator)';
    const [known, items, [count]] = await this.db.readAll<[{ code: string }, ValueRow & { startsOn: string }, { n: number }]>(
      actor,
      [KNOWN, [code]],
      [
        {
          name: after ? undefined : where.name('values.list', limit),
          // what is asked for first: it is few, which cannot be foreseen; then the page, and what it is joined with
          text: `WITH asked AS MATERIALIZED (SELECT v.*, p.id AS report_id FROM ${from} WHERE ${numbers} AND ${where.sql})
                 SELECT ${COLUMNS} FROM (
                   SELECT v.*, u.name AS unit_name, d.starts_on FROM asked v JOIN pilot_unit u ON u.id = v.pilot_unit_id JOIN reporting_period d ON d.id = v.reporting_period_id
                   WHERE ${after ? `(u.name, d.starts_on, v.id) > ($${where.param(after[0])}, $${where.param(after[1])}::date, $${where.param(after[2])}::uuid)` : 'true'}
                   ORDER BY u.name, d.starts_on, v.id LIMIT ${limit + 1}) v
                 JOIN pilot_case c ON c.id = v.pilot_case_id JOIN region r ON r.id = v.region_id JOIN batch b ON b.id = c.batch_id JOIN reporting_period d ON d.id = v.reporting_period_id
                 ORDER BY v.unit_name, v.starts_on, v.id`,
        },
        where.values,
      ],
      [{ name: total.name('values.total'), text: `SELECT count(*)::int AS n FROM ${from} WHERE ${numbers} AND ${total.sql}` }, total.values],
    );
    if (known.length === 0) throw notFound();
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(({ startsOn: _, ...row }) => row), nextCursor: items.length > limit && last ? encodeCursor('unit', [last.unit.name, last.startsOn, last.id]) : null, total: count!.n };
  }
}
