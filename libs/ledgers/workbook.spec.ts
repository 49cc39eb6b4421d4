import ExcelJS from '@protobi/exceljs';
import { findRows } from './find-rows.rules.js';
import type { LedgerColumn } from './ledger-kind.js';
import { rawRow, rawWorkbook, workbookOf } from './testing.js';
import { readWorkbook } from './workbook.js';

const COLUMNS: LedgerColumn[] = [
  { key: 'name', header: '单位名称', synonyms: ['企业名称'] }, { key: 'code', header: '统一社会信用代码', synonyms: ['信用代码'] }, { key: 'region', header: '所属地区', synonyms: ['所属市'] },
  { key: 'workers', header: '职工人数', synonyms: ['职工总数'] }, { key: 'on', header: '确定日期' },
];
const MARKS = ['name', 'code'];
const HEADER = ['单位名称', '统一社会信用代码', '所属地区', '职工人数', '确定日期'];

const find = async (file: Buffer, name = '台账.xlsx') => findRows(await readWorkbook(name, file), COLUMNS, MARKS);
const sheetOf = (make: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void) => workbookOf((book) => make(book.addWorksheet('台账'), book));
/** One row of data under the plain header, one of its cells as given. */
const read = async (key: string, value: ExcelJS.CellValue, style: Partial<ExcelJS.Style> = {}) => {
  const file = await sheetOf((sheet) => {
    sheet.addRow(HEADER);
    sheet.addRow(['甲公司', 'X1', '沧州市']);
    const cell = sheet.getRow(2).getCell(HEADER.indexOf(COLUMNS.find((c) => c.key === key)!.header) + 1);
    Object.assign(cell, { value, style });
  });
  const { cells, flaws } = (await find(file)).rows[0]!;
  return flaws[key] ?? cells[key];
};

describe('a header', () => {
  it('is found in any order, under other names, below titles, over two rows', async () => {
    const file = await sheetOf((sheet) => {
      sheet.addRow(['河北省产改试点单位台账']);
      sheet.mergeCells('A1:F1');
      sheet.addRow([]);
      sheet.addRow(['序号', '所属市（全称）', '信用代码', '* 企业名称：', '职工情况', '', '联系 QQ']);
      sheet.addRow(['', '', '', '', '职工总数', '其中党员', '']);
      for (const column of 'ABCDG') sheet.mergeCells(`${column}3:${column}4`);
      sheet.mergeCells('E3:F3');
      sheet.addRow([1, '沧州市', 'X1', '甲公司', 420, 3, '1']);
    });
    const { rows, unknownColumns } = await find(file);
    expect(rows).toEqual([{ sheet: '台账', row: 5, cells: { region: '沧州市', code: 'X1', name: '甲公司', workers: '420' }, flaws: {}, absent: ['on'] }]);
    expect(unknownColumns).toEqual(['其中党员', '联系 QQ']);
  });

  it('is looked for on every sheet that is shown; instructions and hidden lists are not data', async () => {
    const file = await workbookOf((book) => {
      book.addWorksheet('填报说明').addRow(['单位名称', '填写全称，与营业执照一致']);
      book.getWorksheet('填报说明')!.addRow(['统一社会信用代码', '18 位']);
      for (const [name, state] of [['沧州', 'visible'], ['唐山', 'visible'], ['选项', 'hidden'], ['更隐蔽', 'veryHidden']] as const) {
        const sheet = book.addWorksheet(name, { state });
        sheet.addRow(HEADER);
        sheet.addRow([`${name}公司`, 'X1', name]);
      }
    });
    expect((await find(file)).rows.map(({ sheet, cells }) => [sheet, cells['name']])).toEqual([['沧州', '沧州公司'], ['唐山', '唐山公司']]);
  });

  it('is passed over where it is printed again on every page', async () => {
    const file = await sheetOf((sheet) => [HEADER, ['甲', 'X1', '沧州市'], HEADER, ['乙', 'X2', '沧州市']].forEach((row) => sheet.addRow(row)));
    expect((await find(file)).rows.map(({ row }) => row)).toEqual([2, 4]);
  });
});

describe('a row', () => {
  it('of totals or of notes is no data, and is told; a blank one with a serial number is nothing', async () => {
    const file = await sheetOf((sheet) => {
      [HEADER, ['甲', 'X1', '沧州市', 1], ['合计', '', '', 1], ['小 计', '2家', '', 1], ['注：以上数据由各市填报。'], ['填报人：张三', '', '审核人：李四'], ['一、沧州市']].forEach((row) => sheet.addRow(row));
      for (let i = 0; i < 1000; i += 1) sheet.addRow([]).getCell(1).border = { bottom: { style: 'thin' } };
    });
    const { rows, leftOut } = await find(file);
    expect(rows).toHaveLength(1);
    expect(leftOut.map(({ row, as }) => [row, as])).toEqual([[3, 'total'], [4, 'total'], [5, 'note'], [6, 'note'], [7, 'note']]);
  });

  it('that is hidden is read, with a warning; a hidden column is read like any other', async () => {
    const file = await sheetOf((sheet) => {
      [HEADER, ['甲', 'X1', '沧州市', 1], ['乙', 'X2', '沧州市', 1]].forEach((row) => sheet.addRow(row));
      sheet.getRow(3).hidden = true;
      sheet.getColumn(4).hidden = true;
    });
    expect((await find(file)).rows.map(({ cells, flaws }) => [cells['workers'], flaws])).toEqual([['1', {}], ['1', { '*': 'hidden_row' }]]);
  });

  it('says what is merged over it from above', async () => {
    const file = await sheetOf((sheet) => {
      [HEADER, ['甲', 'X1', '沧州市', 1], ['乙', 'X2', null, 1], ['丙', 'X3', null, 1], ['丁', 'X4', '唐山市', 1]].forEach((row) => sheet.addRow(row));
      sheet.mergeCells('C2:C4');
    });
    expect((await find(file)).rows.map(({ cells }) => cells['region'])).toEqual(['沧州市', '沧州市', '沧州市', '唐山市']);
  });
});

