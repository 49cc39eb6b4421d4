// Set-based, as the owner, with triggers and foreign-key checks off for this session (session_replication_role = replica).
// The one trigger that is wanted, c_lights, is set to fire always meanwhile: the thresholds are the product's own.
// The states, dates and shares are those of the demo province, around today.

const REGISTER = `
INSERT INTO organisation (id, code, name, short_name, kind, region_id)
  SELECT id, uscc, name, name, 'pilot_unit', region_id FROM unit;
INSERT INTO pilot_unit (id, region_id, name, uscc, unit_kind, ownership, size, employees, industrial_workers, is_sample, search_text)
  SELECT id, region_id, name, uscc, 'enterprise', ownership, size, employees, employees * 6 / 10, true, search_text FROM unit;
INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state, doc_no, designated_on, task_codes)
  SELECT uuidv7(), 'SD-' || b.code || '-' || lpad(u.n::text, 5, '0'), u.id, u.region_id, 'provincial', b.id, 'implementing',
         '冀产改办〔2025〕1号', app_today() - 300, (SELECT array_agg(code ORDER BY code) FROM task_category)
  FROM unit u JOIN batch b ON b.sequence = u.n % 3 + 1 ORDER BY u.n;
INSERT INTO sponsorship (id, pilot_case_id, department_id)
  SELECT uuidv7(), c.id, d.ids[abs(hashtext(c.case_no)) % cardinality(d.ids) + 1]
  FROM pilot_case c, (SELECT array_agg(id ORDER BY protocol_order) AS ids FROM organisation WHERE kind = 'department') d;
ANALYZE;`;

// Dice first, once per row; then what follows from them.
const SLOTS = `
CREATE TEMP TABLE workday AS
  SELECT ordinal, day, ordinal - (SELECT min(ordinal) FROM calendar_day WHERE working AND day >= app_today()) AS at,
         calendar_version AS version FROM calendar_day WHERE working;
CREATE UNIQUE INDEX ON workday (at);
CREATE TEMP TABLE slot AS
WITH dice AS MATERIALIZED (
  SELECT c.id AS case_id, c.pilot_unit_id, c.region_id, t.id AS task_id, t.code, t.sequence, t.lead_department_id,
    ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids || s.department_id AS departments,
    random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, random() < 0.5 AS twice, c.case_no
  FROM pilot_case c JOIN sponsorship s ON s.pilot_case_id = c.id CROSS JOIN task_category t
), staged AS MATERIALIZED (
  SELECT *, CASE WHEN a < 0.56 THEN 'in_progress' WHEN a < 0.72 THEN 'completed' WHEN a < 0.80 THEN 'issued'
    WHEN a < 0.86 THEN 'feedback_submitted' WHEN a < 0.91 THEN 'archived' WHEN a < 0.94 THEN 'returned'
    WHEN a < 0.97 THEN 'pending_issue' ELSE 'suspended' END AS state FROM dice
), dated AS MATERIALIZED (
  SELECT *, CASE WHEN state = 'issued' THEN -floor(b * 6) ELSE -20 - floor(b * 90) END::int AS issued,
    CASE WHEN state IN ('completed', 'archived') THEN -1 - floor(c * 15) WHEN state = 'issued' THEN 10 + floor(c * 40)
      ELSE floor(c * 75) - 4 END::int AS due FROM staged
), advanced AS MATERIALIZED (
  SELECT *, CASE WHEN state IN ('completed', 'archived') THEN 100 WHEN state IN ('issued', 'pending_issue') THEN 0
    ELSE least(95, greatest(0, round(100.0 * -issued / greatest(1, due - issued))
                               - CASE WHEN d < 0.68 THEN floor(e * 9) - 4 ELSE floor(e * 55) END)) END::int AS progress
  FROM dated
)
SELECT a.*, uuidv7() AS id, uuidv7() AS first_update_id, uuidv7() AS update_id, i.day AS issued_day, g.day AS sign_day, f.day AS due_day,
  CASE WHEN a.state IN ('completed', 'archived') THEN b.day WHEN a.state = 'feedback_submitted' THEN w.day END AS feedback_day,
  CASE WHEN a.state IN ('completed', 'archived') THEN b.day ELSE w.day END AS update_day, i.version
FROM advanced a JOIN workday i ON i.at = a.issued JOIN workday g ON g.at = a.issued + 2 JOIN workday f ON f.at = a.due
  JOIN workday b ON b.at = a.due - 2 JOIN workday w ON w.at = -2 - floor(a.e * 12)
ORDER BY a.case_no, a.code;`;

