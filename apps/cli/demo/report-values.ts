import type { EntityManager } from 'typeorm';

// What a task is measured by, of the cases that have it; the plan of the first query of all that follow.
const MEASURED = `SELECT DISTINCT a.pilot_case_id, i.code, i.kind, i.unit, i.rollup
  FROM assignment a JOIN task_category t ON t.id = a.task_category_id JOIN indicator i ON i.code = ANY (t.indicator_codes)
  WHERE a.state NOT IN ('draft', 'pending_issue', 'cancelled')`;

const part = (salt: string) => `abs(hashtext(c.case_no || m.code || ${salt})) % 1000 / 1000.0`;

/**
 * A number for every indicator of a case in every report that is in force. How large, follows from the unit's size and from what the indicator
 * counts; stocks grow from period to period, flows go up and down, shares get better. The same demo gives the same numbers.
 */
const VALUES = `WITH measured AS MATERIALIZED (${MEASURED}), ordered AS (
    SELECT p.id, p.year, row_number() OVER (ORDER BY p.ends_on) AS at, p.code FROM reporting_period p
  ), sized AS (
    SELECT r.id AS report_id, r.year, r.reporting_period_id, r.pilot_case_id, r.pilot_unit_id, r.region_id, o.at, m.code, m.kind, m.rollup, m.unit,
      ${part(`''`)} AS own, ${part('o.code')} AS chance,
      CASE m.unit WHEN '人' THEN CASE m.kind WHEN 'stock' THEN 3 + 0.05 * s.workers ELSE 1 + 0.02 * s.workers END WHEN '人次' THEN 20 + 0.5 * s.workers WHEN '条' THEN 6 + 0.1 * s.workers WHEN '张' THEN 5 + 0.08 * s.workers
        WHEN '万元' THEN 6 + 0.09 * s.workers WHEN '万人' THEN s.workers / 16000.0 WHEN '%' THEN CASE m.code WHEN 'tech_pay_growth' THEN 5000 WHEN 'edu_fund_rate' THEN s.workers ELSE 12 + 0.15 * s.workers END WHEN '家' THEN 3 ELSE 7 END AS scale
    FROM progress_report r JOIN ordered o ON o.id = r.reporting_period_id JOIN pilot_case c ON c.id = r.pilot_case_id JOIN measured m ON m.pilot_case_id = r.pilot_case_id
      JOIN LATERAL (SELECT least(6000, coalesce(u.industrial_workers, u.employees / 2, 120)) AS workers FROM pilot_unit u WHERE u.id = r.pilot_unit_id) s ON true
    WHERE r.in_force
  ), numbered AS (
    SELECT *, CASE WHEN kind = 'ratio' THEN greatest(1, round((0.5 + own) * scale)) END AS whole, CASE unit WHEN '万人' THEN 4 WHEN '万元' THEN 2 ELSE 0 END AS places,
      CASE WHEN kind = 'stock' THEN (0.4 + own) * scale * (1 + 0.035 * at) ELSE (0.4 + own) * scale * (0.7 + 0.5 * chance) * (1 + 0.015 * at) END AS amount FROM sized
  )
  INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, pilot_case_id, pilot_unit_id, region_id, indicator_code, kind, value, numerator, denominator)
  SELECT uuid_v7(), year, reporting_period_id, report_id, pilot_case_id, pilot_unit_id, region_id, code, kind,
    CASE WHEN kind <> 'ratio' THEN round(amount, places) END, CASE WHEN kind = 'ratio' THEN floor(whole * CASE code WHEN 'tech_pay_growth' THEN 0.03 + 0.05 * chance WHEN 'edu_fund_rate' THEN 0.015 + 0.06 * own ELSE least(0.99, 0.52 + 0.3 * own + 0.1 * chance + 0.018 * at) END) END, whole
  FROM numbered`;

// The entries of the same reports: each later one further on, the last where its task stands today.
const ENTRIES = `WITH ordered AS (
    SELECT p.id, row_number() OVER (ORDER BY p.ends_on DESC) - 1 AS ago, p.name FROM reporting_period p
  )
  INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, assignment_id, pilot_unit_id, region_id, progress, done, problems, next_steps)
  SELECT uuid_v7(), r.year, r.reporting_period_id, r.id, a.id, r.pilot_unit_id, r.region_id, greatest(0, a.progress - 18 * o.ago)::smallint,
    o.name || '：' || coalesce(l.done, '已签收任务，正在制定实施方案。'), coalesce(l.problems, ''), coalesce(l.next_steps, '')
  FROM progress_report r JOIN ordered o ON o.id = r.reporting_period_id
    JOIN assignment a ON a.pilot_case_id = r.pilot_case_id AND a.state NOT IN ('draft', 'pending_issue', 'cancelled')
    LEFT JOIN progress_update l ON l.id = a.last_update_id
  WHERE r.in_force`;

// Of the year that is under way: a little more than is reached, for the province and for its first region.
const TARGETS = `INSERT INTO indicator_target (id, indicator_code, year, region_id, value, source)
  SELECT uuid_v7(), s.code, s.year, g.id, CASE WHEN s.kind = 'ratio' THEN 90 ELSE ceil((0.95 + abs(hashtext(s.code)) % 50 / 100.0) * s.reached * g.share) END, '样例目标：省产改办年度工作要点（样例数据）'
  FROM (
    SELECT t.indicator_code AS code, p.year, i.kind, i.sequence,
      CASE WHEN i.kind = 'stock' OR i.rollup = 'last' THEN max(t.total) ELSE sum(t.total) END AS reached
    FROM (SELECT indicator_code, reporting_period_id, sum(value) / 10000.0 AS total FROM indicator_tally GROUP BY 1, 2) t
      JOIN reporting_period p ON p.id = t.reporting_period_id JOIN indicator i ON i.code = t.indicator_code
    WHERE p.year = (SELECT max(year) FROM reporting_period WHERE opens_on <= app_today()) GROUP BY 1, 2, 3, 4, i.rollup
  ) s CROSS JOIN (SELECT id, 1.0 AS share FROM region WHERE parent_id IS NULL UNION ALL (SELECT id, 0.09 FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order LIMIT 1)) g
  WHERE (s.sequence % 3 = 1 OR s.code = 'studios') AND s.code NOT IN ('tech_pay_growth', 'edu_fund_rate')`;

/** What the reports say: entries and numbers of this quarter and those before it, and what the year is to reach. */
export async function fillReports(em: EntityManager): Promise<string> {
  await em.query(VALUES);
  await em.query(ENTRIES);
  await em.query(TARGETS);
  const [{ n }] = await em.query('SELECT count(*)::int AS n FROM indicator_value');
  return `${n} numbers reported`;
}
