import type { Statement, Actor } from '../kernel/index.js';
import { attachmentsOf } from '../files/index.js';
import { lookedAt } from './look-at-report.js';

/** The unit of `report` reports to the province itself: the register says so, or no territorial union stands in its region. */
export const directFrom = (report: string): string =>
  `(EXISTS (SELECT FROM pilot_unit du WHERE du.id = ${report}.pilot_unit_id AND du.reports_directly)
    OR NOT EXISTS (SELECT FROM organisation tu WHERE tu.kind = 'territorial_union' AND tu.region_id = ${report}.region_id AND tu.closed_at IS NULL))`;

// Tasks that the period asks about: given by its end, and not over before it began.
const ASKED = `a.issued_on <= d.ends_on AND (a.state IN ('issued', 'in_progress', 'returned', 'feedback_submitted', 'suspended')
  OR a.state IN ('completed', 'archived') AND a.completed_on >= d.starts_on)`;

const NUMBERS = (v: string) => `json_build_object('value', trim_scale(${v}.value)::text, 'numerator', trim_scale(${v}.numerator)::text, 'denominator', trim_scale(${v}.denominator)::text)`;
const WORDS = (e: string) => `json_build_object('progress', ${e}.progress, 'done', ${e}.done, 'problems', ${e}.problems, 'nextSteps', ${e}.next_steps)`;

/** Of the same case and kind of period, what counts: the last one before, and the one a year ago. */
const EARLIER = (which: string) => `LEFT JOIN LATERAL (SELECT x.id, x.year, x.submitted_at, q.name, q.name_en
    FROM progress_report x JOIN reporting_period q ON q.id = x.reporting_period_id
    WHERE x.pilot_case_id = p.pilot_case_id AND x.in_force AND q.type = d.type AND ${which}
    ORDER BY q.year DESC, q.number DESC, x.edition DESC LIMIT 1)`;

/** What is asked of a report that is being written; a department reads only what was handed in. */
const open = (reach: Actor['reach']): string => (reach === 'department' ? 'false' : `p.state IN ('draft', 'returned')`);

const entries = (reach: Actor['reach']) => `(SELECT coalesce(json_agg(json_build_object('assignmentId', a.id, 'no', a.no, 'state', a.state,
      'task', json_build_object('code', a.task_code, 'name', t.name, 'nameEn', t.name_en), 'light', light_on(a.state, a.yellow_from, a.red_from, $2), 'dueOn', a.due_on,
      'now', a.progress, 'kept', CASE WHEN e.id IS NOT NULL THEN ${WORDS('e')} END, 'explanation', coalesce(e.explanation, ''),
      'previous', CASE WHEN l.id IS NOT NULL THEN ${WORDS('l')} END, 'updates', coalesce(log.items, '[]')) ORDER BY a.task_code), '[]')
    FROM assignment a JOIN task_category t ON t.id = a.task_category_id
    LEFT JOIN report_entry e ON e.year = p.year AND e.progress_report_id = p.id AND e.assignment_id = a.id
    LEFT JOIN report_entry l ON l.year = prev.year AND l.progress_report_id = prev.id AND l.assignment_id = a.id
    LEFT JOIN LATERAL (SELECT json_agg(json_build_object('id', n.id, 'occurredOn', n.occurred_on, 'progress', n.progress, 'done', n.done,
          'problems', n.problems, 'nextSteps', n.next_steps) ORDER BY n.occurred_on, n.id) AS items
        FROM (SELECT * FROM progress_update u WHERE u.assignment_id = a.id AND u.created_at > coalesce(prev.submitted_at, d.starts_on::timestamptz)
          ORDER BY u.id DESC LIMIT 20) n) log ON p.state <> 'accepted'
    WHERE a.pilot_case_id = p.pilot_case_id AND (e.id IS NOT NULL OR (${open(reach)} AND ${ASKED})))`;

const indicators = (reach: Actor['reach']) => `(SELECT coalesce(json_agg(json_build_object('code', i.code, 'name', i.name, 'nameEn', i.name_en, 'unit', i.unit, 'kind', i.kind,
      'numeratorName', i.numerator, 'denominatorName', i.denominator, 'definition', i.definition, 'earlierInYear', CASE WHEN i.rollup = 'sum' THEN trim_scale(coalesce(before.sum, 0))::text END, 'kept', CASE WHEN v.id IS NOT NULL THEN ${NUMBERS('v')} END, 'explanation', coalesce(v.explanation, ''),
      'lastPeriod', CASE WHEN l.id IS NOT NULL THEN ${NUMBERS('l')} END, 'lastYear', CASE WHEN y.id IS NOT NULL THEN ${NUMBERS('y')} END) ORDER BY i.sequence, i.code), '[]')
    FROM indicator i
    LEFT JOIN indicator_value v ON v.year = p.year AND v.progress_report_id = p.id AND v.indicator_code = i.code
    LEFT JOIN indicator_value l ON l.year = prev.year AND l.progress_report_id = prev.id AND l.indicator_code = i.code
    LEFT JOIN indicator_value y ON y.year = ago.year AND y.progress_report_id = ago.id AND y.indicator_code = i.code
    LEFT JOIN LATERAL (SELECT z.indicator_code, sum(z.value) AS sum FROM indicator_value z JOIN progress_report zr ON zr.id = z.progress_report_id JOIN reporting_period zd ON zd.id = z.reporting_period_id
      WHERE z.year = d.year AND z.pilot_case_id = p.pilot_case_id AND zr.in_force AND zd.type = d.type AND zd.number < d.number GROUP BY 1) before ON before.indicator_code = i.code
    WHERE v.id IS NOT NULL OR (${open(reach)} AND i.code IN (SELECT unnest(t.indicator_codes) FROM assignment a JOIN task_category t ON t.id = a.task_category_id
      WHERE a.pilot_case_id = p.pilot_case_id AND ${ASKED})))`;

