import { workbookOf } from '../ledgers/testing.js';

export const HEADER = ['备注', '序号', '单位名称', '统一社会信用代码', '所属地区', '单位类别', '企业规模', '职工人数', '产业工人数', '试点层级', '批次', '确定文号', '确定日期', '承担任务', '指导部门', '联络员'];
export type Row = Partial<Record<string, string | number | Date>>;

/** A row of a ledger that has nothing wrong. */
export const unit = (name: string, uscc: string, more: Row = {}): Row => ({
  单位名称: name, 统一社会信用代码: uscc, 所属地区: '沧州市', 单位类别: '企业', 企业规模: '大型', 职工人数: 800, 产业工人数: 500, 试点层级: '省级', 批次: '第一批', 确定文号: '冀产改〔2026〕1号',
  确定日期: new Date('2026-03-02T00:00:00Z'), 承担任务: 'C03、A03', 指导部门: '省国资委', 联络员: '张三', ...more,
});

/** As offices send them: a title and an empty row above the header, columns in another order, a note below the last row. */
export const workbook = (...rows: Row[]): Promise<Buffer> =>
  workbookOf((book) => {
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['试点单位台账（样例数据）']);
    sheet.mergeCells('A1:P1');
    sheet.addRow([]);
    sheet.addRow(HEADER);
    rows.forEach((row, i) => sheet.addRow(HEADER.map((column) => (column === '序号' ? i + 1 : (row[column] ?? null)))));
    sheet.addRow(['注：以上数据由各市填报。']);
  });

/** Credit codes that are right and nobody's in the test world. */
export const CODES = ['91350100M000100Y43', '91110000101623741K', '911101066976941872', '91110108551385082Q', '91350203M0001QAY99', '91310115MA1H8R7C67', '91130900M00010TE1G', '91130900M00010TE2K', '91130900M00010TE3N'] as const;
