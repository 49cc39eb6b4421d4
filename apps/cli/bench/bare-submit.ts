import type { Pool } from 'pg';
import { DAY } from './bare-pool.js';

/** Where the bare server hands in: copies without triggers and policies, with the same keys. */
export const SUBMIT_PLACE = `
  CREATE TABLE IF NOT EXISTS plain.progress_report (LIKE public.progress_report INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS plain.report_step (LIKE public.report_step INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS plain.notification (LIKE public.notification INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS plain.report_tally (LIKE public.report_tally INCLUDING ALL);
  CREATE TABLE IF NOT EXISTS plain.indicator_tally (LIKE public.indicator_tally INCLUDING ALL);
  INSERT INTO plain.progress_report SELECT * FROM public.progress_report ON CONFLICT DO NOTHING;
  ALTER TABLE plain.report_step DROP CONSTRAINT IF EXISTS of_report, ADD CONSTRAINT of_report FOREIGN KEY (progress_report_id) REFERENCES plain.progress_report;
  ANALYZE plain.progress_report`;

/**
 * The same rows by hand, in one statement: the report, its step, the notice to whoever reviews, the audit entries of report and step, and
 * what the report adds to the tallies of rates and indicators.
 */
const HAND_IN = {
  name: 'hand-in',
  text: `WITH moved AS (
      UPDATE plain.progress_report r SET state = 'submitted', submitted_at = now(), on_time = $3::date <= d.due_on, submissions = r.submissions + 1, in_force = true,
        version = r.version + 1, updated_at = now()
      FROM reporting_period d WHERE d.id = r.reporting_period_id AND r.id = $1 AND r.version = $2 AND r.state = 'internal_review' AND r.complete AND $3::date <= d.closes_on
      RETURNING r.*, d.name AS period, d.name_en AS period_en
    ), step AS (
      INSERT INTO plain.report_step (id, progress_report_id, action, from_state, to_state, detail, actor_name, actor_role, actor_organisation)
      SELECT uuidv7(), m.id, 'submit', 'internal_review', 'submitted', jsonb_build_object('submission', m.submissions), '负责人', 'pilot_leader', '样例' FROM moved m RETURNING *
    ), told AS (
      INSERT INTO plain.notification (id, position_id, kind, subject_type, subject_id, data)
      SELECT uuidv7(), p.id, 'report_waits', 'progress_report', m.id, jsonb_build_object('unit', u.name, 'period', m.period, 'periodEn', m.period_en, 'act', '审核', 'actEn', 'review', 'said', '')
      FROM moved m JOIN pilot_unit u ON u.id = m.pilot_unit_id JOIN organisation o ON o.kind = 'territorial_union' AND o.region_id = m.region_id AND o.closed_at IS NULL
        JOIN position p ON p.organisation_id = o.id AND p.role IN ('city_staff', 'office_staff') AND p.revoked_at IS NULL
    ), audited AS (
      INSERT INTO plain.audit_entry (reach, action, op, kind, subject_type, subject_id, region_id, changed, before, after)
      SELECT 'bare', 'report.submit', 'update', 'business', 'progress_report', m.id, m.region_id, '{state,submitted_at,on_time,submissions,in_force,version}',
        jsonb_build_object('state', 'internal_review'), jsonb_build_object('state', m.state, 'submitted_at', m.submitted_at, 'on_time', m.on_time, 'submissions', m.submissions, 'version', m.version)
      FROM moved m
      UNION ALL
      SELECT 'bare', 'report.submit', 'insert', 'business', 'report_step', s.id, NULL, ARRAY(SELECT jsonb_object_keys(to_jsonb(s))), NULL, to_jsonb(s) FROM step s
    ), rated AS (
      INSERT INTO plain.report_tally SELECT m.reporting_period_id, m.region_id, k.kind, 1 FROM moved m, (VALUES ('actual'), ('on_time')) k(kind) WHERE k.kind = 'actual' OR m.on_time
    ), tallied AS (
      INSERT INTO plain.indicator_tally SELECT v.reporting_period_id, v.indicator_code, v.region_id, c.batch_id, 1, coalesce(v.value * 10000, 0), coalesce(v.numerator * 10000, 0), coalesce(v.denominator * 10000, 0)
      FROM moved m JOIN pilot_case c ON c.id = m.pilot_case_id JOIN indicator_value v ON v.year = m.year AND v.progress_report_id = m.id WHERE v.value IS NOT NULL OR v.denominator IS NOT NULL
    )
    SELECT id, version, state, complete, submitted_at AS "submittedAt", on_time AS "onTime", submissions, edition FROM moved`,
};

/** R2: the leader hands in. */
export async function submitReport(pool: Pool, id: string, version: number) {
  const { rows: [row] } = await pool.query({ ...HAND_IN, values: [id, version, DAY()] });
  if (!row) throw new Error('nothing to hand in');
  return { ...row, successorId: null, abilities: [] };
}
