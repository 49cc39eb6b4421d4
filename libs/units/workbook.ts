import ExcelJS from '@protobi/exceljs';
import { fromBuffer } from 'yauzl';
import { Problem } from '../kernel/index.js';

/** A sheet as text: rows by the number Excel gives them, cells by column from 0. */
export interface Sheet {
  name: string;
  rows: { number: number; cells: string[] }[];
}

// A ledger of 5,200 rows inflates to 4 MB; the limits leave ample room and stop a bomb before it is opened.
const MAX_INFLATED = 64 * 1024 * 1024;
const MAX_ENTRIES = 200;

/**
 * The one place that opens a workbook.
 * @throws 422 for what is no workbook, and for one that is too large once unpacked
 */
export async function readWorkbook(file: Buffer): Promise<Sheet[]> {
  await checkSizes(file);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ArrayBuffer).catch(() => {
    throw new Problem(422, 'ledger_unreadable');
  });
  if (workbook.worksheets.length === 0) throw new Problem(422, 'ledger_unreadable');
  // an archive of something else loads as a workbook without sheets
  if (workbook.worksheets.length === 0) throw new Problem(422, 'ledger_unreadable');
  return workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => {
      const rows: Sheet['rows'] = [];
      sheet.eachRow((row, number) => {
        const cells: string[] = [];
        row.eachCell((cell, column) => {
          // a merged cell's text belongs to its first cell only
          if (!cell.isMerged || cell.master === cell) cells[column - 1] = textOf(cell.value);
        });
        rows.push({ number, cells: Array.from(cells, (text) => text ?? '') });
      });
      return { name: sheet.name, rows };
    });
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).normalize('NFKC').trim();
  if ('richText' in value) return textOf(value.richText.map((part) => part.text).join(''));
  if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
  if ('text' in value) return textOf(value.text);
  return '';
}

/** Adds up the sizes the archive declares; reading stops at them, so a lie is found too. */
function checkSizes(file: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(new Problem(422, 'ledger_unreadable'));
      let total = 0;
      let entries = 0;
      zip.on('entry', (entry: { uncompressedSize: number }) => {
        total += entry.uncompressedSize;
        entries += 1;
        if (total > MAX_INFLATED || entries > MAX_ENTRIES) {
          zip.close();
          return reject(new Problem(422, 'ledger_too_large'));
        }
        zip.readEntry();
      });
      zip.on('error', () => reject(new Problem(422, 'ledger_unreadable')));
      zip.on('end', () => resolve());
      zip.readEntry();
    });
  });
}
