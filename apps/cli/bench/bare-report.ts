import type { Pool } from 'pg';
import { DAY, together } from './bare-pool.js';

// Of the same case and kind of period, what counts: the last one before, and the one a year ago.
const ME = `me AS (SELECT p.*, d.type, d.year AS of_year, d.number FROM progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id WHERE p.id = $1)`;
const BEFORE = (which: string) => `SELECT x.id, x.year, x.submitted_at, q.name, q.name_en FROM me, progress_report x JOIN reporting_period q ON q.id = x.reporting_period_id
  WHERE x.pilot_case_id = me.pilot_case_id AND x.in_force AND q.type = me.type AND ${which} ORDER BY q.year DESC, q.number DESC, x.edition DESC LIMIT 1`;
const PREV = `prev AS MATERIALIZED (${BEFORE('(q.year, q.number) < (me.of_year, me.number)')})`;
const AGO = `ago AS MATERIALIZED (${BEFORE('q.year = me.of_year - 1 AND q.number = me.number')})`;

const HEAD = {
  name: 'report-head',
  text: `WITH ${ME}, ${PREV}, ${AGO} SELECT me.*, d.code, d.name, d.name_en, d.starts_on, d.ends_on, d.opens_on, d.due_on, d.closes_on, d.instructions, u.name AS unit_name,
      g.code AS region_code, g.name AS region_name, b.code AS batch_code, b.name AS batch_name, c.case_no, prev.id AS prev_id, prev.name AS prev_name, prev.name_en AS prev_name_en,
      ago.id AS ago_id, ago.name AS ago_name, ago.name_en AS ago_name_en,
      NOT EXISTS (SELECT FROM organisation o WHERE o.kind = 'territorial_union' AND o.region_id = me.region_id AND o.closed_at IS NULL) AS direct
    FROM me JOIN reporting_period d ON d.id = me.reporting_period_id JOIN pilot_unit u ON u.id = me.pilot_unit_id JOIN region g ON g.id = me.region_id
      JOIN pilot_case c ON c.id = me.pilot_case_id JOIN batch b ON b.id = c.batch_id LEFT JOIN prev ON true LEFT JOIN ago ON true`,
};
const ENTRIES = {
  name: 'report-entries',
  text: `WITH ${ME}, ${PREV} SELECT a.id, a.no, a.state, a.task_code, t.name, t.name_en, light_on(a.state, a.yellow_from, a.red_from, $2) AS light, a.due_on,
      e.progress, e.done, e.problems, e.next_steps, e.explanation, l.id AS l_id, l.progress AS l_progress, l.done AS l_done, l.problems AS l_problems, l.next_steps AS l_next_steps
    FROM me JOIN report_entry e ON e.year = me.year AND e.progress_report_id = me.id JOIN assignment a ON a.id = e.assignment_id JOIN task_category t ON t.id = a.task_category_id
      LEFT JOIN prev ON true LEFT JOIN report_entry l ON l.year = prev.year AND l.progress_report_id = prev.id AND l.assignment_id = a.id ORDER BY a.task_code`,
};
const LOGGED = {
  name: 'report-logged',
  text: `WITH ${ME}, ${PREV} SELECT n.* FROM me JOIN report_entry e ON e.year = me.year AND e.progress_report_id = me.id, LATERAL (
      SELECT u.id, u.assignment_id, u.occurred_on, u.progress, u.done, u.problems, u.next_steps FROM progress_update u
      WHERE u.assignment_id = e.assignment_id AND u.created_at > (SELECT submitted_at FROM prev) ORDER BY u.id DESC LIMIT 20) n ORDER BY n.occurred_on, n.id`,
};
const INDICATORS = {
  name: 'report-indicators',
  text: `WITH ${ME}, ${PREV}, ${AGO} SELECT i.code, i.name, i.name_en, i.unit, i.kind, i.numerator AS numerator_name, i.denominator AS denominator_name, v.explanation,
      trim_scale(v.value)::text AS value, trim_scale(v.numerator)::text AS numerator, trim_scale(v.denominator)::text AS denominator,
      l.id AS l_id, trim_scale(l.value)::text AS l_value, trim_scale(l.numerator)::text AS l_numerator, trim_scale(l.denominator)::text AS l_denominator,
      y.id AS y_id, trim_scale(y.value)::text AS y_value, trim_scale(y.numerator)::text AS y_numerator, trim_scale(y.denominator)::text AS y_denominator
    FROM me JOIN indicator_value v ON v.year = me.year AND v.progress_report_id = me.id JOIN indicator i ON i.code = v.indicator_code
      LEFT JOIN prev ON true LEFT JOIN indicator_value l ON l.year = prev.year AND l.progress_report_id = prev.id AND l.indicator_code = i.code
      LEFT JOIN ago ON true LEFT JOIN indicator_value y ON y.year = ago.year AND y.progress_report_id = ago.id AND y.indicator_code = i.code ORDER BY i.sequence, i.code`,
};
const REMARKS = { name: 'report-remarks', text: 'SELECT id, cell, kind, text FROM report_remark WHERE progress_report_id = $1 ORDER BY id' };
const EDITIONS = {
  name: 'report-editions',
  text: `SELECT x.id, x.edition, x.state, x.correction_reason AS reason FROM progress_report me JOIN progress_report x USING (reporting_period_id, pilot_case_id) WHERE me.id = $1 ORDER BY x.edition`,
};
const FILES = { name: 'report-files', text: 'SELECT id, name, media_type AS "mediaType", size FROM attachment WHERE progress_report_id = $1 ORDER BY id' };
const STEPS = { name: 'report-steps', text: 'SELECT action, from_state AS "from", to_state AS "to", reason FROM report_step WHERE progress_report_id = $1 ORDER BY id' };

