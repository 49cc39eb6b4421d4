import type { Locale } from '../kernel/index.js';

/** What a notice of each kind carries. It is kept as written: the sentence says how things were then. */
export interface NoticeData {
  assignment_issued: { no: string; task: string; taskEn: string; dueOn: string };
  assignment_signed: { no: string; unit: string; task: string; taskEn: string };
  assignment_feedback: { no: string; unit: string; task: string; taskEn: string };
  assignment_returned: { no: string; task: string; taskEn: string; reason: string };
  assignment_completed: { no: string; task: string; taskEn: string };
  assignment_urged: { no: string; task: string; taskEn: string; dueOn: string };
  supervision_issued: { no: string; word: string; wordEn: string; task: string; taskEn: string; replyBy: string };
  supervision_replied: { no: string; word: string; wordEn: string; unit: string };
  supervision_returned: { no: string; word: string; wordEn: string; reason: string };
  supervision_closed: { no: string; word: string; wordEn: string };
  supervision_withdrawn: { no: string; word: string; wordEn: string };
  deadline_moved: { no: string; task: string; taskEn: string; was: string; dueOn: string };
  assignment_waits: { no: string; unit: string; task: string; taskEn: string; act: string; actEn: string; said: string };
  assignment_told: { no: string; unit: string; task: string; taskEn: string; act: string; actEn: string; said: string };
  extension_waits: { no: string; unit: string; task: string; taskEn: string; dueOn: string; said: string };
  extension_approved: { no: string; unit: string; task: string; taskEn: string; dueOn: string; said: string };
  extension_rejected: { no: string; unit: string; task: string; taskEn: string; dueOn: string; said: string };
  mentioned: { no: string; by: string; said: string };
  report_open: { period: string; periodEn: string; dueOn: string };
  report_due: { period: string; periodEn: string; dueOn: string };
  report_overdue: { period: string; periodEn: string; dueOn: string; closesOn: string };
  progress_logged: { no: string; unit: string; task: string; taskEn: string; progress: number };
  visit_filed: { unit: string; inspection: string; findings: number };
  visit_fed_back: { inspection: string; findings: number; note: string | null };
  report_waits: { unit: string; period: string; periodEn: string; act: string; actEn: string; said: string };
  report_told: { unit: string; period: string; periodEn: string; act: string; actEn: string; said: string };
  report_asked: { period: string; periodEn: string; by: string; said: string };
  report_answered: { unit: string; period: string; periodEn: string; said: string };
  case_waits: { no: string; unit: string; act: string; actEn: string; said: string };
  case_told: { no: string; unit: string; act: string; actEn: string; said: string };
  evaluation_waits: { year: number; unit: string; act: string; actEn: string; said: string };
  evaluation_published: { year: number; unit: string; score: number; grade: string; gradeEn: string };
}

export type NoticeKind = keyof NoticeData;

/** What a notice is about; each has its page in the console. */
export type NoticeSubject = 'assignment' | 'supervision_notice' | 'visit' | 'pilot_case' | 'progress_report' | 'evaluation';