const ASSIGNMENTS = `
ALTER TABLE assignment ENABLE ALWAYS TRIGGER c_lights, ENABLE ALWAYS TRIGGER b_answer_by;
INSERT INTO assignment (id, no, pilot_case_id, pilot_unit_id, region_id, task_category_id, task_code, lead_department_id, department_ids,
    state, requirement, issued_on, sign_due_on, signed_on, due_on, original_due_on, calendar_version, feedback_on, completed_on,
    progress, return_count, last_update_id, last_update_on)
  SELECT id, 'JB-2026-' || lpad(row_number() OVER ()::text, 6, '0'), case_id, pilot_unit_id, region_id, task_id, code, lead_department_id,
    ARRAY(SELECT DISTINCT x FROM unnest(departments) x), state, '结合单位实际制定举措，按期反馈进展和佐证材料。',
    CASE WHEN logged THEN issued_day END, CASE WHEN logged THEN sign_day END, CASE WHEN logged AND state <> 'issued' THEN issued_day END,
    due_day, due_day, version, feedback_day, CASE WHEN state IN ('completed', 'archived') THEN due_day END,
    progress, CASE WHEN state = 'returned' THEN 1 ELSE 0 END, CASE WHEN logged THEN update_id END, CASE WHEN logged THEN update_day END
  FROM (SELECT *, state <> 'pending_issue' AS logged FROM slot) s;
ALTER TABLE assignment ENABLE TRIGGER c_lights, ENABLE TRIGGER b_answer_by;`;

const LOGGED = `id, pilot_unit_id, case_id, region_id, progress, update_day, code`;
const PROGRESS = `
INSERT INTO progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, problems, next_steps, occurred_on,
    author_name, author_role, author_organisation, created_at)
  SELECT update_id, id, case_id, pilot_unit_id, region_id, progress, '完成班组培训并建立台账，与牵头部门对接政策支持事项（' || code || '）。',
    '一线职工工学矛盾较突出', '按序时进度推进，月底前完成阶段总结。', update_day, '联络员（样例）', 'pilot_liaison', '试点单位', update_day + time '02:30'
  FROM (SELECT first_update_id AS update_id, ${LOGGED.replace('update_day', 'update_day - 14 AS update_day').replace('progress', 'progress / 2 AS progress')}
        FROM slot WHERE twice AND state <> 'pending_issue'
        UNION ALL SELECT update_id, ${LOGGED} FROM slot WHERE state <> 'pending_issue') u;`;

// Twelve months, the last one open now. Reports that came in are with the city, the others drafts, of which some lie before the unit's leader.
const REPORTS = `
INSERT INTO reporting_period (id, code, name, name_en, type, year, number, starts_on, ends_on, opens_on, due_on, closes_on, opened_at)
  SELECT uuidv7(), 'M' || lpad(m::text, 2, '0'), '第' || m || '期', 'Period ' || m, 'monthly', extract(year FROM o), extract(month FROM o),
    o - 30, o, o, o + 20, o + 30, o
  FROM generate_series(1, 12) m, LATERAL (SELECT app_today() - 12 - 31 * (12 - m) AS o) s;
SELECT add_report_year(year) FROM (SELECT DISTINCT year FROM reporting_period) y;
INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id, state, complete, submitted_at, on_time, submissions, in_force,
    features, problems, coordination, next_steps, created_at)
  SELECT uuidv7(), p.id, p.year, c.id, c.pilot_unit_id, c.region_id, CASE WHEN made AND p.code = 'M12' THEN 'city_review' WHEN made THEN 'accepted' ELSE 'draft' END, made,
    CASE WHEN made THEN (p.opens_on + n % 25) + time '03:00' END, made AND n % 25 <= 20, made::int, made,
    '班组长带头练兵，形成一套可推广的做法。', '一线职工工学矛盾较突出。', '需协调培训经费补贴事项。', '按序时进度推进，月底前完成阶段总结。', p.opens_on
  FROM reporting_period p CROSS JOIN pilot_case c,
    LATERAL (SELECT abs(hashtext(c.case_no || p.code)) AS n) h,
    LATERAL (SELECT n % 100 < CASE WHEN p.code = 'M12' THEN 63 ELSE 96 END AS made) m
  ORDER BY p.opens_on, c.case_no;`;

