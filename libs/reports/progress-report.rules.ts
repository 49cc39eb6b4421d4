import { actionsFor, type Machine } from '../kernel/index.js';

/** 进展报告, one case and one period. Source: workflows.json «ProgressReport»; `send_back` and `file_for` are ours (ADR 28). */
export const PROGRESS_REPORT_MACHINE: Machine = {
  machine: 'progress-report',
  zh: '进展报告',
  en: 'Progress report',
  initial: 'draft',
  transitions: [
    { action: 'review', zh: '送内审', en: 'Send to internal review', from: ['draft', 'returned'], to: 'internal_review', by: ['pilot_liaison'] },
    { action: 'send_back', zh: '退回修改', en: 'Send back to be mended', from: ['internal_review'], to: 'draft', by: ['pilot_leader'], needs: ['reason'] },
    { action: 'submit', zh: '报送', en: 'Submit', from: ['internal_review'], to: 'submitted', by: ['pilot_leader'] },
    { action: 'file_for', zh: '代为报送', en: 'File for the unit', from: ['draft', 'returned'], to: 'submitted', by: ['city_staff', 'office_staff'] },
    { action: 'withdraw', zh: '撤回', en: 'Withdraw', from: ['submitted'], to: 'withdrawn', by: ['pilot_liaison'] },
    { action: 'edit_again', zh: '重新编辑', en: 'Edit again', from: ['withdrawn'], to: 'draft', by: ['pilot_liaison'] },
    { action: 'city_start', zh: '市级审核', en: 'Start city review', from: ['submitted'], to: 'city_review', by: ['city_staff'] },
    { action: 'forward', zh: '报省', en: 'Forward to the province', from: ['city_review'], to: 'province_review', by: ['city_reviewer'], needs: ['opinion'] },
    { action: 'direct', zh: '直报', en: 'Take in directly', from: ['submitted'], to: 'province_review', by: ['office_staff'] },
    { action: 'return', zh: '退回', en: 'Return', from: ['city_review', 'province_review'], to: 'returned', by: ['city_reviewer', 'office_staff', 'dept_liaison'], needs: ['cells'] },
    { action: 'accept', zh: '通过', en: 'Accept for review', from: ['province_review'], to: 'accepted', by: ['office_staff'] },
    { action: 'correct', zh: '更正', en: 'Correct', from: ['accepted'], to: 'corrected', by: ['office_staff'], needs: ['reason'] },
  ],
};

/** While it is with the unit; in any other state nobody changes a cell, and the database refuses it too. */
export const EDITABLE: readonly string[] = ['draft', 'returned'];
/** Who fills in the unit's place, and says on what basis. */
export const FILES_FOR: readonly string[] = ['city_staff', 'office_staff'];
/** What hands a report in for the first time, or leads there. */
const HANDS_IN = ['review', 'submit', 'file_for'];

/** Who asks. */
export interface Asking {
  reach: string;
  role: string;
  permissions: ReadonlySet<string>;
}

/** What of a report decides whose turn it is. */
export interface ReportStanding {
  state: string;
  /** The latest edition of its case and period. */
  isCurrent: boolean;
  /** No territorial union stands between the unit and the province. */
  direct: boolean;
  /** Never handed in, and the period is closed. */
  closed: boolean;
}

/** Whether `action` is this actor's to take on this report. The role was checked by the machine. */
export function standsOnSide(actor: Pick<Asking, 'reach'>, { state, direct, isCurrent }: ReportStanding, action: string): boolean {
  if (action === 'direct') return direct;
  if (action === 'city_start') return !direct;
  // once forwarded it is no longer the city's
  if (action === 'return') return actor.reach !== 'city' || state === 'city_review';
  return action !== 'correct' || isCurrent;
}

/** After a period is closed nothing is handed in any more; what was, may be mended. */
export const comesTooLate = ({ closed }: ReportStanding, action: string): boolean => closed && HANDS_IN.includes(action);

/** Whether the actor may change cells now. */
export const writes = (actor: Asking, report: ReportStanding): boolean =>
  actor.permissions.has('report.write') && EDITABLE.includes(report.state) && report.isCurrent && !report.closed && (actor.reach === 'unit' || FILES_FOR.includes(actor.role));

/** Why a report takes no cells from those who might write them. */
export const lockedBy = ({ closed }: ReportStanding): string => (closed ? 'period_closed' : 'report_locked');

/** What the actor may do to a report now. The guard of the transitions decides by the same functions. */
export function abilitiesOn(actor: Asking, report: ReportStanding): string[] {
  const acts = actor.permissions.has('report.act')
    ? actionsFor(PROGRESS_REPORT_MACHINE, report.state, actor.role).filter((action) => standsOnSide(actor, report, action) && !comesTooLate(report, action))
    : [];
  const more = {
    write: writes(actor, report),
    attach: writes(actor, report) && actor.permissions.has('attachment.upload'),
    remark: actor.permissions.has('report.remark') && !EDITABLE.includes(report.state) && report.isCurrent,
    answer: actor.permissions.has('report.answer') && report.isCurrent,
  };
  return [...acts, ...Object.entries(more).filter(([, may]) => may).map(([ability]) => ability)];
}
