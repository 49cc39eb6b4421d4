import type { EntityManager } from 'typeorm';
import { newId } from '../../../libs/kernel/index.js';
import { seededRandom, workingDays, type WorkingDays } from './working-days.js';

interface Slot {
  case_id: string;
  unit_id: string;
  region_id: string;
  unit_name: string;
  liaison: string | null;
  task_id: string;
  task_code: string;
  task_name: string;
}

const SLOTS = `SELECT c.id AS case_id, c.pilot_unit_id AS unit_id, c.region_id, u.name AS unit_name, u.liaison_name AS liaison,
    t.id AS task_id, t.code AS task_code, t.name AS task_name
  FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN task_category t ON t.code = ANY (c.task_codes)
  ORDER BY c.case_no, t.code`;

const ASSIGNMENTS = `INSERT INTO assignment (id, no, pilot_case_id, pilot_unit_id, region_id, task_category_id, task_code, lead_department_id,
    department_ids, state, requirement, issued_on, sign_due_on, signed_on, due_on, original_due_on, calendar_version, feedback_on,
    completed_on, progress, return_count, last_update_id, last_update_on)
  SELECT r.id, 'JB-' || $2 || '-' || lpad(nextval('assignment_no')::text, 6, '0'), r.case_id, r.unit_id, r.region_id, t.id, t.code,
    t.lead_department_id, ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids, r.state,
    '结合单位实际制定举措，按期反馈进展和佐证材料。', r.issued_on, r.sign_due_on, r.signed_on, r.due_on, r.due_on, $3, r.feedback_on,
    r.completed_on, r.progress, r.return_count, r.update_id, r.update_on
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, case_id uuid, unit_id uuid, region_id uuid, task_id uuid, state text, issued_on date,
    sign_due_on date, signed_on date, due_on date, feedback_on date, completed_on date, progress int, return_count int,
    update_id uuid, update_on date)
  JOIN task_category t ON t.id = r.task_id`;

const STEPS = `INSERT INTO assignment_step (id, assignment_id, action, from_state, to_state, actor_name, actor_role, actor_organisation, created_at)
  SELECT uuid_v7(), r.id, s.action, s.was, s.becomes, s.actor, s.role, s.organisation, s.day + time '01:00'
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, state text, issued_on date, signed_on date, feedback_on date, completed_on date, unit_name text)
  CROSS JOIN LATERAL (VALUES
    ('issue', 'pending_issue', 'issued', '分管领导（样例）', 'dept_leader', '牵头部门', r.issued_on),
    ('sign', 'issued', 'in_progress', '联络员（样例）', 'pilot_liaison', r.unit_name, r.signed_on),
    ('feedback', 'in_progress', 'feedback_submitted', '联络员（样例）', 'pilot_liaison', r.unit_name, r.feedback_on),
    ('complete', 'feedback_submitted', 'completed', '分管领导（样例）', 'dept_leader', '牵头部门', r.completed_on)
  ) s(action, was, becomes, actor, role, organisation, day) WHERE s.day IS NOT NULL`;

const UPDATES = `INSERT INTO progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, problems, next_steps,
    occurred_on, author_name, author_role, author_organisation, created_at)
  SELECT r.update_id, r.id, r.case_id, r.unit_id, r.region_id, r.progress, r.done, r.problems, r.next_steps, r.update_on, r.author,
    'pilot_liaison', r.unit_name, r.update_on + time '02:30'
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, update_id uuid, case_id uuid, unit_id uuid, region_id uuid, progress int, done text,
    problems text, next_steps text, update_on date, author text, unit_name text) WHERE r.update_id IS NOT NULL`;

/** Gives every case the tasks it took on, at every stage of the work, so that each state and each light occurs. */
export async function createAssignments(em: EntityManager): Promise<string> {
  const days = await workingDays(em);
  const slots: Slot[] = await em.query(SLOTS);
  const random = seededRandom(20_260_101);
  const rows = slots.map((slot) => ({ ...slot, id: newId(), ...stage(random, days), ...words(random, slot) }));
  for (const row of rows) {
    row.update_id = row.update_on ? newId() : null;
  }
  const json = JSON.stringify(rows);
  await em.query(ASSIGNMENTS, [json, days.today.slice(0, 4), days.version]);
  await em.query(STEPS, [json]);
  await em.query(UPDATES, [json]);
  return `${rows.length} assignments`;
}

// Shares of the states, roughly as a running year has them.
const STATES: [string, number][] = [
  ['in_progress', 0.56],
  ['completed', 0.16],
  ['issued', 0.08],
  ['feedback_submitted', 0.06],
  ['archived', 0.05],
  ['returned', 0.03],
  ['pending_issue', 0.03],
  ['suspended', 0.03],
];

function stage(random: () => number, days: WorkingDays) {
  let share = random();
  const state = STATES.find(([, part]) => (share -= part) < 0)?.[0] ?? 'in_progress';
  const over = ['completed', 'archived'].includes(state);
  const issued = state === 'issued' ? -Math.floor(random() * 6) : -20 - Math.floor(random() * 90);
  const due = over ? -1 - Math.floor(random() * 15) : state === 'issued' ? 10 + Math.floor(random() * 40) : Math.floor(random() * 75) - 4;
  const planned = Math.min(100, Math.max(0, Math.round((100 * -issued) / Math.max(1, due - issued))));
  // most keep up, some lag, a few lag far behind
  const lag = random() < 0.68 ? Math.floor(random() * 9) - 4 : Math.floor(random() * 55);
  const progress = over ? 100 : state === 'issued' || state === 'pending_issue' ? 0 : Math.min(95, Math.max(0, planned - lag));
  const isIssued = state !== 'pending_issue';
  const isSigned = isIssued && state !== 'issued';
  const answered = over || state === 'feedback_submitted';
  return {
    state,
    issued_on: isIssued ? days.at(issued) : null,
    sign_due_on: isIssued ? days.at(issued + 2) : null,
    signed_on: isSigned ? days.at(issued + 1) : null,
    due_on: days.at(due),
    feedback_on: answered ? days.at(over ? due - 1 : -2) : null,
    completed_on: over ? days.at(due) : null,
    progress,
    return_count: state === 'returned' ? 1 : 0,
    update_on: isSigned ? days.at(over ? due - 2 : -2 - Math.floor(random() * 12)) : null,
    update_id: null as string | null,
  };
}

const DONE = ['召开专题推进会，明确责任分工和时间节点', '完成班组培训并建立台账', '修订相关制度并征求职工意见', '组织岗位练兵和技能比武', '与牵头部门对接政策支持事项'];
const PROBLEMS = ['一线职工工学矛盾较突出', '培训经费尚未全部到位', '部分指标口径需进一步明确', null, null];
const NEXT = ['按序时进度推进，月底前完成阶段总结', '对照清单逐项补齐佐证材料', '组织现场观摩，推广班组做法'];

function words(random: () => number, slot: Slot) {
  const one = <T>(from: T[]): T => from[Math.floor(random() * from.length)]!;
  const done = `${one(DONE)}（${slot.task_name}）。`;
  return { done, problems: one(PROBLEMS), next_steps: `${one(NEXT)}。`, author: slot.liaison ?? '联络员（样例）' };
}
