import { randomBytes } from 'node:crypto';
import { bring, rawRow, rawWorkbook, takeIn, textsOf, workbookOf, zipOf } from '../../libs/ledgers/testing.js';
import { startTestApp, type TestApp } from '../app.js';
import { Client } from '../client.js';
import { buildWorld, type World } from '../world.js';

const FULL = process.env['PROMISES'] === 'full';
const MB = 1024 * 1024;
const MOST_MS = 2000;
const MOST_RISE = 150 * MB;
const HEADER = ['单位名称', '统一社会信用代码', '所属地区'];

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

const header = rawRow(1, HEADER);
const many = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i)).join('');
const strings = (content: string) => rawWorkbook(header, [{ name: 'xl/sharedStrings.xml', content }]);
const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';

/** What somebody might send instead of a ledger → how it is refused. Files are made one at a time, so that none weighs on the next. */
const HOSTILE: [what: string, name: string, make: () => Buffer, refused: string[]][] = [
  ['a program called a workbook', 'a.xlsx', () => Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), randomBytes(200_000)]), ['ledger_unreadable']],
  ['a program called a text', 'a.csv', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), randomBytes(200_000)]), ['ledger_unreadable']],
  ['a picture with a script', 'a.csv', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), ['ledger_no_header']],
  ['a picture called a workbook', 'a.xlsx', () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(5000)]), ['ledger_unreadable']],
  ['an archive of something else', 'a.xlsx', () => zipOf({ name: 'a.txt', content: 'hello' }), ['ledger_unreadable']],
  ['an archive in an archive', 'a.xlsx', () => zipOf({ name: 'a.zip', content: zipOf({ name: 'b.zip', content: zipOf({ name: 'xl/workbook.xml', content: '<workbook/>' }) }) }), ['ledger_unreadable']],
  ['an archive cut off', 'a.xlsx', () => rawWorkbook(header).subarray(0, 700), ['ledger_unreadable']],
  [`${FULL ? 512 : 64} MB inflated, declared`, 'a.xlsx', () => rawWorkbook(header, [{ name: 'xl/media/a.bin', content: Buffer.alloc((FULL ? 512 : 64) * MB) }]), ['ledger_too_large']],
  ['a sheet of 30 MB of nothing', 'a.xlsx', () => rawWorkbook(' '.repeat(30 * MB)), ['ledger_too_large']],
  ['a sheet that says it is small', 'a.xlsx', () => rawWorkbook(header, [{ name: 'xl/sharedStrings.xml', content: ' '.repeat(30 * MB), says: 1000 }]), ['ledger_too_large', 'ledger_unreadable']],
  ['too many parts', 'a.xlsx', () => zipOf(...Array.from({ length: 5000 }, (_, i) => ({ name: `xl/${i}.xml`, content: '' }))), ['ledger_too_large']],
  ['a name that leads out', 'a.xlsx', () => rawWorkbook(header, [{ name: '../../../../tmp/x', content: 'x' }]), ['ledger_unreadable']],
  ['a name from the root', 'a.xlsx', () => rawWorkbook(header, [{ name: '/tmp/x', content: 'x' }]), ['ledger_unreadable']],
  ['a name with backslashes', 'a.xlsx', () => rawWorkbook(header, [{ name: '..\\..\\x', content: 'x' }]), ['ledger_unreadable']],
  ['an entity from outside', 'a.xlsx', () => rawWorkbook(header.replace('单位名称', '&x;'), [], '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), ['ledger_unreadable']],
  ['entities in entities', 'a.xlsx', () => rawWorkbook(header.replace('单位名称', '&c;'), [], doctype), ['ledger_unreadable']],
  ['an entity that nobody declared', 'a.xlsx', () => rawWorkbook(header.replace('单位名称', '&x;')), ['ledger_unreadable']],
  ['elements that never close', 'a.xlsx', () => rawWorkbook('<row>'.repeat(200_000)), ['ledger_unreadable']],
  ['50,000 columns', 'a.xlsx', () => rawWorkbook(header + rawRow(2, Array.from({ length: 50_000 }, () => 'x'))), ['ledger_too_large']],
  ['50,000 columns of text', 'a.csv', () => Buffer.from(`${HEADER.join(',')}\n${'x,'.repeat(50_000)}`), ['ledger_too_large']],
  ['a million cells', 'a.xlsx', () => rawWorkbook(header + many(2000, () => `<row>${'<c><v>1</v></c>'.repeat(500)}</row>`)), ['ledger_too_large']],
  ['a text of 10 MB in a cell', 'a.xlsx', () => rawWorkbook(header + rawRow(2, [randomBytes(5 * MB).toString('hex')])), ['ledger_too_large']],
  ['shared texts of 20 MB', 'a.xlsx', () => strings(`<sst>${many(200, () => `<si><t>${randomBytes(50_000).toString('hex')}</t></si>`)}</sst>`), ['ledger_too_large']],
  ['half a million shared texts', 'a.xlsx', () => strings(`<sst>${many(500_000, (i) => `<si><t>${i}</t></si>`)}</sst>`), ['ledger_too_large']],
  ['merges over the whole sheet', 'a.xlsx', () => rawWorkbook(`${header}</sheetData><mergeCells>${many(100_000, () => '<mergeCell ref="A1:XFD1048576"/>')}</mergeCells><sheetData>`), ['ledger_no_rows', 'ledger_too_large']],
  ['a record of 19 MB', 'a.csv', () => Buffer.from(`${HEADER.join(',')}\n"${'x'.repeat(19 * MB)}"`), ['ledger_unreadable', 'ledger_too_large']],
  ['a million empty lines', 'a.csv', () => Buffer.from(`${HEADER.join(',')}\n${'\n'.repeat(1_000_000)}`), ['ledger_no_rows', 'ledger_too_large']],
  ['the old format', 'a.xls', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)]), ['ledger_old_format']],
];

