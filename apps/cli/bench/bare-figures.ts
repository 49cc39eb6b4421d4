import type { Pool } from 'pg';

const BY: Record<string, { key: string; order: string; join?: string }> = {
  period: { key: 'p.reporting_period_id::text', order: 'min(d.opens_on) DESC' },
  region: { key: 'r.code', order: 'min(r.protocol_order)' },
  department: {
    key: 'o.code', order: 'min(o.protocol_order)',
    join: 'JOIN sponsorship s ON s.pilot_case_id = p.pilot_case_id AND s.ended_on IS NULL JOIN organisation o ON o.id = s.department_id',
  },
  batch: { key: 'b.code', order: 'min(b.sequence)' },
};
const RATES = (by: string) => `SELECT ${BY[by]!.key} AS key, count(*)::int AS expected, (count(*) FILTER (WHERE p.submitted_at IS NOT NULL AND p.complete))::int AS actual,
    (count(*) FILTER (WHERE p.submitted_at IS NOT NULL AND p.complete AND p.on_time))::int AS "onTime"
  FROM progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id JOIN region r ON r.id = p.region_id JOIN pilot_case c ON c.id = p.pilot_case_id JOIN batch b ON b.id = c.batch_id
  ${BY[by]!.join ?? ''} WHERE p.is_current AND ($1::uuid IS NULL OR p.reporting_period_id = $1) GROUP BY 1 ORDER BY ${BY[by]!.order}`;

/** R3: the five rates of the province, counted from the rows. */
export async function rates(pool: Pool, { by, period }: Record<string, string>) {
  const { rows } = await pool.query({ name: `rates-${by}`, text: RATES(by!), values: [period ?? null] });
  const percent = (n: number, of: number) => (of === 0 ? null : Math.round((1000 * n) / of) / 10);
  return { lines: rows.map((row) => ({ ...row, rate: percent(row.actual, row.expected), onTimeRate: percent(row.onTime, row.expected) })) };
}

const SUMS = 'count(*)::int AS n, sum(v.value)::float8 AS value, sum(v.numerator)::float8 AS numerator, sum(v.denominator)::float8 AS denominator';
const IN_FORCE = 'FROM indicator_value v JOIN progress_report p ON p.id = v.progress_report_id AND p.in_force';
const FIGURES: Record<string, string> = {
  region: `SELECT r.code AS key, ${SUMS} ${IN_FORCE} JOIN region r ON r.id = v.region_id WHERE v.indicator_code = $2 AND v.reporting_period_id = $1 GROUP BY 1 ORDER BY min(r.protocol_order)`,
  batch: `SELECT b.code AS key, ${SUMS} ${IN_FORCE} JOIN pilot_case c ON c.id = v.pilot_case_id JOIN batch b ON b.id = c.batch_id WHERE v.indicator_code = $2 AND v.reporting_period_id = $1 GROUP BY 1 ORDER BY min(b.sequence)`,
  task: `SELECT a.task_code AS key, ${SUMS} ${IN_FORCE} JOIN task_category t ON v.indicator_code = ANY (t.indicator_codes)
    JOIN assignment a ON a.pilot_case_id = v.pilot_case_id AND a.task_category_id = t.id AND a.state <> 'cancelled' WHERE v.indicator_code = $2 AND v.reporting_period_id = $1 GROUP BY 1 ORDER BY min(t.sequence)`,
};
const EVERY = `SELECT i.code, i.kind, s.* FROM indicator i LEFT JOIN (SELECT v.indicator_code AS key, ${SUMS} ${IN_FORCE} WHERE v.reporting_period_id = $1 GROUP BY 1) s ON s.key = i.code ORDER BY i.sequence`;

interface SumRow { n: number | null; value: number | null; numerator: number | null; denominator: number | null }

/** R4: one indicator line by line, or all of them at once, added up from what every unit reported. */
export async function figures(pool: Pool, { period, code, kind, by }: Record<string, string>) {
  if (!code) {
    const { rows } = await pool.query({ name: 'figures-every', text: EVERY, values: [period] });
    return { items: rows.map((row) => ({ code: row.code, figure: shown(row.kind, row) })) };
  }
  const { rows } = await pool.query({ name: `figures-${by}`, text: FIGURES[by!]!, values: [period, code] });
  return { lines: rows.map((row) => ({ key: row.key, ...shown(kind!, row) })) };
}

function shown(kind: string, { n, value, numerator, denominator }: SumRow) {
  if (!n) return { value: null, numerator: null, denominator: null, n: 0 };
  if (kind !== 'ratio') return { value, numerator: null, denominator: null, n };
  return { value: Math.round((10_000 * numerator!) / denominator!) / 100, numerator, denominator, n };
}