const ENTRIES = `
INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, assignment_id, pilot_unit_id, region_id, progress, done, problems, next_steps, created_at)
  SELECT uuidv7(), r.year, r.reporting_period_id, r.id, s.id, s.pilot_unit_id, s.region_id, s.progress * extract(day FROM r.created_at)::int / 31,
    '按方案推进，完成本期培训和技能比武，台账已更新（' || s.code || '）。', '', '按序时进度推进。', r.created_at
  FROM progress_report r JOIN slot s ON s.case_id = r.pilot_case_id ORDER BY r.created_at;`;

/** In how many periods reports have numbers, the open one among them. */
const NUMBERED = 4;
// Every indicator that a task is measured by, in every report of the last periods.
const VALUES = `
INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, pilot_case_id, pilot_unit_id, region_id, indicator_code, kind, value, numerator, denominator, created_at)
  SELECT uuidv7(), r.year, r.reporting_period_id, r.id, r.pilot_case_id, r.pilot_unit_id, r.region_id, i.code, i.kind,
    CASE WHEN i.kind <> 'ratio' THEN 10 + h.n % 900 END, CASE WHEN i.kind = 'ratio' THEN h.n % 80 END, CASE WHEN i.kind = 'ratio' THEN 100 + h.n % 50 END, r.created_at
  FROM progress_report r JOIN (SELECT id FROM reporting_period ORDER BY opens_on DESC LIMIT ${NUMBERED}) p ON p.id = r.reporting_period_id
    CROSS JOIN (SELECT DISTINCT i.code, i.kind FROM indicator i JOIN task_category t ON i.code = ANY (t.indicator_codes)) i,
    LATERAL (SELECT abs(hashtext(i.code || r.pilot_case_id::text)) AS n) h
  ORDER BY r.created_at, r.id;`;

// What the audit trigger writes for an insert. Not for report_entry and indicator_value: 324,480 entries a scale would triple the filling
// time, and no workload reads the trail.
const audited = (table: string) => `
INSERT INTO audit_entry (reach, action, op, kind, subject_type, subject_id, region_id, changed, after)
  SELECT 'reach_system', 'bench.fill', 'insert', 'business', '${table}', t.id, (row ->> 'region_id')::uuid, keys.names, row
  FROM ${table} t, LATERAL (SELECT to_jsonb(t) - ARRAY['search_text', 'updated_at'] AS row OFFSET 0) r,
    (SELECT array_agg(k) AS names FROM (SELECT t FROM ${table} t LIMIT 1) one, jsonb_object_keys(to_jsonb(one.t) - ARRAY['search_text', 'updated_at']) k) keys;`;
const AUDIT = ['pilot_unit', 'pilot_case', 'sponsorship', 'assignment', 'progress_update', 'progress_report'].map(audited).join('\n');

const TALLIES = `
INSERT INTO assignment_tally
  SELECT a.region_id, a.state, c.kind, c.day, count(*) FROM assignment a, assignment_counts(a.state, a.yellow_from, a.red_from, a.due_on) c
  GROUP BY 1, 2, 3, 4;
INSERT INTO report_tally
  SELECT r.reporting_period_id, r.region_id, c.kind, count(*)
  FROM progress_report r, report_counts(r.submitted_at, r.complete, r.on_time) c GROUP BY 1, 2, 3;
INSERT INTO indicator_tally
  SELECT v.reporting_period_id, v.indicator_code, v.region_id, c.batch_id, count(*), sum(in_ten_thousandths(v.value)), sum(in_ten_thousandths(v.numerator)), sum(in_ten_thousandths(v.denominator))
  FROM indicator_value v JOIN progress_report r ON r.id = v.progress_report_id AND r.in_force JOIN pilot_case c ON c.id = v.pilot_case_id GROUP BY 1, 2, 3, 4;`;

/** What is told when it is done, and the SQL. */
export const FILL: [string, string][] = [
  ['', REGISTER],
  ['', SLOTS],
  ['assignments', ASSIGNMENTS],
  ['progress', PROGRESS],
  ['', REPORTS],
  ['report entries', ENTRIES],
  ['numbers of reports', VALUES],
  ['audit trail', AUDIT],
  ['', TALLIES],
];
