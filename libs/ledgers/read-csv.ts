import { parse } from 'csv-parse/sync';
import { MAX_CELLS, MAX_COLUMNS, type Sheet, type SheetRow } from './sheet.js';
import { tidy, unquoted } from './text.rules.js';
import { tooLarge, unreadable } from './zip.js';

/**
 * A text file as Excel and WPS write it: UTF-8 with a mark or without, UTF-16 with its mark, or GBK; fields apart by comma,
 * semicolon or tab. A field with line breaks is one cell, so that rows are numbered as the spreadsheet numbers them.
 * @throws 422 for what is no text
 */
export function readCsv(file: Buffer): Sheet[] {
  const text = decode(file);
  // eslint-disable-next-line no-control-regex -- no text file of an office has them; programs, pictures and archives do
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw unreadable();
  const records = parseRecords(text);
  const rows: SheetRow[] = [];
  let cells = 0;
  for (const [i, record] of records.entries()) {
    const texts = record.map((field) => unquoted(tidy(field)));
    if (texts.length > MAX_COLUMNS) throw tooLarge();
    cells += texts.length;
    if (cells > MAX_CELLS) throw tooLarge();
    if (texts.some(Boolean)) rows.push({ number: i + 1, cells: texts });
  }
  return [{ name: 'CSV', rows }];
}

function parseRecords(text: string): string[][] {
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: 1_000_000 });
  } catch {
    throw unreadable();
  }
}

/** The mark that stands most often in the first lines. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4000);
  const times = (mark: string) => head.split(mark).length;
  return [',', '\t', ';'].sort((a, b) => times(b) - times(a))[0]!;
}

function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file);
    } catch {
      // the next one
    }
  }
  throw unreadable();
}
