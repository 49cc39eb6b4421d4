import { actionsFor, type Machine } from '../kernel/index.js';

/** 试点档案, from application to 示范. Source: workflows.json «PilotCase». */
export const PILOT_CASE_MACHINE: Machine = {
  machine: 'pilot-case',
  zh: '试点档案',
  en: 'Pilot case',
  initial: 'draft',
  transitions: [
    { action: 'apply', zh: '申报', en: 'Apply', from: ['draft'], to: 'applied', by: ['pilot_leader', 'city_staff'] },
    { action: 'accept', zh: '受理', en: 'Accept for review', from: ['applied'], to: 'city_review', by: ['city_staff'] },
    { action: 'recommend', zh: '推荐', en: 'Recommend', from: ['city_review'], to: 'province_review', by: ['city_reviewer'], needs: ['opinion', 'attachmentIds'] },
    { action: 'return', zh: '退回', en: 'Return', from: ['applied', 'city_review', 'province_review'], to: 'draft', by: ['city_reviewer', 'office_staff'], needs: ['reason'] },
    { action: 'shortlist', zh: '拟定', en: 'Shortlist', from: ['province_review'], to: 'publicity', by: ['office_director'], needs: ['opinion'] },
    { action: 'designate', zh: '确定', en: 'Designate', from: ['publicity', 'province_review'], to: 'designated', by: ['office_director'], needs: ['docNo', 'designatedOn'] },
    { action: 'reject', zh: '不予列入', en: 'Reject', from: ['province_review', 'publicity'], to: 'rejected', by: ['office_director'], needs: ['reason'] },
    { action: 'submit_plan', zh: '报方案', en: 'Submit plan', from: ['designated'], to: 'plan_review', by: ['pilot_leader'] },
    { action: 'approve_plan', zh: '方案通过', en: 'Approve plan', from: ['plan_review'], to: 'implementing', by: ['office_staff', 'dept_leader'] },
    { action: 'return_plan', zh: '方案退回', en: 'Return plan', from: ['plan_review'], to: 'designated', by: ['office_staff', 'dept_leader'], needs: ['reason'] },
    { action: 'start_evaluation', zh: '启动评估', en: 'Start evaluation', from: ['implementing'], to: 'evaluating', by: ['office_staff'] },
    { action: 'pass', zh: '通过', en: 'Pass', from: ['evaluating'], to: 'passed', by: ['office_director'] },
    { action: 'improve', zh: '限期改进', en: 'Improve within a limit', from: ['evaluating'], to: 'implementing', by: ['office_director'], needs: ['improvements'] },
    { action: 'name_model', zh: '命名示范', en: 'Name as model', from: ['passed'], to: 'model', by: ['office_director'] },
    { action: 'suspend', zh: '暂停', en: 'Suspend', from: ['implementing', 'model'], to: 'suspended', by: ['office_director'], needs: ['reason'] },
    { action: 'resume', zh: '恢复', en: 'Resume', from: ['suspended'], to: 'implementing', by: ['office_director'] },
    { action: 'withdraw', zh: '退出', en: 'Withdraw', from: ['implementing', 'suspended', 'passed', 'model'], to: 'withdrawn', by: ['office_director'], needs: ['reason', 'attachmentIds'] },
  ],
};

/** States in which a case carries tasks: it can be given assignments, and is asked for reports. */
export const CARRIES_TASKS = ['designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model'] as const;

/** States that count against a region's quota once the city has recommended; those that were turned down do not. */
export const RECOMMENDED = ['province_review', 'publicity', ...CARRIES_TASKS, 'suspended'] as const;
/** The same once the province has decided. */
export const DESIGNATED = [...CARRIES_TASKS, 'suspended'] as const;
/** States in which a department may be named to guide the case. */
export const TAKES_SPONSORS: readonly string[] = RECOMMENDED;

/** Who asks: what of the machine is this actor's, beside the role. */
export interface Asking {
  reach: string;
  scope: string | null;
  role: string;
  permissions: ReadonlySet<string>;
  readOnly: boolean;
}

/** A department acts on the plans of the cases it sponsors and of no other. The role was checked by the machine. */
export const sponsorsOrOffice = (actor: Pick<Asking, 'reach' | 'scope'>, sponsorIds: readonly string[]): boolean =>
  actor.reach !== 'department' || sponsorIds.includes(actor.scope ?? '');

/**
 * What the actor may do to a case now: actions of the machine, and `edit`, `edit_plan`, `object` of its papers.
 * @param confirmedBy departments that have confirmed the plan as it was handed in
 */
export function caseAbilities(actor: Asking, row: { state: string; sponsorIds: readonly string[]; confirmedBy: readonly string[] }): string[] {
  if (actor.readOnly) return [];
  const acts = actor.permissions.has('case.act') && sponsorsOrOffice(actor, row.sponsorIds) ? actionsFor(PILOT_CASE_MACHINE, row.state, actor.role) : [];
  const done = actor.scope !== null && row.confirmedBy.includes(actor.scope);
  const papers: [string, string, string][] = [['edit', 'draft', 'case.apply'], ['edit_plan', 'designated', 'case.apply'], ['object', 'publicity', 'case.object']];
  return [
    ...acts.filter((action) => action !== 'approve_plan' || !done),
    ...papers.filter(([, state, permission]) => row.state === state && actor.permissions.has(permission)).map(([ability]) => ability),
  ];
}
