import type { EntityManager } from 'typeorm';
import type { AttachmentOut } from '../files/index.js';
import { attachmentsOf } from '../files/index.js';
import { SIDES, type Side } from './evaluation.rules.js';
import { withTargets } from './marks.rules.js';
import { itemsOf, type DeductionCode, type Scheme } from './scheme.rules.js';
import type { Actual, Inputs, Mark, Row, Verdict } from './score.rules.js';

export interface KeptMark {
  side: Side;
  item: string;
  verdict: Verdict | null;
  target: string | null;
  reason: string;
  files: AttachmentOut[];
}

const MARKS = `SELECT m.side, m.item, m.verdict, trim_scale(m.target)::text AS target, m.reason, ${attachmentsOf('evaluation_mark_id', 'm.id')} AS files
  FROM evaluation_mark m WHERE m.evaluation_id = $1 ORDER BY m.item`;

// Of a year's reports in force: the year's own where it has the indicator, else the quarters', else the half-years'. Stocks are the
// last of them, flows their sum, ratios the sums of their two numbers; of one kind of period only, so that nothing counts twice.
const ACTUALS = `WITH own AS (
    SELECT v.indicator_code AS code, i.rollup, v.value, v.numerator, v.denominator, p.type, p.number, p.name, r.id
    FROM indicator_value v JOIN progress_report r ON r.id = v.progress_report_id AND r.in_force
      JOIN reporting_period p ON p.id = v.reporting_period_id JOIN indicator i ON i.code = v.indicator_code
    WHERE v.pilot_case_id = $1 AND v.year = $2 AND v.indicator_code = ANY ($3) AND p.type <> 'special' AND coalesce(v.value, v.denominator) IS NOT NULL
  ), best AS (
    SELECT DISTINCT ON (code) code, type FROM own ORDER BY code, array_position(ARRAY['annual', 'quarterly', 'half_year'], type)
  ), chosen AS (
    SELECT own.*, number = max(number) OVER (PARTITION BY code) AS last FROM own JOIN best USING (code, type)
  )
  SELECT code, trim_scale(CASE rollup WHEN 'last' THEN max(value) FILTER (WHERE last) ELSE sum(value) END)::text AS value,
    trim_scale(sum(numerator))::text AS numerator, trim_scale(sum(denominator))::text AS denominator,
    json_agg(json_build_object('kind', 'progress_report', 'id', id, 'label', name) ORDER BY number) AS rows
  FROM chosen GROUP BY code, rollup`;

// What the system itself holds against a unit for the year, as of today or the year's last day. A report that is late stays late.
const DEDUCTED = `SELECT 'late_report' AS code, 'progress_report' AS kind, r.id, p.name AS label
    FROM progress_report r JOIN reporting_period p ON p.id = r.reporting_period_id
    WHERE r.pilot_case_id = $1 AND r.year = $2 AND r.is_current AND NOT r.on_time AND (r.submitted_at IS NOT NULL OR p.due_on < $3::date)
  UNION ALL SELECT 'correction', 'progress_report', r.id, p.name
    FROM progress_report r JOIN reporting_period p ON p.id = r.reporting_period_id WHERE r.pilot_case_id = $1 AND r.year = $2 AND r.corrects_id IS NOT NULL
  UNION ALL SELECT 'red_assignment', 'assignment', a.id, a.no
    FROM assignment a WHERE a.pilot_case_id = $1 AND a.issued_on <= make_date($2, 12, 31) AND light_on(a.state, a.yellow_from, a.red_from, least($3::date, make_date($2, 12, 31))) = 'red'
  ORDER BY 1, 4, 3`;
/** What there are rows of; rectification is not kept yet, so nothing is counted for it. */
const KEPT: readonly DeductionCode[] = ['late_report', 'red_assignment', 'correction'];

export const marksOf = (em: EntityManager, id: string): Promise<KeptMark[]> => em.query(MARKS, [id]);

/** Everything that a side's score follows from, as it stands in this transaction. */
export async function gatherInputs(
  em: EntityManager,
  { pilotCaseId, year }: { pilotCaseId: string; year: number },
  scheme: Scheme,
  { side, marks, today }: { side: Side; marks: readonly KeptMark[]; today: string },
): Promise<Inputs> {
  const upTo = SIDES.slice(0, SIDES.indexOf(side) + 1);
  const said = (of: Side): Record<string, Mark> =>
    Object.fromEntries(marks.filter((mark) => mark.side === of && mark.verdict !== null).map(({ item, verdict, target }) => [item, { verdict: verdict!, target }]));
  const evidence = marks.filter((mark) => upTo.includes(mark.side) && mark.files.length > 0).map(({ item }) => item);
  const codes = itemsOf(scheme).flatMap(({ indicator }) => indicator ?? []);
  const actuals: (Actual & { code: string })[] = await em.query(ACTUALS, [pilotCaseId, year, codes]);
  const found: (Row & { code: DeductionCode })[] = await em.query(DEDUCTED, [pilotCaseId, year, today]);
  return {
    scheme,
    marks: withTargets(said(side), upTo.slice(0, -1).reverse().map(said)),
    evidence: [...new Set(evidence)].sort(),
    actuals: Object.fromEntries(actuals.map(({ code, ...actual }) => [code, actual])),
    deductions: Object.fromEntries(KEPT.map((code) => [code, found.filter((row) => row.code === code).map(({ kind, id, label }) => ({ kind, id, label }))])),
  };
}
