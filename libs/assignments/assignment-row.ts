import type { AssignmentRow } from './assignment.dto.js';
import { plannedProgress, type PlannedPoint } from './assignment.rules.js';

/** The plan of assignment `a` as points, null where it is a straight line. */
export const PLANNED = `CASE WHEN a.milestone_count > 0 THEN (SELECT json_agg(json_build_array(ms.due_on, ms.planned_progress) ORDER BY ms.due_on)
    FROM assignment_milestone ms WHERE ms.assignment_id = a.id AND ms.retired_at IS NULL) END AS planned`;

/** The columns of a row and the tables they come from; `a` is the assignment. $1 is today. */
export const ROW_COLUMNS = `a.id, a.no, a.pilot_case_id, a.pilot_unit_id, u.name AS unit_name, a.region_id, r.code AS region_code,
  r.name AS region_name, a.task_code, t.name AS task_name, t.name_en AS task_name_en, a.lead_department_id,
  d.code AS lead_code, d.short_name AS lead_name, a.state, light_on(a.state, a.yellow_from, a.red_from, $1) AS light,
  assignment_flags(a.state, a.sign_due_on, a.answer_due_on, $1) AS flags,
  a.issued_on, a.sign_due_on, a.answer_due_on, a.due_on, a.original_due_on, a.calendar_version, a.paused_working_days, a.suspended_on, ${PLANNED}, a.progress, a.return_count, a.last_update_on, a.version`;
export const ROW_TABLES = `JOIN pilot_unit u ON u.id = a.pilot_unit_id JOIN region r ON r.id = a.region_id
  JOIN task_category t ON t.id = a.task_category_id JOIN organisation d ON d.id = a.lead_department_id`;

export interface AssignmentRecord {
  id: string;
  no: string;
  pilot_case_id: string;
  pilot_unit_id: string;
  unit_name: string;
  region_id: string;
  region_code: string;
  region_name: string;
  task_code: string;
  task_name: string;
  task_name_en: string;
  lead_department_id: string;
  lead_code: string;
  lead_name: string;
  state: string;
  light: string;
  flags: string[];
  issued_on: string | null;
  sign_due_on: string | null;
  answer_due_on: string;
  due_on: string;
  original_due_on: string;
  calendar_version: number;
  paused_working_days: number;
  suspended_on: string | null;
  planned: PlannedPoint[] | null;
  progress: number;
  return_count: number;
  last_update_on: string | null;
  version: number;
}

/** @returns the row as the API gives it, judged on `today` by the working days of its own calendar version */
export function toAssignmentRow(
  a: AssignmentRecord,
  today: string,
  ordinal: (version: number, day: string) => number | undefined,
): AssignmentRow {
  // while it is suspended the clock stands where it stood
  const until = a.state === 'suspended' && a.suspended_on !== null ? a.suspended_on : today;
  return {
    id: a.id,
    no: a.no,
    caseId: a.pilot_case_id,
    unit: { id: a.pilot_unit_id, name: a.unit_name },
    region: { id: a.region_id, code: a.region_code, name: a.region_name },
    task: { code: a.task_code, name: a.task_name, nameEn: a.task_name_en },
    lead: { id: a.lead_department_id, code: a.lead_code, name: a.lead_name },
    state: a.state,
    light: a.light,
    flags: a.flags,
    issuedOn: a.issued_on,
    dueOn: a.due_on,
    originalDueOn: a.original_due_on,
    answerDueOn: a.answer_due_on,
    progress: a.progress,
    plannedProgress: plannedProgress((day) => ordinal(a.calendar_version, day), a.issued_on, a.due_on, until, a.paused_working_days, a.planned ?? []),
    returnCount: a.return_count,
    lastUpdateOn: a.last_update_on,
    version: a.version,
  };
}
