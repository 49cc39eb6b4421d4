/** A small province in the words of the first released schema (0001–0007). Synthetic data; ids are spelled out so that a test can name them. */
export const ID = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const [PROVINCE, CANGZHOU] = [ID(1), ID(2)];
const [UNION, CITY, HRSS, SASAC] = [ID(11), ID(12), ID(13), ID(14)];
export const OLD = {
  unit: ID(21), second: ID(22), case: ID(31), assignment: ID(41), update: ID(51), importId: ID(61), position: ID(71), leaver: ID(72), session: ID(81),
};

/** @param passwordHash of every user; @param tokenHash hex, of the session that stands */
export const oldWorld = (passwordHash: string, tokenHash: string): string => `
INSERT INTO region VALUES ('${PROVINCE}', '130000', '河北省', 'Hebei', 'province', NULL, 0, 'hebei'), ('${CANGZHOU}', '130900', '沧州市', 'Cangzhou', 'prefecture', '${PROVINCE}', 9, 'cangzhou');
INSERT INTO organisation (id, code, name, short_name, kind, parent_id, region_id) VALUES
  ('${UNION}', 'UNION', '河北省总工会', '省总工会', 'provincial_union', NULL, '${PROVINCE}'), ('${CITY}', 'UNION-130900', '沧州市总工会', '沧州市总', 'territorial_union', '${UNION}', '${CANGZHOU}'),
  ('${HRSS}', 'HRSS', '省人力资源和社会保障厅', '省人社厅', 'department', NULL, '${PROVINCE}'), ('${SASAC}', 'SASAC', '省国资委', '省国资委', 'department', NULL, '${PROVINCE}'),
  ('${OLD.unit}', '91130900YL0001007M', '沧州样例一有限公司', '沧州样例一', 'pilot_unit', NULL, '${CANGZHOU}'), ('${OLD.second}', '91130900YL00010110', '沧州样例二有限公司', '沧州样例二', 'pilot_unit', NULL, '${CANGZHOU}');
INSERT INTO app_user (id, username, name, password_hash, is_demo) VALUES
  ('${ID(91)}', 'old.staff', '张样例', '${passwordHash}', true), ('${ID(92)}', 'old.city', '李样例', '${passwordHash}', true), ('${ID(93)}', 'old.gone', '王样例', '${passwordHash}', true);
UPDATE app_user SET disabled_at = now() WHERE username = 'old.gone';
INSERT INTO position (id, user_id, organisation_id, role, revoked_at) VALUES
  ('${OLD.position}', '${ID(91)}', '${UNION}', 'office_staff', NULL), ('${OLD.leaver}', '${ID(92)}', '${UNION}', 'office_staff', now()), ('${ID(73)}', '${ID(92)}', '${CITY}', 'city_staff', NULL);
INSERT INTO session (id, token_hash, user_id, position_id, expires_at) VALUES
  ('${OLD.session}', '\\x${tokenHash}', '${ID(91)}', '${OLD.position}', now() + interval '6 hours'), ('${ID(82)}', '\\x01', '${ID(92)}', '${ID(73)}', now() - interval '6 hours');
INSERT INTO sign_in_event (id, user_id, outcome) VALUES ('${ID(83)}', '${ID(91)}', 'signed_in'), ('${ID(84)}', NULL, 'unknown_user');
INSERT INTO notification (id, position_id, kind, subject_type, subject_id, data) VALUES ('${ID(85)}', '${OLD.position}', 'assignment.issue', 'assignment', '${OLD.assignment}', '{"no": "JB-0001"}');
INSERT INTO idempotency_key (user_id, key, request_hash, status, body) VALUES ('${ID(91)}', 'k', '\\x02', 201, '{"id": "x"}');
INSERT INTO setting VALUES ('lights', '{"yellowBehind": 15, "redBehind": 40, "yellowWithinWorkingDays": 7}', '省产改办定');
INSERT INTO calendar_day SELECT 1, d, extract(isodow FROM d) < 6, NULL, false, count(*) FILTER (WHERE extract(isodow FROM d) < 6) OVER (ORDER BY d) FROM generate_series('2026-01-01'::date, '2026-12-31', '1 day') d;
INSERT INTO pilot_unit (id, region_id, name, uscc, uscc_reason, unit_kind, ownership, size, employees, industrial_workers, liaison_name, remark, is_sample, search_text) VALUES
  ('${OLD.unit}', '${CANGZHOU}', '沧州样例一有限公司', '91130900YL0001007M', '样例', 'enterprise', 'private', 'M', 500, 300, '样例', '样例数据', true, '沧州样例一有限公司 cangzhouyangli'),
  ('${OLD.second}', '${CANGZHOU}', '沧州样例二有限公司', '91130900YL00010110', NULL, 'enterprise', NULL, NULL, NULL, NULL, NULL, NULL, true, '沧州样例二有限公司 cangzhouyangli');
UPDATE pilot_unit SET remark = '改过一次' WHERE id = '${OLD.second}';
INSERT INTO task_category (id, code, name, name_en, direction, direction_name, direction_name_en, sequence, lead_department_id, co_lead_department_ids, illustrative)
  VALUES ('${ID(101)}', 'C03', '样例任务', 'Sample task', 'C', '方向', 'Direction', 1, '${HRSS}', ARRAY['${SASAC}']::uuid[], true);
INSERT INTO batch (id, code, name, name_en, sequence) VALUES ('${ID(102)}', 'B1', '第一批', 'First batch', 1);
INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state, doc_no, designated_on, task_codes) VALUES
  ('${OLD.case}', 'SD-0001', '${OLD.unit}', '${CANGZHOU}', 'provincial', '${ID(102)}', 'implementing', '冀产改〔2026〕1号', '2026-03-02', ARRAY['C03']),
  ('${ID(32)}', 'SD-0002', '${OLD.second}', '${CANGZHOU}', 'city', '${ID(102)}', 'designated', NULL, NULL, '{}');
INSERT INTO sponsorship (id, pilot_case_id, department_id) VALUES ('${ID(103)}', '${OLD.case}', '${SASAC}');
INSERT INTO assignment (id, no, pilot_case_id, pilot_unit_id, region_id, task_category_id, task_code, lead_department_id, department_ids, state, issued_on, due_on, original_due_on, calendar_version)
  VALUES ('${OLD.assignment}', 'JB-0001', '${OLD.case}', '${OLD.unit}', '${CANGZHOU}', '${ID(101)}', 'C03', '${HRSS}', ARRAY['${HRSS}', '${SASAC}']::uuid[], 'in_progress', '2026-05-06', '2026-07-20', '2026-07-01', 1);
INSERT INTO assignment_step (id, assignment_id, action, from_state, to_state, actor_name, actor_role, actor_organisation) VALUES ('${ID(104)}', '${OLD.assignment}', 'sign', 'issued', 'in_progress', '样例', 'pilot_leader', '沧州样例一');
INSERT INTO progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, problems, occurred_on, author_name, author_role, author_organisation)
  VALUES ('${OLD.update}', '${OLD.assignment}', '${OLD.case}', '${OLD.unit}', '${CANGZHOU}', 40, '完成班组培训', '缺教材', '2026-05-20', '样例', 'pilot_liaison', '沧州样例一');
UPDATE assignment SET progress = 40, last_update_id = '${OLD.update}', last_update_on = '2026-05-20';
INSERT INTO reporting_period (id, code, name, name_en, type, opens_on, due_on, closes_on) VALUES ('${ID(105)}', '2026Q2', '2026年二季度', 'Q2 2026', 'quarter', '2026-06-01', '2026-06-25', '2026-06-30');
INSERT INTO progress_report (id, reporting_period_id, pilot_case_id, pilot_unit_id, region_id, state, complete, submitted_at, on_time) VALUES ('${ID(106)}', '${ID(105)}', '${OLD.case}', '${OLD.unit}', '${CANGZHOU}', 'submitted', true, now(), true);
INSERT INTO report_entry (id, progress_report_id, assignment_id, pilot_unit_id, region_id, progress, done) VALUES ('${ID(107)}', '${ID(106)}', '${OLD.assignment}', '${OLD.unit}', '${CANGZHOU}', 40, '完成班组培训');
INSERT INTO attachment (id, progress_update_id, name, media_type, size, sha256, uploaded_by_position) VALUES ('${ID(108)}', '${OLD.update}', '照片.jpg', 'image/jpeg', 3, '\\x03', '${OLD.position}');
INSERT INTO unit_import (id, status, file_name, file_hash, counts, created_by_position) VALUES
  ('${OLD.importId}', 'committed', '台账.xlsx', '\\x04', '{"create": 1, "update": 0, "unchanged": 0, "error": 1, "warning": 0}', '${OLD.position}'), ('${ID(62)}', 'failed', '坏.xlsx', '\\x05', '{}', NULL);
INSERT INTO unit_import_row VALUES ('${OLD.importId}', '台账', 4, 'create', '[]', '{"name": "沧州样例一有限公司"}'), ('${OLD.importId}', '台账', 5, 'error', '[{"severity": "error", "column": "单位名称", "value": "", "code": "required"}]', '{}');
`;
