import type { FieldError } from '../kernel/index.js';
import { NATURES, SEVERITIES, VERDICTS, type Verdict } from './inspection.rules.js';

/** What an inspector sends, as it came: of the right types, and nothing more is known of it. */
export interface SentResult {
  conclusion?: string;
  answers?: readonly { itemId: string; verdict: string; note?: string | null }[];
  findings?: readonly SentFinding[];
}

export interface SentFinding {
  itemId?: string | null;
  nature: string;
  severity: string;
  facts: string;
  basis?: string | null;
  taskCode?: string | null;
  attachmentIds?: readonly string[];
}

/** What it is held against. */
export interface ResultFrame {
  itemIds: readonly string[];
  taskCodes: ReadonlySet<string>;
  /** The actor's own uploads that hang on nothing yet. */
  freshUploads: ReadonlySet<string>;
}

const NEEDS_NOTE: readonly string[] = ['partial', 'fail'] satisfies Verdict[];
const blank = (text: string | null | undefined) => (text ?? '').trim() === '';

/** @returns everything that is wrong with a result; an item without an answer is named by its id, `/answers/<itemId>` */
export function problemsOf(sent: SentResult, frame: ResultFrame): FieldError[] {
  const errors: FieldError[] = blank(sent.conclusion) ? [{ pointer: '/conclusion', code: 'required' }] : [];
  errors.push(...answerProblems(sent.answers ?? [], frame));
  const attached = new Set<string>();
  (sent.findings ?? []).forEach((finding, i) => errors.push(...findingProblems(finding, `/findings/${i}`, frame, attached)));
  return errors;
}

function answerProblems(answers: NonNullable<SentResult['answers']>, frame: ResultFrame): FieldError[] {
  const answered = new Set<string>();
  const errors = answers.flatMap(({ itemId, verdict, note }, i): FieldError[] => {
    const at = `/answers/${i}`;
    const wrong: FieldError[] = [];
    if (!frame.itemIds.includes(itemId)) wrong.push({ pointer: `${at}/itemId`, code: 'unknown_item' });
    else if (answered.has(itemId)) wrong.push({ pointer: `${at}/itemId`, code: 'repeated' });
    answered.add(itemId);
    wrong.push(...accepted(`${at}/verdict`, verdict, VERDICTS));
    if (NEEDS_NOTE.includes(verdict) && blank(note)) wrong.push({ pointer: `${at}/note`, code: 'note_required' });
    return wrong;
  });
  const open = frame.itemIds.filter((itemId) => !answered.has(itemId));
  return [...errors, ...open.map((itemId) => ({ pointer: `/answers/${itemId}`, code: 'unanswered' }))];
}

function findingProblems(finding: SentFinding, at: string, frame: ResultFrame, attached: Set<string>): FieldError[] {
  const { itemId, nature, severity, facts, taskCode, attachmentIds = [] } = finding;
  const errors = [...accepted(`${at}/nature`, nature, NATURES), ...accepted(`${at}/severity`, severity, SEVERITIES)];
  if (blank(facts)) errors.push({ pointer: `${at}/facts`, code: 'required' });
  if (itemId != null && !frame.itemIds.includes(itemId)) errors.push({ pointer: `${at}/itemId`, code: 'unknown_item' });
  if (taskCode != null && !frame.taskCodes.has(taskCode)) {
    errors.push({ pointer: `${at}/taskCode`, code: 'unknown_reference', params: { value: taskCode } });
  }
  attachmentIds.forEach((id, i) => {
    const pointer = `${at}/attachmentIds/${i}`;
    if (!frame.freshUploads.has(id)) errors.push({ pointer, code: 'unknown_reference', params: { value: id } });
    else if (attached.has(id)) errors.push({ pointer, code: 'repeated' });
    attached.add(id);
  });
  return errors;
}

const accepted = (pointer: string, value: string, list: readonly string[]): FieldError[] =>
  list.includes(value) ? [] : [{ pointer, code: 'not_accepted', params: { accepted: list } }];
