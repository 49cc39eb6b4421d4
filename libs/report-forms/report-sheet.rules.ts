import { folded } from '../ledgers/index.js';
import { type Cell, ENTRY_FIELDS, type OpenedReport, SECTION_FIELDS, valueAt } from '../reports/index.js';

/** What a report's sections are called. Source: forms.json «progress_report». */
export const SECTION_NAMES: Record<(typeof SECTION_FIELDS)[number], string> = { features: '特色做法与制度成果', problems: '存在问题与原因', coordination: '需协调解决事项', nextSteps: '下一步打算' };

/** A line of the offline form: what it is about, and the columns in which it is answered. */
export interface FormLine {
  part: Cell['part'];
  /** As it stands in the form: a task's or an indicator's code, or the section's name. */
  code: string;
  name: string;
  /** Column of the form → cell of the report. */
  cells: Record<string, Cell>;
}

const PLAIN_VALUE = ['value', 'explanation'] as const;
const RATIO = ['numerator', 'denominator', 'explanation'] as const;

/** Every line of a report's form, in its order. Where a case has one task twice, the assignment's number tells them apart. */
export function linesOf(report: Pick<OpenedReport, 'entries' | 'indicators'>): FormLine[] {
  const twice = (code: string) => report.entries.filter(({ task }) => task.code === code).length > 1;
  return [
    ...report.entries.map(({ assignmentId, no, task }): FormLine => ({
      part: 'entries', code: twice(task.code) ? no : task.code, name: task.name,
      cells: Object.fromEntries(ENTRY_FIELDS.map((field) => [field, { part: 'entries', row: assignmentId, field }])),
    })),
    ...report.indicators.map(({ code, name, kind }): FormLine => ({
      part: 'indicators', code, name, cells: Object.fromEntries((kind === 'ratio' ? RATIO : PLAIN_VALUE).map((field) => [field, { part: 'indicators', row: code, field }])),
    })),
    ...SECTION_FIELDS.map((field): FormLine => ({ part: 'sections', code: SECTION_NAMES[field], name: SECTION_NAMES[field], cells: { content: { part: 'sections', row: '', field } } })),
  ];
}

/** A form's line by what stands in its column of codes, in any width and case. */
export const lineIndex = (lines: readonly FormLine[]): ReadonlyMap<string, FormLine> => new Map(lines.map((line) => [folded(line.code), line]));

/** What the report says in the line's cells now. */
export const answersOf = (report: OpenedReport, { cells }: FormLine): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, valueAt(report, cell) ?? '']));

export const addressOf = ({ part, row, field }: Cell): string => (part === 'sections' ? `sections/${field}` : `${part}/${row}/${field}`);

/** Names a report in a form: its case and its period. */
export const formNumber = ({ caseNo, period }: Pick<OpenedReport, 'caseNo' | 'period'>): string => `${caseNo}/${period.code}`;
