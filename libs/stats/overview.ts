import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, type Actor, type Statement } from '../kernel/index.js';
import type { LightCounts } from '../cases/index.js';
import { ratesOf } from './rates.rules.js';
import type { Overview, OverviewNumbers, OverviewPeriod, OverviewQuery, OverviewRegion, ReportingRates } from './stats.dto.js';

interface CountRow {
  region_id: string;
  state: string;
  all_n: number;
  yellow_n: number;
  red_n: number;
  overdue_n: number;
}
interface ReportRow {
  region_id: string;
  kind: 'expected' | 'actual' | 'on_time';
  n: number;
}
interface RegionRow extends OverviewRegion {
  id: string;
  units: number;
}

const counts = (name: string, from: string, dated: string): Statement => ({
  name,
  text: `SELECT region_id, state, ${dated} FROM ${from} GROUP BY region_id, state`,
});

// Province and city read the tallies: their size is that of the question, not of the data.
const TALLIED = counts(
  'overview.tallied',
  'assignment_tally',
  `coalesce(sum(n) FILTER (WHERE kind = 'all'), 0)::int AS all_n,
   coalesce(sum(n) FILTER (WHERE kind = 'yellow' AND day <= $1), 0)::int AS yellow_n,
   coalesce(sum(n) FILTER (WHERE kind = 'red' AND day <= $1), 0)::int AS red_n,
   coalesce(sum(n) FILTER (WHERE kind = 'overdue' AND day <= $1), 0)::int AS overdue_n`,
);
// A department's rows are not a region's: it counts what it sees.
const COUNTED = counts(
  'overview.counted',
  'assignment',
  `count(*)::int AS all_n, (count(*) FILTER (WHERE yellow_from <= $1))::int AS yellow_n,
   (count(*) FILTER (WHERE red_from <= $1))::int AS red_n,
   (count(*) FILTER (WHERE answer_due_on < $1 AND state IN ('issued', 'in_progress', 'returned')))::int AS overdue_n`,
);

const PERIOD = `SELECT id FROM reporting_period WHERE opens_on <= $1 ORDER BY opens_on DESC, id DESC LIMIT 1`;
const REPORTS_TALLIED: Statement = {
  name: 'overview.reports-tallied',
  text: `SELECT region_id, kind, sum(n)::int AS n FROM report_tally WHERE reporting_period_id = (${PERIOD}) GROUP BY 1, 2`,
};
const REPORTS_COUNTED: Statement = {
  name: 'overview.reports-counted',
  text: `SELECT p.region_id, c.kind, count(*)::int AS n FROM progress_report p, report_counts(p.submitted_at, p.complete, p.on_time) c
         WHERE p.reporting_period_id = (${PERIOD}) AND p.is_current GROUP BY 1, 2`,
};
const REGIONS: Statement = {
  name: 'overview.regions',
  text: `SELECT r.id, r.code, r.name, r.name_en AS "nameEn", r.protocol_order AS "protocolOrder",
           (SELECT count(*)::int FROM pilot_unit u WHERE u.region_id = r.id) AS units
         FROM region r WHERE r.parent_id IS NOT NULL ORDER BY r.protocol_order`,
};
const OPEN_PERIOD: Statement = {
  name: 'overview.period',
  text: `SELECT id, name, name_en AS "nameEn", due_on AS "dueOn" FROM reporting_period WHERE id = (${PERIOD})`,
};

/** 全省一张图: region × state × light and the reporting rates. Every number opens its rows under the reader's own sight. */
@Injectable()
export class OverviewStats {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async overview(actor: Actor, query: OverviewQuery): Promise<Overview> {
    const today = this.clock.today();
    const tallied = actor.reach === 'province' || actor.reach === 'city';
    const [regions, assignments, reports, [period]] = await this.db.readAll<[RegionRow, CountRow, ReportRow, OverviewPeriod]>(
      actor,
      [REGIONS, []],
      [tallied ? TALLIED : COUNTED, [today]],
      [tallied ? REPORTS_TALLIED : REPORTS_COUNTED, [today]],
      [OPEN_PERIOD, [today]],
    );
    const rows = regions
      .filter(({ code, id }) => (query.region ? query.region.includes(code) : isInSight(actor, id)))
      .map(({ id, units, ...region }) => ({
        region,
        ...numbers(units, assignments.filter((row) => row.region_id === id), reports.filter((row) => row.region_id === id)),
      }));
    const ids = new Set(rows.map(({ region }) => regions.find((r) => r.code === region.code)!.id));
    const total = numbers(
      rows.reduce((sum, row) => sum + row.units, 0),
      assignments.filter((row) => ids.has(row.region_id)),
      reports.filter((row) => ids.has(row.region_id)),
    );
    return { asOf: this.clock.now().toISOString(), period: period ?? null, regions: rows, total };
  }
}

/** A city is shown itself; for the others a region without rows is a fact worth a row. */
const isInSight = (actor: Actor, regionId: string) => actor.reach !== 'city' || actor.scope === regionId;

const DONE = ['completed', 'archived'];
const GREY = ['draft', 'pending_issue', 'suspended', 'cancelled'];
const noLights = (): LightCounts => ({ green: 0, yellow: 0, red: 0, grey: 0, done: 0 });

/** The same cases as light_on() in the schema, over counts: whatever is red today was yellow before. */
function lightsOf({ state, all_n, yellow_n, red_n }: CountRow): LightCounts {
  if (DONE.includes(state)) return { ...noLights(), done: all_n };
  if (GREY.includes(state)) return { ...noLights(), grey: all_n };
  return { ...noLights(), red: red_n, yellow: yellow_n - red_n, green: all_n - yellow_n };
}

function numbers(units: number, assignments: CountRow[], reports: ReportRow[]): OverviewNumbers {
  const byState: Record<string, number> = {};
  const byStateAndLight: Record<string, LightCounts> = {};
  const byLight = noLights();
  let overdue = 0;
  for (const row of assignments) {
    if (row.all_n === 0) continue;
    byState[row.state] = (byState[row.state] ?? 0) + row.all_n;
    const lights = lightsOf(row);
    const ofState = (byStateAndLight[row.state] ??= noLights());
    for (const light of Object.keys(lights) as (keyof LightCounts)[]) {
      ofState[light] += lights[light];
      byLight[light] += lights[light];
    }
    overdue += row.overdue_n;
  }
  const all = Object.values(byState).reduce((sum, n) => sum + n, 0);
  return { units, assignments: all, byState, byStateAndLight, byLight, overdue, report: reportRates(reports) };
}

function reportRates(rows: ReportRow[]): ReportingRates {
  const sum = (kind: ReportRow['kind']) => rows.filter((row) => row.kind === kind).reduce((n, row) => n + row.n, 0);
  return ratesOf({ expected: sum('expected'), actual: sum('actual'), onTime: sum('on_time') });
}