/** R1: a report that was handed in, whole: its tasks and indicators beside last period's and last year's, what was logged since, remarks, steps, files. */
export async function reportPage(pool: Pool, id: string) {
  const values = [id];
  const [[p], entries, logged, indicators, remarks, editions, files, steps] = await together(
    pool, { ...HEAD, values }, { ...ENTRIES, values: [id, DAY()] }, { ...LOGGED, values }, { ...INDICATORS, values },
    { ...REMARKS, values }, { ...EDITIONS, values }, { ...FILES, values }, { ...STEPS, values },
  );
  const updates = Map.groupBy(logged!, (row) => row.assignment_id as string);
  return {
    id: p.id, version: p.version, state: p.state, complete: p.complete, onTime: p.on_time, edition: p.edition, isCurrent: p.is_current, submissions: p.submissions,
    returnedCount: p.returned_count, inForce: p.in_force, onBehalf: p.on_behalf, caseId: p.pilot_case_id, caseNo: p.case_no, direct: p.direct,
    sections: { features: p.features, problems: p.problems, coordination: p.coordination, nextSteps: p.next_steps },
    period: {
      id: p.reporting_period_id, code: p.code, name: p.name, nameEn: p.name_en, type: p.type, startsOn: p.starts_on, endsOn: p.ends_on, opensOn: p.opens_on, dueOn: p.due_on,
      closesOn: p.closes_on, instructions: p.instructions,
    },
    unit: { id: p.pilot_unit_id, name: p.unit_name }, region: { id: p.region_id, code: p.region_code, name: p.region_name }, batch: { code: p.batch_code, name: p.batch_name },
    lastPeriod: p.prev_id && { id: p.prev_id, name: p.prev_name, nameEn: p.prev_name_en }, lastYear: p.ago_id && { id: p.ago_id, name: p.ago_name, nameEn: p.ago_name_en },
    entries: entries!.map((e) => ({
      assignmentId: e.id, no: e.no, state: e.state, task: { code: e.task_code, name: e.name, nameEn: e.name_en }, light: e.light, dueOn: e.due_on, explanation: e.explanation,
      progress: e.progress, done: e.done, problems: e.problems, nextSteps: e.next_steps, prefilled: false,
      previous: e.l_id && { progress: e.l_progress, done: e.l_done, problems: e.l_problems, nextSteps: e.l_next_steps },
      updates: (updates.get(e.id) ?? []).map((u) => ({ id: u.id, occurredOn: u.occurred_on, progress: u.progress, done: u.done, problems: u.problems, nextSteps: u.next_steps })),
    })),
    indicators: indicators!.map((i) => ({
      code: i.code, name: i.name, nameEn: i.name_en, unit: i.unit, kind: i.kind, numeratorName: i.numerator_name, denominatorName: i.denominator_name, explanation: i.explanation,
      value: i.value, numerator: i.numerator, denominator: i.denominator, prefilled: false,
      lastPeriod: i.l_id && { value: i.l_value, numerator: i.l_numerator, denominator: i.l_denominator },
      lastYear: i.y_id && { value: i.y_value, numerator: i.y_numerator, denominator: i.y_denominator },
    })),
    remarks, editions, files, steps,
  };
}
