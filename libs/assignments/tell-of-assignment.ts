import type { EntityManager } from 'typeorm';
import type { Transition } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import type { Assignment } from './assignment.entity.js';

type Party = 'unit' | 'lead' | 'partners';
const UNIT = ['pilot_leader', 'pilot_liaison'];
const LEAD = ['dept_leader', 'dept_liaison', 'office_staff'];

/** Whom an act puts to work: they must act next. */
const WAITS: Record<string, { party: Party; roles: string[] }[]> = {
  submit: [{ party: 'lead', roles: ['dept_leader', 'office_director'] }],
  feedback_drafted: [{ party: 'unit', roles: ['pilot_leader'] }],
  send_back: [{ party: 'unit', roles: ['pilot_liaison'] }],
  feedback: [{ party: 'partners', roles: ['dept_leader', 'dept_liaison', 'office_staff'] }],
  sign_off: [{ party: 'partners', roles: ['dept_leader', 'dept_liaison', 'office_staff'] }],
  refuse_task: [{ party: 'lead', roles: ['dept_leader', 'office_director'] }],
  refuse: [{ party: 'lead', roles: ['dept_liaison', 'office_staff'] }],
};
/** Whom it tells how it went. */
const TOLD: Record<string, Party[]> = {
  confirm: ['lead'], archive: ['unit'], suspend: ['unit', 'lead'], resume: ['unit', 'lead'], cancel: ['unit'], reassign: ['unit'],
};
const READERS: Record<Party, string[]> = { unit: UNIT, lead: LEAD, partners: ['dept_leader', 'dept_liaison'] };

const WORDS = `SELECT u.name AS unit, t.name AS task, t.name_en AS "taskEn", t.co_lead_department_ids || t.cooperating_department_ids AS partners
  FROM pilot_unit u, task_category t WHERE u.id = $1 AND t.id = $2`;

export interface Said {
  /** Feedback that waits for the unit's leader and is not handed in yet. */
  drafted: boolean;
  reason: string | null;
  dueOn: string;
  /** Whether the unit may see the row: not before it was issued. */
  unitSees: boolean;
}

/** Tells the other side what was done, and whoever must act next that it waits for them, in the same transaction. */
export async function tellOfAssignment(em: EntityManager, row: Assignment, { action, zh, en }: Transition, said: Said): Promise<void> {
  const [words]: { unit: string; task: string; taskEn: string; partners: string[] }[] = await em.query(WORDS, [row.pilotUnitId, row.taskCategoryId]);
  if (!words) return;
  const { partners, ...named } = words;
  const about = { subjectType: 'assignment', subjectId: row.id } as const;
  const unit = { organisationId: row.pilotUnitId, roles: UNIT, ...about };
  const lead = { organisationId: row.leadDepartmentId, roles: ['dept_liaison', 'office_staff'], ...about };
  const task = { no: row.no, task: words.task, taskEn: words.taskEn };
  const handedIn = action === 'sign_off' || (action === 'feedback' && !said.drafted);
  if (action === 'issue') await notify(em, { ...unit, kind: 'assignment_issued', data: { ...task, dueOn: said.dueOn }, urgent: row.urgency === 'top' });
  if (action === 'return') await notify(em, { ...unit, kind: 'assignment_returned', data: { ...task, reason: said.reason! } });
  if (action === 'complete') await notify(em, { ...unit, kind: 'assignment_completed', data: task });
  if (action === 'sign') await notify(em, { ...lead, kind: 'assignment_signed', data: { ...task, unit: words.unit } });
  if (handedIn) await notify(em, { ...lead, kind: 'assignment_feedback', data: { ...task, unit: words.unit } });
  const ids: Record<Party, string[]> = { unit: said.unitSees ? [row.pilotUnitId] : [], lead: [row.leadDepartmentId], partners };
  const more = action === 'resume' ? ` (${said.dueOn})` : said.reason ? `：${said.reason}` : '';
  const next = handedIn ? { act: '配合确认', actEn: 'confirm' } : said.drafted ? { act: '审签反馈', actEn: 'sign off the feedback' } : { act: zh, actEn: en };
  const data = { ...task, ...named, said: handedIn ? '' : more };
  for (const { party, roles } of WAITS[said.drafted ? 'feedback_drafted' : action] ?? []) {
    for (const organisationId of ids[party]) await notify(em, { organisationId, roles, ...about, kind: 'assignment_waits', data: { ...data, ...next } });
  }
  for (const party of TOLD[action] ?? []) {
    for (const organisationId of ids[party]) await notify(em, { organisationId, roles: READERS[party], ...about, kind: 'assignment_told', data: { ...data, act: zh, actEn: en } });
  }
}
