import ExcelJS from '@protobi/exceljs';

export type LedgerRow = (string | number)[];

/** A ledger of units as an office would send it. */
export async function takeUnits(rows: LedgerRow[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['沧州市产改试点单位台账（样例数据）']);
  sheet.mergeCells('A1:H1');
  sheet.addRow([]);
  sheet.addRow(['企业名称', '信用代码', '所属市', '职工总数', '产业工人数（人）', '试点级别', '试点批次', '确定时间']);
  for (const row of rows) sheet.addRow(row);
  sheet.addRow(['合计', '', '', 1930]);
  sheet.addRow(['注：以上数据由市总工会填报。']);
  return Buffer.from(await book.xlsx.writeBuffer());
}
