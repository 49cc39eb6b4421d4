import pg from 'pg';
import type { Reach } from '../../libs/kernel/index.js';

/** A row as the owner of the schema reads it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads any column
export type Row = Record<string, any> & { id: string };

/** What is hidden from somebody. Reference data, open to every signed-in reach, is not. */
export const TABLES = [
  'pilot_unit', 'pilot_case', 'sponsorship', 'assignment', 'assignment_step', 'progress_update', 'reporting_period', 'progress_report',
  'report_entry', 'indicator_value', 'period_roll', 'report_step', 'report_remark', 'report_revision', 'report_look', 'supervision_notice', 'supervision_step', 'inspection', 'visit', 'visit_member', 'visit_result', 'visit_answer', 'finding', 'attachment', 'ledger_import',
  'organisation', 'app_user', 'position', 'notification', 'audit_entry', 'sign_in_event', 'session', 'task_category', 'policy', 'pilot_unit_version', 'unit_change',
  'unit_pair_decision',
  'case_step', 'plan_confirmation', 'case_objection',
  'evaluation_scheme', 'evaluation', 'evaluation_mark', 'evaluation_result', 'evaluation_step',
  'assignment_feedback', 'assignment_confirmation', 'extension_request', 'comment', 'assignment_milestone',
  'account_link', 'role_grant', 'position_proposal', 'handover', 'refused_act',
  'notification_preference', 'webhook', 'delivery',
] as const;
export type Table = (typeof TABLES)[number];
export type Everything = Record<Table, Row[]>;

/** Who looks: the region (city), the department or the unit that the reach is about, or an inspector's own organisation. */
export interface Onlooker {
  reach: Reach;
  scope: string | null;
  positionId: string | null;
  /** For whom a deputy stands. */
  principalId?: string | null;
  userId: string | null;
  today: string;
}

/** Every row there is, as the owner sees it. */
export async function everything(ownerUrl: string): Promise<Everything> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const all = {} as Everything;
    for (const table of TABLES) all[table] = (await owner.query(`SELECT * FROM ${table} ORDER BY id`)).rows;
    return all;
  } finally {
    await owner.end();
  }
}

type See = (row: Row, me: Onlooker, all: Everything) => boolean;
type Sight = Partial<Record<Table, See>>;

const all: See = () => true;
const byId = (rows: Row[], id: string | null): Row | undefined => rows.find((row) => row.id === id);
const inRegion: See = (row, me) => row['region_id'] === me.scope;
const ofUnit: See = (row, me) => row['pilot_unit_id'] === me.scope;
const ofMyAccount: See = (row, me) => row['user_id'] === me.userId;
const mine: See = (row, me) => row['position_id'] === me.positionId;
const standsFor = (id: string | null, me: Onlooker) => id !== null && (id === me.positionId || id === me.principalId);
const onVisit = (see: See): See => (row, me, rows) => see(byId(rows.visit, row['visit_id'])!, me, rows);
const onAssignment = (see: See): See => (row, me, rows) => see(byId(rows.assignment, row['assignment_id'])!, me, rows);
const onNotice = (see: See): See => (row, me, rows) => see(byId(rows.supervision_notice, row['notice_id'])!, me, rows);
const onCase = (see: See): See => (row, me, rows) => see(byId(rows.pilot_case, row['pilot_case_id'])!, me, rows);
const onEither = (onTask: See, onPilotCase: See): See => (row, me, rows) =>
  row['assignment_id'] ? onTask(byId(rows.assignment, row['assignment_id'])!, me, rows) : onPilotCase(byId(rows.pilot_case, row['pilot_case_id'])!, me, rows);
const hasVisit = (see: See): See => (row, me, rows) => rows.visit.some((v) => v['inspection_id'] === row.id && see(v, me, rows));
const fedBack = (row: Row | undefined) => row?.['state'] === 'fed_back';
const unless = (kind: string, otherwise: See): See => (row, me, rows) => row['kind'] !== kind || otherwise(row, me, rows);

/** Evidence of an answer that the unit's leader has not signed off. */
const isUnsigned = (row: Row, rows: Everything): boolean => {
  const given = rows.assignment_feedback.filter((f) => (f['attachment_ids'] as string[]).includes(row.id));
  return given.length > 0 && given.every((f) => f['state'] !== 'handed_in');
};

