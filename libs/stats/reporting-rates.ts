import { Inject, Injectable } from '@nestjs/common';
import { Clock, Conditions, Db, type Actor } from '../kernel/index.js';
import { REPORT_MADE, sponsoredBy } from '../reports/index.js';
import { ratesOf } from './rates.rules.js';
import type { RatesBy, RatesLine, RatesPeriod, RatesQuery, RatesTable } from './reporting-rates.dto.js';

interface CountRow {
  key: string;
  expected: number;
  actual: number;
  onTime: number;
}
interface Named {
  key: string;
  name: string;
  nameEn: string;
}

const PERIODS = {
  name: 'rates.periods',
  text: `SELECT id, name, name_en AS "nameEn", type, due_on AS "dueOn" FROM reporting_period
         WHERE opens_on <= $1 AND ($2::uuid[] IS NULL OR id = ANY ($2)) AND ($3::text[] IS NULL OR type = ANY ($3)) ORDER BY opens_on DESC, id DESC`,
};
const NAMES: Record<Exclude<RatesBy, 'period'>, string> = {
  region: `SELECT code AS key, name, name_en AS "nameEn" FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order`,
  department: `SELECT code AS key, short_name AS name, name_en AS "nameEn" FROM organisation WHERE kind IN ('department', 'provincial_union') ORDER BY protocol_order`,
  batch: `SELECT code AS key, name, name_en AS "nameEn" FROM batch ORDER BY sequence`,
};
const JOINS: Record<RatesBy, string> = {
  period: '', region: '', batch: '',
  // a case with two sponsors is on the line of each, and one without on its own
  department: 'LEFT JOIN sponsorship s ON s.pilot_case_id = p.pilot_case_id AND s.ended_on IS NULL LEFT JOIN organisation o ON o.id = s.department_id',
};
const KEYS: Record<RatesBy, string> = { period: 'p.reporting_period_id::text', region: 'r.code', department: `coalesce(o.code, 'none')`, batch: 'b.code' };

/** 报送率: the five rates under the reader's sight. What counts as made and in time is report_counts() in the schema, never what somebody declared. */
@Injectable()
export class ReportingRatesBy {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async rates(actor: Actor, query: RatesQuery): Promise<RatesTable> {
    const by = query.by ?? 'period';
    const found = await this.db.read<RatesPeriod>(actor, PERIODS, [this.clock.today(), query.period ?? null, query.type ?? null]);
    const periods = by === 'period' || query.period ? found : found.slice(0, 1);
    const ids = periods.map(({ id }) => id);
    const [one, other] = [counts(actor, by, ids, query), counts(actor, undefined, ids, query)];
    const [rows, [all], named] = await this.db.readAll<[CountRow, CountRow, Named]>(
      actor, [one, one.values], [other, other.values], [{ name: `rates.names-${by}`, text: by === 'period' ? `${NAMES.batch} LIMIT 0` : NAMES[by] }, []],
    );
    const lines: Named[] = by === 'period' ? periods.map(({ id, name, nameEn }) => ({ key: id, name, nameEn })) : [...named, { key: 'none', name: '', nameEn: '' }];
    return {
      asOf: this.clock.now().toISOString(), by, periods,
      lines: lines.flatMap((line): RatesLine[] => {
        const row = rows.find(({ key }) => key === line.key);
        return row && row.expected > 0 ? [{ ...line, ...ratesOf(row) }] : [];
      }),
      total: ratesOf(all ?? { expected: 0, actual: 0, onTime: 0 }),
    };
  }
}

/** Province and city read the tally where it tells the lines apart; otherwise the reports of the periods are counted. */
function counts(actor: Actor, by: RatesBy | undefined, periods: string[], { region, batch, department, level }: RatesQuery) {
  const key = by ? KEYS[by] : `''`;
  const tallied = (actor.reach === 'province' || actor.reach === 'city') && by !== 'department' && by !== 'batch' && !batch && !department && !level;
  const where = new Conditions().add('periods', 'p.reporting_period_id = ANY ($)', periods).add('region', 'r.code = ANY ($)', region);
  const of = (kind: string) => `coalesce(sum(p.n) FILTER (WHERE p.kind = '${kind}'), 0)::int`;
  if (tallied) {
    const text = `SELECT ${key} AS key, ${of('expected')} AS expected, ${of('actual')} AS actual, ${of('on_time')} AS "onTime"
      FROM report_tally p JOIN region r ON r.id = p.region_id WHERE ${where.sql} GROUP BY 1`;
    return { name: where.name(`rates.tallied-${by}`), text, values: where.values };
  }
  where.add('batch', 'b.code = ANY ($)', batch).add('level', 'c.level = ANY ($)', level).add('department', sponsoredBy('p.pilot_case_id'), ...(department ? [department, department] : [undefined]));
  const text = `SELECT ${key} AS key, count(*)::int AS expected, (count(*) FILTER (WHERE ${REPORT_MADE}))::int AS actual, (count(*) FILTER (WHERE ${REPORT_MADE} AND p.on_time))::int AS "onTime"
    FROM progress_report p JOIN region r ON r.id = p.region_id JOIN pilot_case c ON c.id = p.pilot_case_id JOIN batch b ON b.id = c.batch_id ${by ? JOINS[by] : ''}
    WHERE p.is_current AND ${where.sql} GROUP BY 1`;
  return { name: where.name(`rates.counted-${by}`), text, values: where.values };
}
