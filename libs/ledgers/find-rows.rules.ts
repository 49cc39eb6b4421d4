import type { LedgerColumn } from './ledger-kind.js';
import type { LedgerRow } from './row-reader.js';
import type { Sheet, SheetRow } from './sheet.js';
import { folded, headerKey } from './text.rules.js';

/** A row below the header that was not taken for data, and as what it was read. */
export interface LeftOut {
  sheet: string;
  row: number;
  as: 'total' | 'note';
  text: string;
}

/** What a ledger holds, and what of it is not taken: nothing is dropped without being told. */
export interface Found {
  rows: LedgerRow[];
  leftOut: LeftOut[];
  /** Headers that no column goes by. */
  unknownColumns: string[];
  /** Where each column stands: sheet → column key → column from 0. For marking cells. */
  places: Record<string, { headerRow: number; columns: Record<string, number> }>;
}

const TOTAL = /^(合计|总计|小计|共计|累计|总数|total)/i;
const NOTE = /^(注|备注|说明|填表|填报|制表|审核|审批|负责人|单位负责人|联系人|联系电话|经办人|日期|以上|此表|note)/i;
const MANY = 200;
// A serial number is in every ledger and says nothing.
const IDLE = new Set(['序号', '编号', 'no', 'no.', '问题说明'].map(headerKey));

/** Header text → column key, over a kind's headers and their synonyms. */
export function headerIndex(columns: readonly LedgerColumn[]): ReadonlyMap<string, string> {
  return new Map(columns.flatMap(({ key, header, synonyms = [] }) => [header, key, ...synonyms].map((name) => [headerKey(name), key])));
}

/**
 * Finds each sheet's header by its names, in any order and below title rows; what is above it, or on a sheet without one, is
 * not data. A header over two rows is read with its lower one. A row is data when it names two things or more.
 */
export function findRows(sheets: readonly Sheet[], columns: readonly LedgerColumn[], marks: readonly string[]): Found {
  const index = headerIndex(columns);
  const found: Found = { rows: [], leftOut: [], unknownColumns: [], places: {} };
  for (const sheet of sheets) {
    const at = headerOf(sheet, index, marks);
    if (at < 0) continue;
    const header = sheet.rows[at]!;
    const keys = header.cells.map((cell) => index.get(headerKey(cell)));
    const place = Object.fromEntries(keys.flatMap((key, i) => (key && keys.indexOf(key) === i ? [[key, i]] : [])));
    found.places[sheet.name] = { headerRow: header.number, columns: place };
    const absent = columns.flatMap(({ key }) => (key in place ? [] : [key]));
    const unknown = header.cells.filter((cell, i) => headerKey(cell) && !keys[i] && !IDLE.has(headerKey(cell)));
    found.unknownColumns.push(...unknown.filter((name) => !found.unknownColumns.includes(name)));
    for (const row of sheet.rows.slice(at + 1)) take(found, { sheet: sheet.name, row, place, absent }, index, marks);
  }
  return found;
}

/** @returns which of the rows is the header, the lower one of two; -1 on a sheet without one */
function headerOf(sheet: Sheet, index: ReadonlyMap<string, string>, marks: readonly string[]): number {
  const named = (row: SheetRow | undefined) => new Set(row?.cells.flatMap((cell) => index.get(headerKey(cell)) ?? []));
  const first = sheet.rows.findIndex((row) => {
    const names = named(row);
    return marks.every((mark) => names.has(mark));
  });
  if (first < 0) return -1;
  const [above, below] = [named(sheet.rows[first]), named(sheet.rows[first + 1])];
  const isTwoRows = below.size >= above.size && marks.every((mark) => below.has(mark));
  return isTwoRows ? first + 1 : first;
}

interface Below {
  sheet: string;
  row: SheetRow;
  place: Record<string, number>;
  absent: readonly string[];
}

function take(found: Found, { sheet, row, place, absent }: Below, index: ReadonlyMap<string, string>, marks: readonly string[]): void {
  const texts = row.cells.filter(Boolean);
  const [first = ''] = texts;
  const cells: Record<string, string> = {};
  const flaws: Record<string, string> = {};
  for (const [key, column] of Object.entries(place)) {
    const text = row.cells[column];
    if (text) cells[key] = text;
    const flaw = row.flaws?.get(column);
    if (flaw) flaws[key] = flaw;
  }
  const said = Object.keys(cells).length + Object.keys(flaws).length;
  if (said === 0 && texts.length === 0) return;
  // a long ledger repeats its header on every page
  if (marks.every((mark) => cells[mark] && index.get(headerKey(cells[mark])) === mark)) return;
  const leave = (as: LeftOut['as']) => {
    if (found.leftOut.length < MANY) found.leftOut.push({ sheet, row: row.number, as, text: texts.join(' ').slice(0, MANY) });
  };
  if (TOTAL.test(folded(first))) return leave('total');
  if (said < 2 || (NOTE.test(folded(first)) && said < 3)) {
    const isSerialAlone = texts.every((text) => /^\d+$/.test(folded(text)));
    return isSerialAlone ? undefined : leave('note');
  }
  if (row.hidden) flaws['*'] = 'hidden_row';
  found.rows.push({ sheet, row: row.number, cells, flaws, absent });
}