const text = (reach: Actor['reach']) => `SELECT p.id, p.version, p.state, p.complete, p.submitted_at AS "submittedAt", p.on_time AS "onTime", p.year, p.edition, p.is_current AS "isCurrent",
    p.corrects_id AS "correctsId", p.correction_reason AS "correctionReason", p.submissions, p.returned_count AS "returnedCount", p.in_force AS "inForce", p.on_behalf AS "onBehalf",
    p.pilot_unit_id AS "pilotUnitId", p.region_id AS "regionId", p.reporting_period_id AS "periodId", p.pilot_case_id AS "caseId", c.case_no AS "caseNo",
    json_build_object('features', p.features, 'problems', p.problems, 'coordination', p.coordination, 'nextSteps', p.next_steps) AS sections,
    json_build_object('id', d.id, 'code', d.code, 'name', d.name, 'nameEn', d.name_en, 'type', d.type, 'startsOn', d.starts_on, 'endsOn', d.ends_on,
      'opensOn', d.opens_on, 'dueOn', d.due_on, 'closesOn', d.closes_on, 'instructions', d.instructions) AS period,
    json_build_object('id', u.id, 'name', u.name) AS unit, json_build_object('id', g.id, 'code', g.code, 'name', g.name) AS region,
    json_build_object('code', b.code, 'name', b.name) AS batch, ${directFrom('p')} AS direct,
    CASE WHEN prev.id IS NOT NULL THEN json_build_object('id', prev.id, 'name', prev.name, 'nameEn', prev.name_en) END AS "lastPeriod",
    CASE WHEN ago.id IS NOT NULL THEN json_build_object('id', ago.id, 'name', ago.name, 'nameEn', ago.name_en) END AS "lastYear",
    ${entries(reach)} AS entries, ${indicators(reach)} AS indicators,
    (SELECT value FROM setting WHERE key = 'report.checks') AS limits,
    (SELECT coalesce(json_agg(json_build_object('id', m.id, 'cell', m.cell, 'kind', m.kind, 'text', m.text, 'submission', m.submission, 'at', m.created_at, 'version', m.version,
        'author', json_build_object('name', m.author_name, 'role', m.author_role, 'organisation', m.author_organisation),
        'answer', m.answer, 'answeredBy', m.answered_by, 'answeredAt', m.answered_at) ORDER BY m.id), '[]') FROM report_remark m WHERE m.progress_report_id = p.id) AS remarks,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'edition', x.edition, 'state', x.state, 'reason', x.correction_reason) ORDER BY x.edition), '[]')
     FROM progress_report x WHERE x.reporting_period_id = p.reporting_period_id AND x.pilot_case_id = p.pilot_case_id) AS editions,
    ${attachmentsOf('progress_report_id', 'p.id')} AS files,
    (SELECT coalesce(json_agg(json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'at', s.created_at, 'reason', s.reason, 'detail', s.detail,
        'by', json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation)) ORDER BY s.id), '[]')
     FROM report_step s WHERE s.progress_report_id = p.id) AS steps,
    ${lookedAt(reach)} AS looked
  FROM progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id JOIN pilot_unit u ON u.id = p.pilot_unit_id JOIN region g ON g.id = p.region_id
  JOIN pilot_case c ON c.id = p.pilot_case_id JOIN batch b ON b.id = c.batch_id
  ${EARLIER('(q.year, q.number) < (d.year, d.number)')} prev ON true
  ${EARLIER('q.year = d.year - 1 AND q.number = d.number')} ago ON true
  WHERE p.id = $1`;

const UNIT: Statement = { name: 'reports.page', text: text('unit') };
const DEPARTMENT: Statement = { name: 'reports.page', text: text('department') };
const OTHERS: Statement = { name: 'reports.page', text: text('province') };

/** The whole page of report $1 on the day $2, in one statement. */
export const pageFor = (reach: Actor['reach']): Statement => (reach === 'unit' ? UNIT : reach === 'department' ? DEPARTMENT : OTHERS);
