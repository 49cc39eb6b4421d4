import type { Machine } from '../kernel/index.js';

export const KINDS = ['remind', 'blue', 'yellow', 'letter', 'red', 'talk'] as const;
export type Kind = (typeof KINDS)[number];

const ISSUERS = ['office_director', 'office_staff', 'dept_leader', 'dept_liaison'];

/** 督办单. A reminder is sent and that is all; anything else is signed, answered and closed. Forms: forms.json «supervision_notice». */
export const SUPERVISION_MACHINE: Machine = {
  machine: 'supervision_notice',
  zh: '督办单',
  en: 'Supervision notice',
  initial: 'proposed',
  transitions: [
    { action: 'issue', zh: '签发', en: 'Issue', from: ['proposed'], to: 'issued', by: ['office_director', 'dept_leader'] },
    { action: 'drop', zh: '不予签发', en: 'Drop', from: ['proposed'], to: 'withdrawn', by: ['office_director', 'dept_leader'], needs: ['reason'] },
    { action: 'reply', zh: '回复', en: 'Reply', from: ['issued'], to: 'replied', by: ['pilot_leader', 'pilot_liaison'], needs: ['reply'] },
    { action: 'return', zh: '退回重报', en: 'Ask again', from: ['replied'], to: 'issued', by: ISSUERS, needs: ['reason'] },
    { action: 'close', zh: '办结', en: 'Close', from: ['replied'], to: 'closed', by: ISSUERS },
    { action: 'withdraw', zh: '撤回', en: 'Withdraw', from: ['issued'], to: 'withdrawn', by: ['office_director', 'dept_leader'], needs: ['reason'] },
  ],
};

/** A reminder has one state, in which there is nothing to be done with it. */
export const stateWhenLaid = (kind: Kind): string => (kind === 'remind' ? 'sent' : 'proposed');
export const stateWhenIssued = (kind: Kind): string => (kind === 'remind' ? 'sent' : 'issued');

export interface Level {
  zh: string;
  en: string;
  /** Before the number's year: 冀产改督黄〔2026〕3号. */
  sign: string;
  /** Who sends it at once. */
  issues: readonly string[];
  /** Who lays it before whoever signs. */
  proposes: readonly string[];
  /** Reaches the unit on a rest day too. */
  urgent?: true;
}

/**
 * Who may go how far. The office signs red notices, letters and interviews alone; a department goes as far as yellow on the
 * tasks it leads; a territorial union reminds. Source: vocab.json «supervision_notice»; the division is the office's choice (ADR 25).
 */
export const LEVELS: Readonly<Record<Kind, Level>> = {
  remind: { zh: '催办提醒', en: 'Reminder', sign: '催', issues: ['office_director', 'office_staff', 'dept_leader', 'dept_liaison', 'city_staff', 'city_reviewer'], proposes: [] },
  blue: { zh: '蓝色督办单', en: 'Blue notice', sign: '蓝', issues: ['office_director', 'dept_leader'], proposes: ['office_staff', 'dept_liaison'] },
  yellow: { zh: '黄色督办单', en: 'Yellow notice', sign: '黄', issues: ['office_director', 'dept_leader'], proposes: ['office_staff', 'dept_liaison'] },
  letter: { zh: '督办函', en: 'Supervision letter', sign: '函', issues: ['office_director'], proposes: ['office_staff', 'dept_leader'] },
  red: { zh: '红色督办单', en: 'Red notice', sign: '红', issues: ['office_director'], proposes: ['office_staff', 'dept_leader'], urgent: true },
  talk: { zh: '约谈', en: 'Interview', sign: '谈', issues: ['office_director'], proposes: ['office_staff'], urgent: true },
};

/** An assignment that somebody still has to do something about. */
export const UNDER_WAY = ['issued', 'in_progress', 'returned'];

