import type { ReportContent } from './report-content.rules.js';

export const ENTRY_FIELDS = ['progress', 'done', 'problems', 'nextSteps', 'explanation'] as const;
export const VALUE_FIELDS = ['value', 'numerator', 'denominator', 'explanation'] as const;
export const SECTION_FIELDS = ['features', 'problems', 'coordination', 'nextSteps'] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];
export type ValueField = (typeof VALUE_FIELDS)[number];
export type SectionField = (typeof SECTION_FIELDS)[number];

/** Where a cell stands: a row and its field. The same address is used by cells, remarks, problems and templates. */
export type Cell =
  | { part: 'entries'; row: string; field: EntryField }
  | { part: 'indicators'; row: string; field: ValueField }
  | { part: 'sections'; row: ''; field: SectionField };

export const LONGEST_TEXT = 4000;
/** As many digits as `numeric(18, 4)` keeps. */
const NUMBER = /^\d{1,14}(\.\d{1,4})?$/;

const has = <T extends string>(fields: readonly T[], field: string | undefined): field is T => (fields as readonly (string | undefined)[]).includes(field);

/** @returns the cell of an address such as `entries/<assignmentId>/done`, whatever the report holds; undefined for what is no address */
export function cellOf(address: string): Cell | undefined {
  const [part, row, field, ...more] = address.split('/');
  if (more.length > 0) return undefined;
  if (part === 'entries' && row && has(ENTRY_FIELDS, field)) return { part, row, field };
  if (part === 'indicators' && row && has(VALUE_FIELDS, field)) return { part, row, field };
  if (part === 'sections' && field === undefined && has(SECTION_FIELDS, row)) return { part, row: '', field: row };
  return undefined;
}

/** @returns what a cell says in this report: text, '' when empty; undefined where the report has no such cell */
export function valueAt({ entries, indicators, sections }: ReportContent, cell: Cell): string | undefined {
  if (cell.part === 'sections') return sections[cell.field];
  if (cell.part === 'entries') {
    const entry = entries.find(({ assignmentId }) => assignmentId === cell.row);
    return entry && String(entry[cell.field]);
  }
  const indicator = indicators.find(({ code }) => code === cell.row);
  if (!indicator || (cell.field !== 'explanation' && (cell.field === 'value') === (indicator.kind === 'ratio'))) return undefined;
  return indicator[cell.field] ?? '';
}

const isText = ({ part, field }: Cell): boolean => part === 'sections' || field === 'explanation' || (part === 'entries' && field !== 'progress');

/**
 * What somebody typed or pasted, as it is kept. Numbers may carry thousands separators, full-width digits, and progress a percent sign.
 * @returns the value, '' for an empty cell, or why it cannot be kept
 */
export function readCell(cell: Cell, typed: string | null): { value: string } | { code: string; params?: Record<string, unknown> } {
  const raw = (typed ?? '').replace(/\r\n?/g, '\n');
  if (isText(cell)) return raw.length > LONGEST_TEXT ? { code: 'too_long', params: { max: LONGEST_TEXT } } : { value: raw.trim() === '' ? '' : raw };
  const plain = raw.normalize('NFKC').replace(/[\s,]/g, '');
  if (cell.field === 'progress') {
    const percent = plain.replace(/%$/, '');
    if (!/^\d{1,3}(\.0+)?$/.test(percent) || Number(percent) > 100) return { code: 'not_a_percentage' };
    return { value: String(Number(percent)) };
  }
  if (plain === '') return { value: '' };
  if (!NUMBER.test(plain)) return { code: 'not_a_number' };
  const [whole, part] = plain.split('.');
  const decimals = (part ?? '').replace(/0+$/, '');
  return { value: `${whole!.replace(/^0+(?=\d)/, '')}${decimals && `.${decimals}`}` };
}

/** Changes a cell of the content at hand; the row is no longer prefilled. */
export function writeCell(content: ReportContent, cell: Cell, value: string): void {
  if (cell.part === 'sections') content.sections[cell.field] = value;
  else if (cell.part === 'entries') {
    const entry = content.entries.find(({ assignmentId }) => assignmentId === cell.row)!;
    if (cell.field === 'progress') entry.progress = Number(value);
    else entry[cell.field] = value;
    entry.prefilled = false;
  } else {
    const indicator = content.indicators.find(({ code }) => code === cell.row)!;
    if (cell.field === 'explanation') indicator.explanation = value;
    else indicator[cell.field] = value === '' ? null : value;
    indicator.prefilled = false;
  }
}