describe('a cell', () => {
  it.each<[string, string, ExcelJS.CellValue, Partial<ExcelJS.Style>, string]>([
    ['a number', 'workers', 420, {}, '420'],
    ['a number with thousands', 'workers', 1420, { numFmt: '#,##0"人"' }, '1420'],
    ['a sum of fractions', 'workers', 0.1 + 0.2, {}, '0.3'],
    ['a percentage', 'workers', 0.07, { numFmt: '0%' }, '7%'],
    ['a day', 'on', new Date('2026-03-02T00:00:00Z'), {}, '2026-03-02'],
    ['a day in Chinese', 'on', 46083, { numFmt: 'yyyy"年"m"月"d"日"' }, '2026-03-02'],
    ['a day with a locale', 'on', 46083, { numFmt: '[$-804]yyyy/m/d;@' }, '2026-03-02'],
    ['a number of red digits', 'workers', 420, { numFmt: '0;[Red]0' }, '420'],
    ['rich text', 'name', { richText: [{ text: '甲', font: { bold: true } }, { text: '公司' }] }, {}, '甲公司'],
    ['a link', 'name', { text: '甲公司', hyperlink: 'http://example.invalid' }, {}, '甲公司'],
    ['a formula with its result', 'workers', { formula: '400+20', result: 420 }, {}, '420'],
    ['a formula with a text', 'region', { formula: '"沧州"&"市"', result: '沧州市' }, {}, '沧州市'],
    ['a formula with a day', 'on', { formula: 'DATE(2026,3,2)', result: 46083 } as never, { numFmt: 'yyyy-mm-dd' }, '2026-03-02'],
    ['a formula without one', 'workers', { formula: 'SUM(A1:A2)' } as never, {}, 'formula_without_result'],
    ['an error', 'workers', { formula: '1/0', result: { error: '#DIV/0!' } } as never, {}, 'formula_error'],
    ['blanks around a text', 'name', '　 甲公司\u200b ', {}, '甲公司'],
    ['a long code kept as a number', 'code', 911301000000001000, {}, 'digits_lost'],
    ['a telephone kept as a number', 'code', 13900001111, {}, '13900001111'],
    ['an apostrophe before a formula', 'name', "'=1+1", {}, '=1+1'],
    ['yes', 'name', true, {}, 'TRUE'],
  ])('is %s', async (_, key, value, style, expected) => expect(await read(key, value, style)).toBe(expected));

  it('is read where a program left out addresses, wrote prefixes, or how a word is pronounced', async () => {
    const strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></si></sst>';
    const rows = `${rawRow(1, HEADER)}<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>X</t></r><r><t>1</t></r></is></c><c t="str"><f>A1</f><v>沧州市</v></c><c><v>46083</v></c></row>`;
    const { rows: found } = await find(rawWorkbook(rows, [{ name: 'xl/sharedStrings.xml', content: strings }]));
    expect(found).toEqual([{ sheet: '台账', row: 2, cells: { name: '甲', code: 'X1', region: '沧州市', workers: '46083' }, flaws: {}, absent: [] }]);
  });
});

describe('a text file', () => {
  const lines = ['单位名称,统一社会信用代码,所属地区,职工人数', '"甲, ""乙""\n公司",X1,沧州市,"1,420"', '', '丙公司,X2,沧州市,420人'].join('\r\n');
  const gbk = Buffer.from('b5a5cebbc3fbb3c62ccdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2ccbf9caf4b5d8c7f80d0abcd7b9abcbbe2c58312cb2d7d6ddcad0', 'hex');

  it.each([
    ['UTF-8', Buffer.from(lines)], ['UTF-8 with its mark', Buffer.from(`\ufeff${lines}`)], ['UTF-16', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['tabs', Buffer.from(lines.replace(/,(?=[^ "]*)(?! )/g, (c, at: number) => (lines.slice(0, at).split('"').length % 2 ? '\t' : c)))],
  ])('is read in %s', async (_, file) => {
    const { rows } = await find(file, '台账.csv');
    expect(rows.map(({ row, cells }) => [row, cells['name'], cells['workers']])).toEqual([[2, '甲, "乙"\n公司', '1,420'], [4, '丙公司', '420人']]);
  });

  it('is read in GBK', async () => {
    expect((await find(gbk, '台账.CSV')).rows).toEqual([{ sheet: 'CSV', row: 2, cells: { name: '甲公司', code: 'X1', region: '沧州市' }, flaws: {}, absent: ['workers', 'on'] }]);
  });
});

describe('what is no ledger', () => {
  const refused = async (file: Buffer, name: string) => readWorkbook(name, file).then(() => 'read', (error: { code: string }) => error.code);
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);

  it('is refused with what to do about it', async () => {
    expect(await refused(old, '台账.xls')).toBe('ledger_old_format');
    expect(await refused(old, '台账.xlsx')).toBe('ledger_old_format');
    expect(await refused(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]), '台账.xlsx')).toBe('ledger_encrypted');
    expect(await refused(Buffer.from('<html><table><tr><td>单位名称</td></tr></table></html>'), '台账.xls')).toBe('ledger_old_format');
    expect(await refused(Buffer.from('单位名称,x'), '台账.xlsx')).toBe('ledger_unreadable');
    expect(await refused(Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), '台账.csv')).toBe('ledger_unreadable');
    expect(await refused(Buffer.from([0x81, 0xff, 0xff, 0x81]), '台账.csv')).toBe('ledger_unreadable');
  });
});
