import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from '@protobi/exceljs';
import { Logger } from '@nestjs/common';
import type { LedgerColumn } from './ledger-kind.js';
import { inert } from './text.rules.js';

/** A row of an export by column key; a list is written with the mark that the import splits it at. */
export type ExportRow = Record<string, string | number | null | string[]>;

const log = new Logger('ExportLedger');

/**
 * A ledger in the columns in which it is imported, so that it comes back unchanged. It is written while it is read: memory
 * holds one page of it. Every text is a text cell and begins with nothing that a spreadsheet would run.
 */
export function exportLedger(title: string, columns: readonly LedgerColumn[], pages: AsyncIterable<ExportRow[]>): Readable {
  return exportBook([{ title, columns, pages }]);
}

export interface ExportSheet {
  title: string;
  columns: readonly LedgerColumn[];
  pages: AsyncIterable<ExportRow[]>;
}

/** Several sheets, one written after the other. */
export function exportBook(sheets: readonly ExportSheet[]): Readable {
  const out = new PassThrough();
  write(sheets, out).catch((error: unknown) => {
    log.error({ err: error }, 'an export broke off');
    out.destroy(error as Error);
  });
  return out;
}

async function write(sheets: readonly ExportSheet[], out: PassThrough): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  plainCellsAreCheap(book);
  for (const sheet of sheets) {
    await writeSheet(book, sheet, out);
    if (out.destroyed) return;
  }
  await book.commit();
}

/** Each cell asks for the number of its style. Most have none, and to find that out by the library's way is half of all the work. */
function plainCellsAreCheap(book: ExcelJS.stream.xlsx.WorkbookWriter): void {
  const { styles } = book as unknown as { styles: { addStyleModel(style: object, type: number): number } };
  const numberOf = styles.addStyleModel.bind(styles);
  styles.addStyleModel = (style, type) => (isPlain(style) ? 0 : numberOf(style, type));
}

function isPlain(style: object): boolean {
  for (const _ in style) return false;
  return true;
}

async function writeSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, { title, columns, pages }: ExportSheet, out: PassThrough): Promise<void> {
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header, long }) => ({ width: Math.min(40, Math.max(12, header.length * 2 + 4)) + (long ? 16 : 0) }));
  const head = sheet.addRow(columns.map(({ header }) => header));
  head.font = { bold: true };
  head.commit();
  for await (const rows of pages) {
    for (const row of rows) sheet.addRow(columns.map(({ key }) => cellOf(row[key]))).commit();
    if (out.writableNeedDrain) await new Promise((resolve) => out.once('drain', resolve).once('close', resolve));
    if (out.destroyed) return;
  }
  sheet.commit();
}

function cellOf(value: ExportRow[string] | undefined): string | number | null {
  if (Array.isArray(value)) return value.length > 0 ? inert(value.join('、')) : null;
  return typeof value === 'string' ? inert(value) : (value ?? null);
}
