import type { Machine } from '../kernel/index.js';

/** 交办任务, from 拟办 to 销号. Source: workflows.json «TaskAssignment». Overdue is derived, never a state. */
export const ASSIGNMENT_MACHINE: Machine = {
  machine: 'assignment',
  zh: '交办任务',
  en: 'Assignment',
  initial: 'draft',
  transitions: [
    { action: 'submit', zh: '提交交办', en: 'Submit', from: ['draft'], to: 'pending_issue', by: ['dept_liaison', 'office_staff'] },
    { action: 'refuse', zh: '审批退回', en: 'Send back', from: ['pending_issue'], to: 'draft', by: ['dept_leader', 'office_director'], needs: ['reason'] },
    { action: 'issue', zh: '交办', en: 'Issue', from: ['pending_issue'], to: 'issued', by: ['dept_leader', 'office_director'] },
    { action: 'sign', zh: '签收', en: 'Sign', from: ['issued'], to: 'in_progress', by: ['pilot_liaison', 'dept_liaison', 'city_staff'] },
    { action: 'refuse_task', zh: '拒收/改派', en: 'Refuse', from: ['issued'], to: 'pending_issue', by: ['pilot_leader', 'dept_leader'], needs: ['reason'] },
    { action: 'feedback', zh: '反馈', en: 'Give feedback', from: ['in_progress', 'returned'], to: 'feedback_submitted', by: ['pilot_liaison', 'dept_liaison'], needs: ['conclusion'] },
    { action: 'return', zh: '退回重办', en: 'Return', from: ['feedback_submitted'], to: 'returned', by: ['dept_liaison', 'office_staff'], needs: ['reason', 'dueOn'] },
    { action: 'complete', zh: '办结', en: 'Complete', from: ['feedback_submitted'], to: 'completed', by: ['dept_leader', 'office_director'] },
    { action: 'archive', zh: '销号归档', en: 'Archive', from: ['completed'], to: 'archived', by: ['office_staff'] },
    { action: 'suspend', zh: '中止', en: 'Suspend', from: ['issued', 'in_progress', 'returned'], to: 'suspended', by: ['office_director'], needs: ['reason'] },
    { action: 'resume', zh: '恢复', en: 'Resume', from: ['suspended'], to: 'in_progress', by: ['office_director'], needs: ['dueOn'] },
    { action: 'cancel', zh: '撤销', en: 'Cancel', from: ['draft', 'pending_issue', 'issued'], to: 'cancelled', by: ['dept_leader', 'office_director'], needs: ['reason'] },
  ],
};

/** What the issuing side does, and what the answering side does: nobody signs or answers what they issued. */
const ANSWERS = ['sign', 'refuse_task', 'feedback'];

/** Whether an actor is on the right side of this assignment for `action`. The role was checked by the machine. */
export function standsOnSide(
  actor: { reach: string; scope: string | null },
  assignment: { leadDepartmentId: string },
  action: string,
): boolean {
  if (actor.reach !== 'department') return true;
  return !ANSWERS.includes(action) && assignment.leadDepartmentId === actor.scope;
}

/** Progress is logged while an assignment is under way; not before it is issued, nor after it is answered for good. */
export const TAKES_PROGRESS = ['issued', 'in_progress', 'returned', 'feedback_submitted'] as const;

/**
 * 序时进度: linear over the working days from issue to due date.
 * @param ordinal working days counted up to a day; undefined for a day the calendar does not have
 * @returns percent, 0–100; null where the calendar cannot say
 */
export function plannedProgress(
  ordinal: (day: string) => number | undefined,
  issuedOn: string | null,
  dueOn: string,
  today: string,
): number | null {
  if (issuedOn === null) return null;
  if (today >= dueOn) return 100;
  const starts = ordinal(issuedOn);
  const ends = ordinal(dueOn);
  const now = ordinal(today);
  if (starts === undefined || ends === undefined || now === undefined) return null;
  if (ends <= starts) return now >= ends ? 100 : 0;
  return Math.max(0, Math.min(100, Math.round((100 * (now - starts)) / (ends - starts))));
}
