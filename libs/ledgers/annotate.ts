import ExcelJS from '@protobi/exceljs';
import type { Locale } from '../kernel/index.js';
import { findRows } from './find-rows.rules.js';
import { reasonOf } from './ledger-imports.list.js';
import type { LedgerKind, LedgerProblem } from './ledger-kind.js';
import type { Sheet } from './sheet.js';
import { headerKey, inert } from './text.rules.js';
import { isCsv, readWorkbook } from './workbook.js';

/** The header of the column that says what is wrong; an import passes it over. */
const REASONS = '问题说明';
const MARKS = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const;

export interface RowToMark {
  sheet: string;
  row: number;
  cells: Record<string, string>;
  problems: LedgerProblem[];
}

/**
 * The user's own workbook with the bad cells marked and a column that says why. What was mended in place is mended in it;
 * marks of an earlier round are gone. A text file comes back as a workbook, which can carry marks.
 */
export async function annotate(kind: LedgerKind<object, unknown>, fileName: string, file: Buffer, rows: RowToMark[], locale: Locale): Promise<Buffer> {
  const sheets = await readWorkbook(fileName, file);
  const found = findRows(sheets, kind.columns, kind.marks);
  const inFile = new Map(found.rows.map((row) => [`${row.sheet}\n${row.row}`, row.cells]));
  const book = await open(fileName, file, sheets);
  for (const sheet of book.worksheets) {
    const place = found.places[sheet.name];
    if (!place) continue;
    const reasons = reasonColumn(sheet, place.headerRow);
    for (const row of rows.filter((one) => one.sheet === sheet.name)) {
      const said = inFile.get(`${row.sheet}\n${row.row}`) ?? {};
      for (const [key, column] of Object.entries(place.columns)) {
        const cell = sheet.getRow(row.row).getCell(column + 1);
        if ((row.cells[key] ?? '') !== (said[key] ?? '')) cell.value = inert(row.cells[key] ?? '');
      }
      for (const problem of row.problems) {
        const key = kind.columns.find(({ header }) => header === problem.column)?.key;
        const column = key === undefined ? undefined : place.columns[key];
        if (column !== undefined) mark(sheet.getRow(row.row).getCell(column + 1), MARKS[problem.severity]);
      }
      const texts = row.problems.map((problem) => `${problem.column ? `${problem.column}：` : ''}${reasonOf({ locale }, problem)}`);
      sheet.getRow(row.row).getCell(reasons).value = texts.length > 0 ? inert(texts.join('\n')) : null;
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function open(fileName: string, file: Buffer, sheets: Sheet[]): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  if (!isCsv(fileName) || file.subarray(0, 2).toString() === 'PK') {
    await book.xlsx.load(file as unknown as ArrayBuffer);
    return book;
  }
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const { number, cells } of rows) sheet.getRow(number).values = cells.map(inert);
  }
  return book;
}

/** @returns the column of the reasons, that of an earlier round where there is one, without what the earlier round left */
function reasonColumn(sheet: ExcelJS.Worksheet, headerRow: number): number {
  const header = sheet.getRow(headerRow);
  let [last, reasons] = [0, 0];
  header.eachCell((cell, column) => {
    last = column;
    if (headerKey(String(cell.text)) === headerKey(REASONS)) reasons = column;
  });
  if (reasons > 0) clear(sheet, headerRow, reasons);
  const column = reasons || last + 1;
  const cell = header.getCell(column);
  cell.value = REASONS;
  cell.style = { ...header.getCell(Math.max(1, last)).style, font: { bold: true } };
  sheet.getColumn(column).width = 60;
  return column;
}

function clear(sheet: ExcelJS.Worksheet, headerRow: number, reasons: number): void {
  sheet.eachRow((row, number) => {
    if (number <= headerRow) return;
    row.getCell(reasons).value = null;
    row.eachCell((cell) => {
      const { fill } = cell;
      const marked = fill?.type === 'pattern' && Object.values(MARKS).some((argb) => argb === fill.fgColor?.argb);
      if (marked) mark(cell, undefined);
    });
  });
}

// Cells of one look share one style object: a mark on one must not be a mark on all.
function mark(cell: ExcelJS.Cell, argb: string | undefined): void {
  const fill: ExcelJS.Fill = argb ? { type: 'pattern', pattern: 'solid', fgColor: { argb } } : { type: 'pattern', pattern: 'none' };
  cell.style = { ...cell.style, fill };
}