/** A file is seen with what it hangs on; one that hangs on nothing, by the position that brought it. */
const file = (onUpdate: See, onFinding: See, onPilotCase: See, onTask: See, ofReport: See, ofMark: See): See => (row, me, rows) => {
  if (row['evaluation_mark_id']) return ofMark(byId(rows.evaluation_mark, row['evaluation_mark_id'])!, me, rows);
  if (row['progress_report_id']) return ofReport(byId(rows.progress_report, row['progress_report_id'])!, me, rows);
  if (row['assignment_id']) return onTask(byId(rows.assignment, row['assignment_id'])!, me, rows) && !(me.reach === 'department' && isUnsigned(row, rows));
  if (row['progress_update_id']) return onUpdate(byId(rows.progress_update, row['progress_update_id'])!, me, rows);
  if (row['finding_id']) return onFinding(byId(rows.finding, row['finding_id'])!, me, rows);
  // everybody's, as long as the policy names it
  if (row['policy_id']) return (byId(rows.policy, row['policy_id'])!['document_ids'] as string[]).includes(row.id);
  const step = byId(rows.case_step, row['case_step_id']);
  const pilotCase = byId(rows.pilot_case, row['pilot_case_id'] ?? step?.['pilot_case_id'] ?? null);
  if (pilotCase) return onPilotCase(pilotCase, me, rows);
  return row['uploaded_by_position'] === me.positionId;
};

const sponsors: See = (row, me, rows) =>
  rows.sponsorship.some((s) => s['pilot_case_id'] === (row['pilot_case_id'] ?? row.id) && s['department_id'] === me.scope && s['ended_on'] === null);
const leadsTask = (taskId: string | null, me: Onlooker, rows: Everything) => {
  const task = byId(rows.task_category, taskId);
  return task !== undefined && [task['lead_department_id'], ...task['co_lead_department_ids']].includes(me.scope);
};
/** Leads, co-leads, cooperates, or sponsors the case. */
const supports: See = (row, me, rows) => {
  const cooperating = byId(rows.task_category, row['task_category_id'])!['cooperating_department_ids'] as string[];
  return leadsTask(row['task_category_id'], me, rows) || cooperating.includes(me.scope!) || sponsors(row, me, rows);
};
const toldToDepartment: See = (row, me, rows) =>
  row['fed_back_at'] !== null && (sponsors(row, me, rows) || leadsTask(row['task_category_id'], me, rows));
const caseOfDepartment: See = (row, me, rows) =>
  sponsors(row, me, rows) || rows.assignment.some((a) => a['pilot_case_id'] === row.id && supports(a, me, rows));

/** What was refused stays in the unit's sight until it is given to another. */
const issued: See = (row) => !['draft', 'pending_issue'].includes(row['state']) || row['refused_on'] !== null;
const ownIssued: See = (row, me, rows) => ofUnit(row, me, rows) && issued(row, me, rows);
/** A proposal, and one that came to nothing, was never about the unit. */
const sentToUnit: See = (row, me, rows) => ofUnit(row, me, rows) && row['issued_on'] !== null;
const toldToUnit: See = (row, me, rows) => ofUnit(row, me, rows) && row['fed_back_at'] !== null;

/** The visits assigned, in their window; never an own organisation (回避), whatever position is acted in. A deputy's are the principal's too. */
const assigned: See = (visit, me, rows) =>
  rows.visit_member.some((m) => m['visit_id'] === visit.id && standsFor(m['position_id'], me)) &&
  visit['window_from'] <= me.today && me.today <= visit['window_to'] && visit['pilot_unit_id'] !== me.scope &&
  !rows.position.some((p) => p['user_id'] === me.userId && p['revoked_at'] === null && p['organisation_id'] === visit['pilot_unit_id']);

const onReport = (see: See): See => (row, me, rows) => see(byId(rows.progress_report, row['progress_report_id'])!, me, rows);
/** A department sees of a unit's report what is about its own tasks, once it is handed in. */
const counts = (row: Row, rows: Everything) => byId(rows.progress_report, row['progress_report_id'])!['in_force'] as boolean;
const measuresItsTask: See = (row, me, rows) =>
  counts(row, rows) && rows.assignment.some((a) => a['pilot_case_id'] === row['pilot_case_id'] && supports(a, me, rows) &&
    (byId(rows.task_category, a['task_category_id'])!['indicator_codes'] as string[]).includes(row['indicator_code']));

const onEvaluation = (see: See): See => (row, me, rows) => see(byId(rows.evaluation, row['evaluation_id'])!, me, rows);
/** The other sides' marks are theirs until the official score is told. */
const marked = (see: See, open: (mark: Row, evaluation: Row) => boolean): See => (row, me, rows) => {
  const evaluation = byId(rows.evaluation, row['evaluation_id'])!;
  return see(evaluation, me, rows) && (evaluation['state'] === 'published' || open(row, evaluation));
};
const handedIn = (mark: Row, evaluation: Row) => mark['side'] === 'self' && !['self_scoring', 'unit_review'].includes(evaluation['state']);
const scored = (see: See): See => (row, me, rows) => see(byId(rows.evaluation, row['evaluation_id'])!, me, rows) && (row['side'] === 'self' || byId(rows.evaluation, row['evaluation_id'])!['published_at'] !== null);

