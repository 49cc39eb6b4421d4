import { actionsFor, type Machine } from '../kernel/index.js';

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
    { action: 'refuse_task', zh: '拒收', en: 'Refuse', from: ['issued'], to: 'pending_issue', by: ['pilot_leader', 'dept_leader'], needs: ['reason'] },
    { action: 'reassign', zh: '改派', en: 'Reassign', from: ['pending_issue'], to: 'cancelled', by: ['dept_leader', 'office_director'], needs: ['pilotCaseId', 'reason'] },
    { action: 'feedback', zh: '反馈', en: 'Give feedback', from: ['in_progress', 'returned'], to: 'feedback_submitted', by: ['pilot_liaison', 'dept_liaison'], needs: ['conclusion'] },
    { action: 'sign_off', zh: '审签', en: 'Sign off', from: ['in_progress', 'returned'], to: 'feedback_submitted', by: ['pilot_leader'] },
    { action: 'send_back', zh: '退回修改', en: 'Send back to be mended', from: ['in_progress'], to: 'in_progress', by: ['pilot_leader'], needs: ['reason'] },
    { action: 'send_back', zh: '退回修改', en: 'Send back to be mended', from: ['returned'], to: 'returned', by: ['pilot_leader'], needs: ['reason'] },
    { action: 'confirm', zh: '配合确认', en: 'Confirm', from: ['feedback_submitted'], to: 'feedback_submitted', by: ['dept_leader', 'dept_liaison', 'office_director', 'office_staff'] },
    { action: 'return', zh: '退回重办', en: 'Return', from: ['feedback_submitted'], to: 'returned', by: ['dept_liaison', 'office_staff'], needs: ['reason', 'dueOn'] },
    { action: 'complete', zh: '办结', en: 'Complete', from: ['feedback_submitted'], to: 'completed', by: ['dept_leader', 'office_director'] },
    { action: 'archive', zh: '销号归档', en: 'Archive', from: ['completed'], to: 'archived', by: ['office_staff'] },
    { action: 'suspend', zh: '中止', en: 'Suspend', from: ['issued', 'in_progress', 'returned'], to: 'suspended', by: ['office_director'], needs: ['reason'] },
    { action: 'resume', zh: '恢复', en: 'Resume', from: ['suspended'], to: 'in_progress', by: ['office_director'] },
    { action: 'cancel', zh: '撤销', en: 'Cancel', from: ['draft', 'pending_issue', 'issued'], to: 'cancelled', by: ['dept_leader', 'office_director'], needs: ['reason'] },
  ],
};

/** What the answering side does: nobody signs or answers what they issued. */
const ANSWERS = ['sign', 'refuse_task', 'feedback', 'sign_off', 'send_back'];

/** Who asks. */
export interface Asking {
  reach: string;
  scope: string | null;
  role: string;
  organisationId: string | null;
  permissions: ReadonlySet<string>;
}

/** What of an assignment decides whose turn it is. In a list the last four are not asked for, and what hangs on them is not offered. */
export interface Standing {
  state: string;
  leadDepartmentId: string;
  refusedOn?: string | null;
  /** A feedback that waits for the unit's leader. */
  drafted?: boolean;
  /** Co-leading and cooperating departments, and those that confirmed this round's feedback. */
  partnerIds?: readonly string[];
  confirmedBy?: readonly string[];
}

/** Whether an actor is on the right side of this assignment for `action`. The role was checked by the machine. */
export function standsOnSide(actor: Pick<Asking, 'reach' | 'scope' | 'organisationId'>, assignment: Pick<Standing, 'leadDepartmentId' | 'partnerIds'>, action: string): boolean {
  if (action === 'confirm') return actor.organisationId !== null && (assignment.partnerIds ?? []).includes(actor.organisationId);
  if (actor.reach !== 'department') return true;
  return !ANSWERS.includes(action) && assignment.leadDepartmentId === actor.scope;
}

/** Whether there is something for `action` to act on: a draft to sign off, a refusal to reassign, a confirmation not given yet. */
export function hasObject(actor: Pick<Asking, 'organisationId'>, assignment: Standing, action: string): boolean {
  if (action === 'sign_off' || action === 'send_back') return assignment.drafted === true;
  if (action === 'reassign') return !!assignment.refusedOn;
  if (action === 'confirm') return !(assignment.confirmedBy ?? []).includes(actor.organisationId ?? '');
  return true;
}

/** Whether the actor issues it: the office, or the department that leads it. */
export const leads = (actor: Pick<Asking, 'reach' | 'scope'>, { leadDepartmentId }: Pick<Standing, 'leadDepartmentId'>): boolean =>
  actor.reach === 'province' || (actor.reach === 'department' && actor.scope === leadDepartmentId);

/** While it is not over, its plan may be laid out anew. */
export const PLANNABLE: readonly string[] = ['draft', 'pending_issue', 'issued', 'in_progress', 'returned', 'suspended'];

/** What the actor may do to an assignment now. The guard of the transitions decides by the same functions. */
export function abilitiesOn(actor: Asking, assignment: Standing): string[] {
  const acts = actor.permissions.has('assignment.act')
    ? actionsFor(ASSIGNMENT_MACHINE, assignment.state, actor.role).filter((action) => standsOnSide(actor, assignment, action) && hasObject(actor, assignment, action))
    : [];
  const logs = actor.permissions.has('progress.log') && (TAKES_PROGRESS as readonly string[]).includes(assignment.state);
  const plans = actor.permissions.has('assignment.create') && leads(actor, assignment) && PLANNABLE.includes(assignment.state);
  return [...acts, ...(logs ? ['log_progress'] : []), ...(plans ? ['plan_milestones'] : [])];
}

/** Progress is logged while an assignment is under way; not before it is issued, nor after it is answered for good. */
export const TAKES_PROGRESS = ['issued', 'in_progress', 'returned', 'feedback_submitted'] as const;

/** How far an assignment ought to be on a day, in percent. */
export type PlannedPoint = readonly [day: string, percent: number];

/**
 * 序时进度: through the milestones, or linear where there are none, over the working days from issue to due date, without those that the clock stood still.
 * @param ordinal working days counted up to a day; undefined for a day the calendar does not have
 * @returns percent, 0–100; null where the calendar cannot say
 */
export function plannedProgress(
  ordinal: (day: string) => number | undefined,
  issuedOn: string | null,
  dueOn: string,
  today: string,
  paused = 0,
  milestones: readonly PlannedPoint[] = [],
): number | null {
  if (issuedOn === null) return null;
  if (today >= dueOn) return 100;
  const issued = ordinal(issuedOn);
  const ends = ordinal(dueOn);
  const now = ordinal(today);
  const starts = issued === undefined ? undefined : issued + paused;
  if (starts === undefined || ends === undefined || now === undefined) return null;
  if (ends <= starts) return now >= ends ? 100 : 0;
  const inside = milestones.map(([day, percent]) => ({ at: ordinal(day) ?? ends, percent })).filter(({ at }) => at > starts && at < ends);
  const line = [{ at: starts, percent: 0 }, ...inside, { at: ends, percent: 100 }];
  const next = line.findIndex(({ at }) => at > now);
  const [from, to] = [line[Math.max(0, next - 1)]!, line[next]!];
  if (next <= 0) return 0;
  return Math.max(0, Math.min(100, Math.round(from.percent + ((to.percent - from.percent) * (now - from.at)) / (to.at - from.at))));
}
