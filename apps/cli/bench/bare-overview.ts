import type { Pool } from 'pg';
import { DAY, together } from './bare-pool.js';

const REGIONS = {
  name: 'regions',
  text: `SELECT r.id, r.code, r.name, r.name_en AS "nameEn", r.protocol_order AS "protocolOrder", coalesce(u.n, 0) AS units
         FROM region r LEFT JOIN (SELECT region_id, count(*)::int AS n FROM pilot_unit GROUP BY 1) u ON u.region_id = r.id
         WHERE r.parent_id IS NOT NULL ORDER BY r.protocol_order`,
};
const COUNTS = {
  name: 'counts',
  text: `SELECT region_id, state, light_on(state, yellow_from, red_from, $1) AS light, count(*)::int AS n,
           (count(*) FILTER (WHERE due_on < $1 AND state IN ('issued', 'in_progress', 'returned')))::int AS overdue
         FROM assignment GROUP BY 1, 2, 3`,
};
const PERIOD = `(SELECT id FROM reporting_period WHERE opens_on <= $1 ORDER BY opens_on DESC, id DESC LIMIT 1)`;
const REPORTS = {
  name: 'reports',
  text: `SELECT region_id, count(*)::int AS expected, (count(*) FILTER (WHERE submitted_at IS NOT NULL AND complete))::int AS actual,
           (count(*) FILTER (WHERE submitted_at IS NOT NULL AND complete AND on_time))::int AS on_time
         FROM progress_report WHERE reporting_period_id = ${PERIOD} GROUP BY 1`,
};
const OPEN = { name: 'open', text: `SELECT id, name, name_en AS "nameEn", due_on AS "dueOn" FROM reporting_period WHERE id = ${PERIOD}` };

/** W3: region × state × light, overdue and reporting rates, counted from the rows of the whole province. */
export async function overview(pool: Pool) {
  const values = [DAY()];
  const [regions, counts, reports, [period]] = await together(
    pool, REGIONS, { ...COUNTS, values }, { ...REPORTS, values }, { ...OPEN, values },
  );
  const rows = regions.map(({ id, units, ...region }) => ({
    region,
    ...numbers(units, counts.filter((row) => row.region_id === id), reports.filter((row) => row.region_id === id)),
  }));
  const total = numbers(rows.reduce((sum, row) => sum + row.units, 0), counts, reports);
  return { asOf: new Date().toISOString(), period: period ?? null, regions: rows, total };
}

interface Count { state: string; light: string; n: number; overdue: number }
interface Report { expected: number; actual: number; on_time: number }
const noLights = (): Record<string, number> => ({ green: 0, yellow: 0, red: 0, grey: 0, done: 0 });

function numbers(units: number, counts: Count[], reports: Report[]) {
  const byState: Record<string, number> = {};
  const byStateAndLight: Record<string, Record<string, number>> = {};
  const byLight = noLights();
  let [assignments, overdue] = [0, 0];
  for (const row of counts) {
    byState[row.state] = (byState[row.state] ?? 0) + row.n;
    const lights = (byStateAndLight[row.state] ??= noLights());
    lights[row.light]! += row.n;
    byLight[row.light]! += row.n;
    assignments += row.n;
    overdue += row.overdue;
  }
  const sum = (of: keyof Report) => reports.reduce((n, row) => n + row[of], 0);
  const [expected, actual, onTime] = [sum('expected'), sum('actual'), sum('on_time')];
  const percent = (n: number) => (expected === 0 ? null : Math.round((1000 * n) / expected) / 10);
  const report = { expected, actual, onTime, rate: percent(actual), onTimeRate: percent(onTime) };
  return { units, assignments, byState, byStateAndLight, byLight, overdue, report };
}
