import type { Locale } from '../kernel/index.js';
import { titleOf, type NoticeKind } from './notice.rules.js';

/** What is told of a notice where others read along: what happened and to which number. No unit, no reason, no name. */
const OUTSIDE: Partial<Record<NoticeKind, Record<Locale, string>>> = {
  assignment_issued: { zh: '新交办任务 {no}，请于 {dueOn} 前办结', en: 'New assignment {no}, due {dueOn}' },
  assignment_signed: { zh: '任务 {no} 已签收', en: 'Assignment {no} was signed' },
  assignment_feedback: { zh: '任务 {no} 已反馈，请审核', en: 'Feedback on assignment {no}; please review' },
  assignment_returned: { zh: '任务 {no} 被退回', en: 'Assignment {no} was returned' },
  assignment_completed: { zh: '任务 {no} 已办结', en: 'Assignment {no} is completed' },
  progress_logged: { zh: '任务 {no} 登记了进展', en: 'Progress logged on assignment {no}' },
  visit_filed: { zh: '有督查结果报送', en: 'A visit result was filed' },
  visit_fed_back: { zh: '有督查结果反馈，请查阅', en: 'A visit result was fed back; please read' },
  case_waits: { zh: '试点档案 {no} 等待办理', en: 'Case {no} waits to be dealt with' },
  case_told: { zh: '试点档案 {no} 有新情况', en: 'Case {no} has moved' },
};
const OTHERWISE = { zh: '有一条新通知 {no}', en: 'A new notice {no}' };
const TEST = { zh: '这是一条测试消息。', en: 'This is a test message.' };
export const TEST_KIND = 'test';

/** @returns the line for a group, of the little that an event holds */
export function outsideLine(kind: string, content: Record<string, unknown>, locale: Locale): string {
  if (kind === TEST_KIND) return TEST[locale];
  const template = (OUTSIDE[kind as NoticeKind] ?? OTHERWISE)[locale];
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(content[name] ?? '')).trim();
}

export interface MailedNotice {
  kind: string;
  data: Record<string, unknown>;
  /** Where its page is; null without `PUBLIC_URL`. */
  link: string | null;
}

const WORDS = {
  zh: {
    many: (n: number) => `您有 ${n} 条新通知`,
    system: '产改试点通',
    foot: '此邮件由系统发出，请勿回复。不再接收：登录后在“我的账号—通知方式”中修改。',
  },
  en: {
    many: (n: number) => `${n} new notices for you`,
    system: 'Chan Gai Pilot',
    foot: 'Sent by the system; please do not reply. To get none of these: My account – Notices, after signing in.',
  },
} as const;

/** @returns subject and plain text of a mail: the same sentences that the inbox shows, and nothing beyond them */
export function mailOf(notices: readonly MailedNotice[], locale: Locale): { subject: string; text: string } {
  const words = WORDS[locale];
  const titles = notices.map(({ kind, data }) => oneLine(titleOf(kind, data, locale)));
  const lines = notices.map(({ link }, i) => `${notices.length > 1 ? `${i + 1}. ` : ''}${titles[i]}${link ? `\n   ${link}` : ''}`);
  const subject = notices.length === 1 ? titles[0]! : words.many(notices.length);
  return { subject: `【${words.system}】${subject}`.slice(0, 200), text: `${lines.join('\n\n')}\n\n-- \n${words.foot}\n` };
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');

const CODE_MAIL = {
  zh: (code: string) => ({ subject: '【产改试点通】邮箱验证码', text: `您的验证码是 ${code}，30 分钟内有效。如非本人操作，请忽略。\n` }),
  en: (code: string) => ({ subject: '[Chan Gai Pilot] Code for your address', text: `Your code is ${code}, valid for 30 minutes. If it was not you who asked, ignore this.\n` }),
};
export const codeMail = (code: string, locale: Locale) => CODE_MAIL[locale](code);

/** As many lines as fit, and how many more there are. */
export function fitting(lines: readonly string[], most: number, locale: Locale): string {
  const head = lines.length > 1 ? [`**${WORDS[locale].system}**\u3000${locale === 'zh' ? `${lines.length} 条新通知` : `${lines.length} new notices`}`] : [`**${WORDS[locale].system}**`];
  const room = most - 64;
  const shown: string[] = [];
  let bytes = Buffer.byteLength(head[0]!);
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 4;
    if (bytes > room) break;
    shown.push(line);
  }
  const left = lines.length - shown.length;
  const more = left > 0 ? [locale === 'zh' ? `……另有 ${left} 条，请登录系统查看` : `… and ${left} more; see the console`] : [];
  return [...head, ...shown.map((line) => (lines.length > 1 ? `- ${line}` : line)), ...more].join('\n\n');
}

/** What a group is headed with where a robot asks for a title of its own. */
export const systemName = (locale: Locale): string => WORDS[locale].system;
