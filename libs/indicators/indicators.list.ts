import { Inject, Injectable } from '@nestjs/common';
import { Clock, Conditions, Db, likePattern, type Actor } from '../kernel/index.js';
import { sumsOfAll, type SumRow } from './figures.sql.js';
import { INDICATOR, LATEST_FIRST, PROVINCIAL, shown, type IndicatorRecord } from './indicator.sql.js';
import type { FigurePeriod, IndicatorList, IndicatorQuery, IndicatorRow, ProvincialFigureOut } from './indicators.dto.js';
import { lineOf } from './line.rules.js';
import { OPENED, spanOf } from './periods.js';
import { inOrder } from './rollup.rules.js';

type Listed = IndicatorRecord & { target: number | null; provincial: ProvincialFigureOut | null };

// The province's target, or that of the region of a city; nobody else sees a whole to hold against one.
const TARGET = `(SELECT t.value::float8 FROM indicator_target t JOIN region r ON r.id = t.region_id
  WHERE t.indicator_code = i.code AND t.year = $1 AND CASE WHEN $2::uuid IS NULL THEN r.parent_id IS NULL ELSE r.id = $2 END)`;
const EXPECTED = {
  name: 'indicators.expected',
  text: 'SELECT count(*)::int AS n FROM progress_report p WHERE p.reporting_period_id = $1 AND p.is_current',
};
const EXPECTED_TALLIED = {
  name: 'indicators.expected-tallied',
  text: `SELECT coalesce(sum(n), 0)::int AS n FROM report_tally WHERE reporting_period_id = $1 AND kind = 'expected'`,
};

/** 指标一览: every indicator with its figure of one period, as the reader sees it. */
@Injectable()
export class Indicators {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In their own order. @throws 422 for a period that there is not or not yet */
  async list(actor: Actor, query: IndicatorQuery): Promise<IndicatorList> {
    const opened = await this.db.read<FigurePeriod>(actor, OPENED, [this.clock.today()]);
    const [period] = spanOf(opened, { period: query.period });
    const trend = trendUpTo(period, opened);
    const tallied = actor.reach === 'province' || actor.reach === 'city';
    const sums = sumsOfAll(actor, trend.map(({ id }) => id));
    const { name, text, values } = this.listed(actor, query, period?.year ?? null);
    const [records, all, [due]] = await this.db.readAll<[Listed, SumRow, { n: number }]>(
      actor, [{ name, text }, values], [sums, sums.values], [tallied ? EXPECTED_TALLIED : EXPECTED, [period?.id ?? null]],
    );
    const byCode = Map.groupBy(all, ({ key }) => key);
    const items = records.map((record): IndicatorRow => {
      const mine = byCode.get(record.code) ?? [];
      const whole = tallied ? record.target : null;
      const of = (span: FigurePeriod[]) => lineOf(record, undefined, span, opened, mine, [], whole);
      const { value, numerator, denominator, n, cumulative, lastYear, change, attainment } = of(period ? [period] : []);
      return {
        ...shown(record), target: record.target, figure: { value, numerator, denominator, n }, cumulative, lastYear: lastYear?.value ?? null, change, attainment,
        trend: trend.map((one) => {
          const at = of([one]);
          return { periodId: one.id, value: at.value, numerator: at.numerator, denominator: at.denominator, n: at.n };
        }),
      };
    });
    return { asOf: this.clock.now().toISOString(), period: period ?? null, expected: actor.reach === 'department' ? null : (due?.n ?? 0), items };
  }

  private listed(actor: Actor, { q, kind, task, department }: IndicatorQuery, year: number | null): { name: string | undefined; text: string; values: unknown[] } {
    const where = new Conditions();
    where.param(year);
    where.param(actor.reach === 'city' ? actor.scope : null);
    const newest = 't.catalogue_version = (SELECT max(catalogue_version) FROM task_category) AND i.code = ANY (t.indicator_codes)';
    where
      .add('q', `(lower(i.name) LIKE $ OR lower(i.name_en) LIKE $ OR i.code LIKE $)`, ...(q ? Array<string>(3).fill(likePattern(q)) : [undefined]))
      .add('kind', 'i.kind = ANY ($)', kind)
      .add('task', `EXISTS (SELECT FROM task_category t WHERE ${newest} AND t.code = ANY ($))`, task)
      .add('department', `EXISTS (SELECT FROM task_category t JOIN organisation o ON o.id = t.lead_department_id WHERE ${newest} AND o.code = ANY ($))`, department);
    const text = `SELECT ${INDICATOR}, ${TARGET} AS target, (SELECT ${PROVINCIAL} FROM provincial_figure f WHERE f.indicator_code = i.code ORDER BY ${LATEST_FIRST} LIMIT 1) AS provincial
      FROM indicator i WHERE ${where.sql} ORDER BY i.sequence`;
    return { name: where.name('indicators.list'), text, values: where.values };
  }
}

/** The periods of its type in its year and the year before, up to it; that is also what 累计 and 上年同期 are made of. */
function trendUpTo(period: FigurePeriod | undefined, opened: FigurePeriod[]): FigurePeriod[] {
  if (!period) return [];
  if (period.type === 'special') return [period];
  return opened.filter((one) => one.type === period.type && one.year >= period.year - 1 && inOrder(one, period) <= 0).sort(inOrder);
}