/** A unit's history goes with the unit. */
const onUnit = (reach: 'department' | 'inspector'): See => (row, me, rows) => SIGHT[reach].pilot_unit!(byId(rows.pilot_unit, row['pilot_unit_id'] as string)!, me, rows);
/** A ledger on its way in is its bringer's own, and who stands in for the bringer goes on with it. */
const brought: See = (row, me) => standsFor(row['created_by_position'], me);

const everyone: Sight = {
  task_category: all, policy: all,
  notification: mine,
  app_user: (row, me) => row.id === me.userId,
  position: ofMyAccount, session: ofMyAccount, sign_in_event: ofMyAccount,
  notification_preference: ofMyAccount,
};

/** Who sees which row (domain.md «Who sees which row»). What is not named here, nobody of that reach sees. */
export const SIGHT: Record<Exclude<Reach, 'system'>, Sight> = {
  province: {
    ...everyone,
    pilot_unit: all, pilot_case: all, sponsorship: all, assignment: all, assignment_step: all, progress_update: all, reporting_period: all,
    progress_report: all, report_entry: all, indicator_value: all, period_roll: all, report_step: all, report_remark: all, report_revision: all, report_look: ofMyAccount, inspection: all, visit: all, visit_member: all, visit_result: all, visit_answer: all,
    finding: all, organisation: all, ledger_import: (row) => row['kind'] !== 'users', pilot_unit_version: all, unit_change: all, unit_pair_decision: all,
    attachment: file(all, all, all, all, all, all),
    case_step: all, plan_confirmation: all, case_objection: all,
    evaluation_scheme: all, evaluation: all, evaluation_mark: all, evaluation_result: all, evaluation_step: all,
    assignment_feedback: all, assignment_confirmation: all, extension_request: all, comment: all, assignment_milestone: all, supervision_notice: all, supervision_step: all,
    audit_entry: (row) => row['kind'] === 'business',
  },
  city: {
    ...everyone,
    pilot_unit: inRegion, pilot_case: inRegion, assignment: inRegion, progress_update: inRegion, progress_report: inRegion,
    report_entry: inRegion, indicator_value: inRegion, period_roll: inRegion, report_step: onReport(inRegion), report_remark: onReport(inRegion), report_revision: onReport(inRegion), report_look: ofMyAccount, pilot_unit_version: inRegion, unit_change: inRegion,
    unit_pair_decision: (row, me, rows) => [row['first_id'], row['second_id']].every((id) => inRegion(byId(rows.pilot_unit, id as string)!, me, rows)),
    visit: inRegion, finding: inRegion, reporting_period: all,
    sponsorship: onCase(inRegion),
    assignment_step: onAssignment(inRegion), supervision_notice: inRegion, supervision_step: onNotice(inRegion),
    inspection: hasVisit(inRegion),
    visit_member: onVisit(inRegion), visit_result: onVisit(inRegion), visit_answer: onVisit(inRegion),
    attachment: file(inRegion, inRegion, inRegion, inRegion, inRegion, marked(inRegion, (mark) => mark['side'] !== 'province')),
    assignment_feedback: onAssignment(inRegion), assignment_confirmation: onAssignment(inRegion), extension_request: onAssignment(inRegion), comment: onEither(inRegion, inRegion), assignment_milestone: onAssignment(inRegion),
    case_step: onCase(inRegion), plan_confirmation: onCase(inRegion), case_objection: onCase(inRegion),
    evaluation_scheme: all, evaluation: inRegion, evaluation_mark: marked(inRegion, (mark) => mark['side'] !== 'province'), evaluation_result: onEvaluation(inRegion), evaluation_step: onEvaluation(inRegion),
    organisation: unless('pilot_unit', inRegion),
    ledger_import: brought,
    audit_entry: (row, me, rows) => row['kind'] === 'business' && inRegion(row, me, rows),
  },
  department: {
    ...everyone,
    assignment: supports, assignment_step: onAssignment(supports), progress_update: onAssignment(supports), report_entry: (row, me, rows) => counts(row, rows) && onAssignment(supports)(row, me, rows), indicator_value: measuresItsTask,
    period_roll: sponsors, report_step: onReport(sponsors), report_remark: (row, me, rows) => row['department_id'] === me.scope || onReport(sponsors)(row, me, rows), report_revision: onReport(sponsors), report_look: ofMyAccount,
    supervision_notice: onAssignment(supports), supervision_step: onNotice(onAssignment(supports)),
    pilot_case: caseOfDepartment,
    pilot_unit: (row, me, rows) =>
      rows.pilot_case.some((c) => c['pilot_unit_id'] === row.id && caseOfDepartment(c, me, rows)) ||
      rows.finding.some((f) => f['pilot_unit_id'] === row.id && toldToDepartment(f, me, rows)),
    pilot_unit_version: onUnit('department'), unit_change: onUnit('department'),
    sponsorship: (row, me) => row['department_id'] === me.scope && row['ended_on'] === null,
    reporting_period: all,
    progress_report: sponsors, visit: sponsors, inspection: hasVisit(sponsors), visit_member: onVisit(sponsors),
    visit_result: onVisit((v, me, rows) => fedBack(v) && sponsors(v, me, rows)),
    visit_answer: onVisit((v, me, rows) => fedBack(v) && sponsors(v, me, rows)),
    finding: toldToDepartment,
    ledger_import: brought,
    attachment: file(onAssignment(supports), toldToDepartment, caseOfDepartment, supports, sponsors, marked(sponsors, handedIn)),
    assignment_feedback: (row, me, rows) => row['state'] === 'handed_in' && onAssignment(supports)(row, me, rows), assignment_confirmation: onAssignment(supports), extension_request: onAssignment(supports), comment: onEither(supports, caseOfDepartment), assignment_milestone: onAssignment(supports),
    case_step: onCase(caseOfDepartment), plan_confirmation: onCase(caseOfDepartment),
    evaluation_scheme: all, evaluation: sponsors, evaluation_mark: marked(sponsors, handedIn), evaluation_result: scored(sponsors), evaluation_step: onEvaluation(sponsors),
    organisation: unless('pilot_unit', () => false),
  },
  unit: {
    ...everyone,
    pilot_unit: (row, me) => row.id === me.scope,
    pilot_unit_version: ofUnit, unit_change: ofUnit,
    pilot_case: ofUnit, progress_update: ofUnit, progress_report: ofUnit, report_entry: ofUnit, indicator_value: ofUnit, period_roll: ofUnit, report_step: onReport(ofUnit), report_remark: onReport(ofUnit), report_revision: onReport(ofUnit), visit: ofUnit, reporting_period: all,
    assignment: ownIssued, assignment_step: onAssignment(ownIssued), supervision_notice: sentToUnit, supervision_step: onNotice(sentToUnit),
    sponsorship: onCase(ofUnit),
    inspection: hasVisit(ofUnit), visit_member: onVisit(ofUnit),
    visit_result: onVisit((v, me, rows) => fedBack(v) && ofUnit(v, me, rows)),
    visit_answer: onVisit((v, me, rows) => fedBack(v) && ofUnit(v, me, rows)),
    finding: toldToUnit,
    ledger_import: brought,
    attachment: file(ofUnit, toldToUnit, ofUnit, ownIssued, ofUnit, marked(ofUnit, (mark) => mark['side'] === 'self')),
    assignment_feedback: onAssignment(ownIssued), assignment_confirmation: onAssignment(ownIssued), extension_request: onAssignment(ownIssued), comment: onEither(ownIssued, ofUnit), assignment_milestone: onAssignment(ownIssued),
    case_step: onCase(ofUnit), plan_confirmation: onCase(ofUnit),
    evaluation_scheme: all, evaluation: ofUnit, evaluation_mark: marked(ofUnit, (mark) => mark['side'] === 'self'), evaluation_result: scored(ofUnit), evaluation_step: onEvaluation(ofUnit),
    organisation: unless('pilot_unit', (row, me) => row.id === me.scope),
  },
  inspector: {
    ...everyone,
    pilot_unit_version: onUnit('inspector'), unit_change: onUnit('inspector'),
    visit: assigned, visit_result: onVisit(assigned), visit_answer: onVisit(assigned), finding: onVisit(assigned),
    visit_member: (row, me) => standsFor(row['position_id'], me),
    inspection: hasVisit(assigned),
    pilot_case: (row, me, rows) => rows.visit.some((v) => v['pilot_case_id'] === row.id && assigned(v, me, rows)),
    pilot_unit: (row, me, rows) => rows.visit.some((v) => v['pilot_unit_id'] === row.id && assigned(v, me, rows)),
    attachment: file(() => false, onVisit(assigned), () => false, () => false, () => false, () => false),
    organisation: unless('pilot_unit', () => false),
  },
  admin: { ...everyone, organisation: all, app_user: all, position: all, audit_entry: all, sign_in_event: all, session: all,
    ledger_import: (row, me, rows) => row['kind'] === 'users' && brought(row, me, rows),
    account_link: all, role_grant: all, position_proposal: all, handover: all, refused_act: all,
    webhook: all, delivery: (row) => row['webhook_id'] !== null,
  },
};

/** @returns the rows of `table` that are in sight */
export function inSight(table: Table, me: Onlooker, rows: Everything): Row[] {
  const see = SIGHT[me.reach as keyof typeof SIGHT][table];
  return see ? rows[table].filter((row) => see(row, me, rows)) : [];
}