const TITLES: Record<NoticeKind, Record<Locale, string>> = {
  assignment_issued: {
    zh: '新交办任务 {no}：{task}，请于 {dueOn} 前办结',
    en: 'New assignment {no}: {taskEn}, due {dueOn}',
  },
  assignment_signed: { zh: '{unit} 已签收任务 {no}：{task}', en: '{unit} signed assignment {no}: {taskEn}' },
  assignment_feedback: { zh: '{unit} 已反馈任务 {no}：{task}，请审核', en: '{unit} sent feedback on assignment {no}: {taskEn}; please review' },
  assignment_returned: { zh: '任务 {no}（{task}）被退回：{reason}', en: 'Assignment {no} ({taskEn}) was returned: {reason}' },
  assignment_completed: { zh: '任务 {no}（{task}）已办结', en: 'Assignment {no} ({taskEn}) is completed' },
  assignment_urged: { zh: '催办（{no}）：{task}，办理期限 {dueOn}，请抓紧办理', en: 'Reminder ({no}): {taskEn}, due {dueOn}' },
  supervision_issued: { zh: '收到{word} {no}：{task}，请于 {replyBy} 前回复', en: '{wordEn} {no}: {taskEn}; reply by {replyBy}' },
  supervision_replied: { zh: '{unit} 已回复{word} {no}，请审核', en: '{unit} replied to {wordEn} {no}; please review' },
  supervision_returned: { zh: '{word} {no} 的回复被退回：{reason}', en: 'The reply to {wordEn} {no} was returned: {reason}' },
  supervision_closed: { zh: '{word} {no} 已办结', en: '{wordEn} {no} is closed' },
  supervision_withdrawn: { zh: '{word} {no} 已撤回', en: '{wordEn} {no} was withdrawn' },
  deadline_moved: { zh: '工作日历调整，任务 {no}（{task}）的时限由 {was} 移至 {dueOn}', en: 'The calendar changed: assignment {no} ({taskEn}) is due {dueOn} instead of {was}' },
  assignment_waits: { zh: '{unit} 的任务 {no}（{task}）待您办理：{act}{said}', en: 'Assignment {no} ({taskEn}) of {unit} waits for you: {actEn}{said}' },
  assignment_told: { zh: '{unit} 的任务 {no}（{task}）：{act}{said}', en: 'Assignment {no} ({taskEn}) of {unit}: {actEn}{said}' },
  extension_waits: { zh: '{unit} 的任务 {no}（{task}）申请延期至 {dueOn}，待您办理', en: '{unit} asks to extend assignment {no} ({taskEn}) to {dueOn}; it waits for you' },
  extension_approved: { zh: '任务 {no}（{task}）同意延期至 {dueOn}', en: 'Assignment {no} ({taskEn}) is extended to {dueOn}' },
  extension_rejected: { zh: '任务 {no}（{task}）的延期申请未获同意{said}', en: 'The extension of assignment {no} ({taskEn}) was refused{said}' },
  mentioned: { zh: '{by} 在 {no} 的讨论中提到您：{said}', en: '{by} mentioned you in the discussion of {no}: {said}' },
  report_open: { zh: '{period}进展报告开始填报，请于 {dueOn} 前报送', en: 'The report of {periodEn} is open; hand it in by {dueOn}' },
  report_due: { zh: '{period}进展报告尚未报送，{dueOn} 截止', en: 'The report of {periodEn} has not been handed in; it is due {dueOn}' },
  report_overdue: { zh: '{period}进展报告已逾期（{dueOn} 截止），最迟可于 {closesOn} 补报', en: 'The report of {periodEn} is overdue (due {dueOn}); it is taken until {closesOn}' },
  progress_logged: { zh: '{unit} 的任务 {no}（{task}）登记了进展：{progress}%', en: 'Progress logged on assignment {no} ({taskEn}) of {unit}: {progress}%' },
  visit_filed: { zh: '{unit} 的督查结果已报送（{inspection}），问题 {findings} 个', en: 'Visit result of {unit} filed ({inspection}): {findings} finding(s)' },
  visit_fed_back: { zh: '督查结果已反馈（{inspection}），问题 {findings} 个，请查阅', en: 'Visit result fed back ({inspection}): {findings} finding(s); please read' },
  report_waits: { zh: '{unit} 的{period}进展报告待您办理（{act}{said}）', en: 'The report of {unit} for {periodEn} waits for you ({actEn}{said})' },
  report_told: { zh: '{unit} 的{period}进展报告：{act}{said}', en: 'Report of {unit} for {periodEn}: {actEn}{said}' },
  report_asked: { zh: '{by}对{period}进展报告提出意见：{said}', en: '{by} on your report for {periodEn}: {said}' },
  report_answered: { zh: '{unit} 答复了对{period}进展报告的意见：{said}', en: '{unit} answered about its report for {periodEn}: {said}' },
  case_waits: { zh: '{unit} 的试点档案 {no} 待您办理（{act}{said}）', en: 'Case {no} of {unit} waits for you ({actEn}{said})' },
  case_told: { zh: '{unit} 的试点档案 {no}：{act}{said}', en: 'Case {no} of {unit}: {actEn} ({reason})' },
  evaluation_waits: { zh: '{unit} 的 {year} 年度评估待您办理（{act}{said}）', en: 'The evaluation {year} of {unit} waits for you ({actEn}{said})' },
  evaluation_published: { zh: '{unit} 的 {year} 年度评估已审定：{score} 分，{grade}', en: 'The evaluation {year} of {unit} is decided: {score}, {gradeEn}' },
};

