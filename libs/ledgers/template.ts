import ExcelJS from '@protobi/exceljs';
import type { LedgerKind } from './ledger-kind.js';

const ROWS = 2000;
const LISTS = '选项';
const GUIDE = '填写说明';
const HEAD: Partial<ExcelJS.Style> = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDE6F0' } },
  alignment: { wrapText: true, vertical: 'middle' },
};

/**
 * An empty ledger: headers, drop-downs for what is a list, and a sheet that says what each column takes, with a sample. The
 * guide lists the columns downwards, so that nobody's import takes the sample for data.
 */
export async function makeTemplate(kind: LedgerKind<object, unknown>, options: Record<string, string[]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(kind.title.zh, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(kind.columns.map(({ header }) => header)).eachCell((cell) => Object.assign(cell, { style: HEAD }));
  const lists = book.addWorksheet(LISTS, { state: 'hidden' });
  kind.columns.forEach(({ key, header, long, many }, i) => {
    const column = sheet.getColumn(i + 1);
    column.width = Math.min(40, Math.max(12, header.length * 2 + 4)) + (long ? 16 : 0);
    // text, so that Excel neither cuts a credit code nor turns a number of a document into a day
    column.numFmt = '@';
    const words = options[key];
    if (!words?.length) return;
    const list = lists.getColumn(i + 1);
    words.forEach((word, at) => (lists.getCell(at + 1, i + 1).value = word));
    if (many) return;
    const letter = list.letter;
    validations(sheet).add(`${column.letter}2:${column.letter}${ROWS}`, {
      type: 'list', allowBlank: true, showErrorMessage: true, formulae: [`'${LISTS}'!$${letter}$1:$${letter}$${words.length}`],
      errorTitle: header, error: `请从“${header}”的下拉选项中选择。`,
    });
  });
  writeGuide(book, kind, options);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeGuide(book: ExcelJS.Workbook, kind: LedgerKind<object, unknown>, options: Record<string, string[]>): void {
  const guide = book.addWorksheet(GUIDE);
  guide.columns = [{ width: 20 }, { width: 8 }, { width: 70 }, { width: 34 }];
  guide.addRow(['列名', '必填', '填写要求', '示例（样例数据）']).eachCell((cell) => Object.assign(cell, { style: HEAD }));
  for (const { key, header, required, sample, many } of kind.columns) {
    const words = options[key] ?? [];
    const takes = words.length > 0 ? `${many ? '可填多项，用顿号隔开：' : '选填其一：'}${words.join('、')}` : '';
    const row = guide.addRow([header, required ? '是' : '', takes, sample ?? '']);
    row.alignment = { wrapText: true, vertical: 'top' };
  }
}

/** Whole ranges at once; missing from the package's types. */
const validations = (sheet: ExcelJS.Worksheet) =>
  (sheet as unknown as { dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void } }).dataValidations;
