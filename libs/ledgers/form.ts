import ExcelJS from '@protobi/exceljs';
import { inert } from './text.rules.js';

/** A sheet to be filled in and brought back: some columns say what a row is about, the others wait for an answer. */
export interface FormSheet {
  name: string;
  columns: readonly { header: string; width: number; /** Not to be filled in. */ given?: true }[];
  rows: readonly (readonly (string | number | null)[])[];
}

const HEAD: Partial<ExcelJS.Style> = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDE6F0' } },
  alignment: { wrapText: true, vertical: 'middle' },
};
const GIVEN: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };

/**
 * A workbook to fill in, with a first sheet of guidance. Whatever is given is a text cell and begins with nothing that a
 * spreadsheet would run, as in `exportLedger`.
 */
export async function writeForm(guidance: { name: string; lines: readonly string[] }, sheets: readonly FormSheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const guide = book.addWorksheet(guidance.name);
  guide.getColumn(1).width = 100;
  for (const line of guidance.lines) guide.addRow([inert(line)]).alignment = { wrapText: true, vertical: 'top' };
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { orientation: 'landscape', fitToPage: true, fitToHeight: 0 } });
    sheet.columns = columns.map(({ width }) => ({ width }));
    sheet.addRow(columns.map(({ header }) => header)).eachCell((cell) => Object.assign(cell, { style: HEAD }));
    for (const values of rows) {
      const row = sheet.addRow(values.map((value) => (typeof value === 'string' ? inert(value) : value)));
      row.alignment = { wrapText: true, vertical: 'top' };
      columns.forEach(({ given }, i) => given && (row.getCell(i + 1).fill = GIVEN));
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