/** What each kind is called, for whoever chooses among them. */
const NAMES: Record<NoticeKind, Record<Locale, string>> = {
  assignment_issued: { zh: '新交办任务', en: 'New assignment' },
  assignment_signed: { zh: '任务已签收', en: 'Assignment signed' },
  assignment_feedback: { zh: '任务已反馈', en: 'Feedback on an assignment' },
  assignment_returned: { zh: '任务被退回', en: 'Assignment returned' },
  assignment_completed: { zh: '任务已办结', en: 'Assignment completed' },
  assignment_urged: { zh: '催办', en: 'Reminder' },
  assignment_waits: { zh: '任务待办理', en: 'Assignment waits to be dealt with' },
  assignment_told: { zh: '任务有新情况', en: 'Assignment has moved' },
  extension_waits: { zh: '延期申请待办理', en: 'Extension waits to be decided' },
  extension_approved: { zh: '延期已同意', en: 'Extension approved' },
  extension_rejected: { zh: '延期未同意', en: 'Extension refused' },
  mentioned: { zh: '讨论中提到您', en: 'Mentioned in a discussion' },
  supervision_issued: { zh: '收到督办', en: 'Supervision notice' },
  supervision_replied: { zh: '督办已回复', en: 'Reply to a supervision notice' },
  supervision_returned: { zh: '督办回复被退回', en: 'Reply returned' },
  supervision_closed: { zh: '督办已办结', en: 'Supervision closed' },
  supervision_withdrawn: { zh: '督办已撤回', en: 'Supervision withdrawn' },
  deadline_moved: { zh: '时限调整', en: 'Deadline moved' },
  report_open: { zh: '填报期开启', en: 'Reporting period opened' },
  report_due: { zh: '报告即将到期', en: 'Report due soon' },
  report_overdue: { zh: '报告逾期', en: 'Report overdue' },
  progress_logged: { zh: '登记了进展', en: 'Progress logged' },
  visit_filed: { zh: '督查结果已报送', en: 'Visit result filed' },
  visit_fed_back: { zh: '督查结果已反馈', en: 'Visit result fed back' },
  report_waits: { zh: '进展报告待办理', en: 'Report waits to be dealt with' },
  report_told: { zh: '进展报告有新情况', en: 'Report has moved' },
  report_asked: { zh: '进展报告有意见', en: 'Remark on a report' },
  report_answered: { zh: '报告意见已答复', en: 'Answer about a report' },
  case_waits: { zh: '试点档案待办理', en: 'Case waits to be dealt with' },
  case_told: { zh: '试点档案有新情况', en: 'Case has moved' },
  evaluation_waits: { zh: '年度评估待办理', en: 'Evaluation waits to be dealt with' },
  evaluation_published: { zh: '年度评估已审定', en: 'Evaluation decided' },
};
export const NOTICE_KINDS = Object.keys(NAMES) as NoticeKind[];
export const KIND_NAMES = NOTICE_KINDS.map((code) => ({ code, ...NAMES[code] }));

/** @returns the sentence of a notice; a kind that this version does not know keeps its code for a title */
export function titleOf(kind: string, data: Record<string, unknown>, locale: Locale): string {
  const template = TITLES[kind as NoticeKind]?.[locale] ?? kind;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? '—'));
}

const PAGES: Record<NoticeSubject, string> = { assignment: '/assignments', supervision_notice: '/supervision-notices', visit: '/visits', pilot_case: '/cases', progress_report: '/reports', evaluation: '/evaluations' };

export const SUBJECTS = Object.keys(PAGES) as NoticeSubject[];

/** @returns the console's path to what the notice is about; null where it has no page */
export function hrefOf(subjectType: string, subjectId: string): string | null {
  const page = PAGES[subjectType as NoticeSubject];
  return page ? `${page}/${subjectId}` : null;
}