/** @returns `冀产改督黄〔2026〕3号`, as GB/T 9704 writes numbers: U+3014/U+3015, no leading zero */
export const numberOf = (prefix: string, kind: Kind, year: string, n: number): string => `${prefix}${LEVELS[kind].sign}〔${year}〕${n}号`;

/** What a notice says of what is wrong and what is asked, unless its author says it otherwise. */
export function words(kind: Kind, row: { dueOn: string; progress: number; plannedProgress: number | null; today: string }): { problem: string; requirement: string } {
  const late = row.dueOn < row.today;
  const behind = (row.plannedProgress ?? 0) - row.progress;
  const problem = late ? `应于${row.dueOn}前办结，至今未反馈，进度${row.progress}%。`
    : behind > 0 ? `序时进度应为${row.plannedProgress}%，实际${row.progress}%，滞后${behind}个百分点。`
    : `办理期限为${row.dueOn}，目前进度${row.progress}%。`;
  const requirement = kind === 'remind' ? '请抓紧办理，按期反馈。' : '请查明原因，提出整改措施和完成时间，在回复时限内书面回复。';
  return { problem, requirement };
}

/** What raises a notice by itself. The office can turn each off; the worker runs them on working days. */
export interface Rule {
  code: string;
  zh: string;
  en: string;
  kind: Kind;
  /** Of an assignment `a` that is under way; `$1` is today. */
  when: string;
  /** What it is raised for; once for each value. */
  episode: string;
}

const counted = (kind: Kind) => `(SELECT count(*) FROM supervision_notice n WHERE n.assignment_id = a.id AND n.kind = '${kind}' AND n.issued_on IS NOT NULL AND n.state <> 'withdrawn')`;

/** In the order of their gravity. Sources: sources.json «DB_SQ» (blue near, yellow behind, red overdue) and 广元 (two yellows → letter, red → 约谈). */
export const RULES: readonly Rule[] = [
  { code: 'sign_overdue', zh: '领办逾期', en: 'Not signed in time', kind: 'remind', when: `a.state = 'issued' AND a.sign_due_on < $1`, episode: `a.sign_due_on::text` },
  { code: 'yellow_light', zh: '亮黄灯（临近期限或滞后）', en: 'Yellow light: near its limit or behind', kind: 'remind', when: `a.due_on >= $1 AND light_on(a.state, a.yellow_from, a.red_from, $1) = 'yellow'`, episode: `a.due_on::text` },
  { code: 'far_behind', zh: '未到期而亮红灯（严重滞后）', en: 'Red light before its limit: far behind', kind: 'yellow', when: `a.due_on >= $1 AND a.red_from <= $1`, episode: `a.due_on::text` },
  { code: 'two_yellows', zh: '两次黄色督办仍未改观', en: 'Two yellow notices, and no better', kind: 'letter', when: `${counted('yellow')} >= 2 AND light_on(a.state, a.yellow_from, a.red_from, $1) IN ('yellow', 'red')`, episode: `${counted('yellow')} / 2 || ''` },
  { code: 'overdue', zh: '反馈逾期', en: 'Overdue', kind: 'red', when: `a.due_on < $1`, episode: `a.due_on::text` },
  {
    code: 'red_unanswered', zh: '红色督办单逾期未回复', en: 'Red notice not answered in time', kind: 'talk',
    when: `EXISTS (SELECT FROM supervision_notice n WHERE n.assignment_id = a.id AND n.kind = 'red' AND n.state = 'issued' AND n.reply_by < $1)`,
    episode: `(SELECT max(n.no) FROM supervision_notice n WHERE n.assignment_id = a.id AND n.kind = 'red' AND n.state = 'issued' AND n.reply_by < $1)`,
  },
];

export interface SupervisionSettings {
  /** The office's mark in numbers (机关代字). */
  prefix: string;
  /** Working days to reply, by kind. */
  replyWorkingDays: Partial<Record<Kind, number>>;
  /** Codes of rules that are turned off. */
  rulesOff: string[];
}
