import type { SupervisionRow } from './supervision.dto.js';

/** The columns of a row and the tables they come from; `n` is the notice. `$1` is today. */
export const NOTICE_COLUMNS = `n.id, n.no, n.kind, n.state, json_build_object('id', u.id, 'name', u.name) AS unit,
  json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region, json_build_object('code', t.code, 'name', t.name, 'nameEn', t.name_en) AS task,
  json_build_object('id', d.id, 'code', d.code, 'name', d.short_name) AS lead, n.assignment_id AS "assignmentId", a.no AS "assignmentNo",
  n.due_on AS "dueOn", n.raised_on AS "raisedOn", n.issued_on AS "issuedOn", n.reply_by AS "replyBy", coalesce(n.state = 'issued' AND n.reply_by < $1, false) AS "replyOverdue",
  n.urgent, n.rule, n.signer_name AS signer, n.version`;
export const NOTICE_TABLES = `JOIN assignment a ON a.id = n.assignment_id JOIN pilot_unit u ON u.id = n.pilot_unit_id JOIN region r ON r.id = n.region_id
  JOIN task_category t ON t.id = a.task_category_id JOIN organisation d ON d.id = a.lead_department_id`;

export type NoticeRecord = SupervisionRow;