it.each(HOSTILE)('refuses %s in less than 2 s and 150 MB', async (_, name, make, refused) => {
  const file = make();
  expect(file.length).toBeLessThan(20 * MB);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  // of this process and not of the clock: other work on the machine is not the file's doing
  const began = process.threadCpuUsage();
  const seen = await bring(office, 'pilot-units', file, name);
  clearInterval(watch);
  expect({ status: seen.status, isRefused: refused.includes(seen.failure), failure: seen.failure }).toMatchObject({ status: 'failed', isRefused: true });
  expect((Math.max(most, process.memoryUsage.rss()) - before) / MB).toBeLessThan(MOST_RISE / MB);
  const { user, system } = process.threadCpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(MOST_MS);
});

it('takes one ledger with every oddity that is none of these', async () => {
  const rows = [
    [1, '沧州全部一有限公司', '91130900M00010TE1G', '沧州', '４２０人', '省级试点', '第1批', '2026年3月2日'],
    [2, '  沧州全部二有限公司　', ' ９１１３０９００M00010TE2K ', '', '1,420', '省级', '第一批', 46083],
    [3, '沧州全部三有限公司', '91130900M00010TE3N', '', { formula: '40+2', result: 42 }, { richText: [{ text: '省' }, { text: '级' }] }, '一批', '2026/3/2'],
  ];
  const file = await workbookOf((book) => {
    book.addWorksheet('填报说明').addRow(['单位名称', '填写全称']);
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['沧州市试点单位台账（样例数据）']);
    sheet.mergeCells('A1:I1');
    sheet.addRow([]);
    sheet.addRow(['序号', '企业名称', '社会信用代码', '所属市', '职工总数（人）', '试点级别', '试点批次', '确定时间', '审核意见']);
    rows.forEach((row) => sheet.addRow(row));
    sheet.mergeCells('D4:D6');
    sheet.getColumn(7).hidden = true;
    sheet.getRow(6).hidden = true;
    sheet.addRow(['合计', '3家', '', '', 1882]);
    sheet.addRow(['注：以上数据截至2026年3月。']);
    for (let i = 0; i < 1000; i += 1) sheet.addRow([]).getCell(2).border = { bottom: { style: 'thin' } };
    book.addWorksheet('选项', { state: 'veryHidden' }).addRow(['单位名称', '统一社会信用代码']);
  });
  const taken = await takeIn(office, 'pilot-units', file);
  expect(taken).toMatchObject({ counts: { create: 3, error: 0, warning: 1 }, notes: { unknownColumns: ['审核意见'], leftOut: [{ as: 'total', row: 7 }, { as: 'note', row: 8 }] } });
  const { items } = (await office.get(`/pilot-units?q=${encodeURIComponent('沧州全部')}`)).body;
  expect(items.map((u: { name: string; employees: number; region: { code: string } }) => [u.name, u.employees, u.region.code])).toEqual([['沧州全部一有限公司', 420, '130900'], ['沧州全部三有限公司', 42, '130900'], ['沧州全部二有限公司', 1420, '130900']]);
});

describe('an export (promise 9)', () => {
  const LIVE = ['=1+1', '=cmd|calc!A1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', "'=1"];

  it('has no live formula, whatever a text begins with, in any ledger', async () => {
    let { version } = (await office.get(`/pilot-units/${world.near.unitId}`)).body;
    const exports: [path: string, write: (text: string) => Promise<number>][] = [
      ['pilot-units', async (text) => {
        const saved = await office.patch(`/pilot-units/${world.near.unitId}`, { remark: text, name: `${text}公司${LIVE.indexOf(text)}` }, version);
        version = saved.body.version;
        return saved.status;
      }],
      ['progress-updates', async (text) => (await office.post(`/assignments/${world.near.assignmentId}/progress-updates`, { progress: 50, done: `${text}已办${LIVE.indexOf(text)}`, problems: text })).status],
      ['policies', async (text) => (await takeIn(office, 'policies', Buffer.from(`政策编号,政策名称,政策类别,备注\n"P${LIVE.indexOf(text)}X","'${text.trim()}",省级,"'${text.trim()}"`), 'a.csv')) && 200],
    ];
    for (const [path, write] of exports) {
      for (const text of LIVE) {
        expect({ path, text, status: await write(text) }).toMatchObject({ status: expect.any(Number) });
        const { bytes } = await office.download(`/${path}/export`);
        const cells = Object.values(await textsOf(bytes)).flat(2);
        expect({ path, text, live: cells.filter((cell) => /^[=+\-@\t\r＝]/.test(cell)) }).toEqual({ path, text, live: [] });
      }
      const again = await bring(office, path, (await office.download(`/${path}/export`)).bytes);
      expect({ path, counts: again.counts }).toMatchObject({ counts: { create: 0, update: 0, error: 0 } });
    }
  });
});
