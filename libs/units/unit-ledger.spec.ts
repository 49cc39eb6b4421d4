import ExcelJS from '@protobi/exceljs';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { zipOf, type ZipEntry } from '../ledgers/testing.js';
import { CODES, unit, workbook } from './testing.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

const [FIRST, SECOND, THIRD] = CODES;

async function preview(file: Buffer, client = office, name = '台账.xlsx') {
  const started = await client.upload(name, file, '/pilot-units/imports');
  expect(started).toMatchObject({ status: 202, body: { status: 'reading', counts: null, failure: null, version: 1 } });
  for (let i = 0; i < 200; i += 1) {
    const { body } = await client.get(`/pilot-units/imports/${started.body.id}`);
    if (body.status !== 'reading') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('still reading');
}
const rowsOf = async (id: string, query = '') => (await office.get(`/pilot-units/imports/${id}/rows?limit=200${query}`)).body;
const commit = (id: string, version: number, mode: string, client = office, headers = {}) => client.post(`/pilot-units/imports/${id}/commit`, { mode }, { 'if-match': `"${version}"`, ...headers });
const units = async () => (await office.get('/pilot-units?limit=200')).body;

it('says row by row what it would do, and writes nothing', async () => {
  const before = await units();
  const seen = await preview(
    await workbook(
      unit('沧州新一有限公司', FIRST),
      unit('', SECOND, { 所属地区: '东京市', 企业规模: '巨大', 职工人数: 5, 产业工人数: 6, 批次: '第九批', 试点层级: '', 承担任务: 'C03、Z99', 指导部门: '某部', 确定日期: '去年' }),
      unit('沧州校验位不符有限公司', '91350211M0000XUF46'),
      unit('沧州代码错误有限公司', '12345'),
      unit('沧州新一有限公司', FIRST),
      unit('沧州恒嘉泰智能装备有限公司', '91130900YL0001007M', { 批次: '第二批' }),
    ),
  );
  expect(seen).toMatchObject({ status: 'previewed', failure: null, fileName: '台账.xlsx', counts: { create: 2, update: 1, unchanged: 0, error: 3 } });
  const { items, total } = await rowsOf(seen.id);
  expect(total).toBe(6);
  // as Excel numbers them: title, empty row and header first
  expect(items.map((r: { row: number; outcome: string }) => [r.row, r.outcome])).toEqual([[4, 'create'], [5, 'error'], [6, 'create'], [7, 'error'], [8, 'error'], [9, 'update']]);
  const wrong = (i: number) => Object.fromEntries(items[i].problems.map((p: { column: string; code: string }) => [p.column, p.code]));
  expect(wrong(1)).toEqual({
    单位名称: 'required', 所属地区: 'not_accepted', 批次: 'not_accepted', 试点层级: 'required', 产业工人数: 'workers_over_employees', 确定日期: 'not_a_date', 承担任务: 'unknown_reference', 指导部门: 'not_accepted', 企业规模: 'not_accepted',
  });
  expect(items[1].problems.find((p: { column: string }) => p.column === '企业规模')).toMatchObject({ severity: 'error', value: '巨大', accepted: ['大型', '中型', '小型', '微型'], reason: expect.stringContaining('大型') });
  expect(items[2].problems).toMatchObject([{ severity: 'warning', code: 'uscc_checksum' }]);
  expect([wrong(3), wrong(4)]).toEqual([{ 统一社会信用代码: 'uscc_structure' }, { 统一社会信用代码: 'repeated' }]);
  expect((await rowsOf(seen.id, '&outcome=error')).total).toBe(3);
  expect(await units()).toEqual(before);

  expect((await commit(seen.id, seen.version, 'all')).body).toMatchObject({ status: 409, code: 'import_has_errors', counts: { error: 3 } });
  expect((await commit(seen.id, 1, 'validOnly')).body).toMatchObject({ status: 412, currentVersion: seen.version });
  expect(await units()).toEqual(before);
  const taken = await commit(seen.id, seen.version, 'validOnly');
  expect(taken).toMatchObject({ status: 200, body: { id: seen.id, status: 'committed', counts: { create: 2 } } });
  expect((await units()).total).toBe(before.total + 2);
  expect((await commit(seen.id, taken.body.version, 'validOnly')).status).toBe(409);
  expect((await office.get(`/pilot-units?q=${FIRST}`)).body.items[0]).toMatchObject({ name: '沧州新一有限公司', region: { code: '130900' }, size: 'L', employees: 800, industrialWorkers: 500, cases: [{ batch: 'B1', level: 'provincial', state: 'implementing' }] });
  const near = (await office.get(`/pilot-units/${world.near.unitId}`)).body;
  expect(near).toMatchObject({ name: '沧州恒嘉泰智能装备有限公司', employees: 800 });
  expect(near.cases.map((c: { batch: string }) => c.batch).sort()).toEqual(['B1', 'B2']);
});

it('changes nothing when the same file comes again', async () => {
  const file = await workbook(unit('沧州再来有限公司', SECOND), unit('沧州又来有限公司', THIRD, { 指导部门: '省国资委、省财政厅' }));
  const first = await preview(file);
  expect((await commit(first.id, first.version, 'all')).status).toBe(200);
  const [before, cases] = [await units(), (await office.get('/pilot-cases?limit=200')).body];
  expect(cases.items.find((c: { unit: { name: string } }) => c.unit.name === '沧州又来有限公司')).toMatchObject({ docNo: '冀产改〔2026〕1号', designatedOn: '2026-03-02', sponsors: [{}, {}] });
  const again = await preview(file);
  expect(again.counts).toEqual({ create: 0, update: 0, unchanged: 2, error: 0, warning: 0 });
  expect((await commit(again.id, again.version, 'all')).status).toBe(200);
  expect(await units()).toEqual(before);
  expect((await office.get('/pilot-cases?limit=200')).body).toEqual(cases);
});

it('is once per key: the file and the commit replay their answers, another file under the key is 422', async () => {
  const file = await workbook(unit('沧州重试有限公司', '91110108551385082Q'));
  const key = { 'idempotency-key': 'import-key-0001' };
  const first = await office.upload('a.xlsx', file, '/pilot-units/imports', key);
  expect(await office.upload('a.xlsx', file, '/pilot-units/imports', key)).toMatchObject({ status: 202, body: first.body });
  expect((await office.upload('a.xlsx', await workbook(unit('另一家', FIRST)), '/pilot-units/imports', key)).body).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  let seen = first.body;
  while (seen.status === 'reading') seen = (await office.get(`/pilot-units/imports/${seen.id}`)).body;
  const done = await commit(seen.id, seen.version, 'all', office, { 'idempotency-key': 'commit-key-001' });
  const replayed = await commit(seen.id, seen.version, 'all', office, { 'idempotency-key': 'commit-key-001' });
  expect(replayed).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
  expect(replayed.body).toEqual(done.body);
});

it('lets a city bring in its own units and no other city’s: then nothing at all is written', async () => {
  const city = await Client.signIn(test, 'city.staff');
  const mixed = await preview(await workbook(unit('沧州本市有限公司', '91350203M0001QAY9B'), unit('唐山外市有限公司', '91310115MA1H8R7C6D', { 所属地区: '唐山市' })), city);
  const before = (await units()).total;
  expect((await commit(mixed.id, mixed.version, 'all', city)).status).toBe(403);
  expect((await units()).total).toBe(before);
  const own = await preview(await workbook(unit('沧州本市有限公司', '91350203M0001QAY9B')), city);
  expect((await commit(own.id, own.version, 'all', city)).status).toBe(200);
  expect((await units()).total).toBe(before + 1);
});

describe('what is no ledger', () => {
  const zip = (name: string, content: Buffer, says?: number) => zipOf({ name, content, ...(says !== undefined && { says }) } satisfies ZipEntry);
  const failed = async (file: Buffer) => (await preview(file)).failure;

  it('is told from one without a header, and keeps the import as failed', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('x').addRow(['单位', '代码']);
    expect(await failed(Buffer.from(await book.xlsx.writeBuffer()))).toBe('ledger_no_header');
    for (const not of [Buffer.from('no zip'), Buffer.from('%PDF-1.7'), zip('a.txt', Buffer.from('hello')), (await workbook()).subarray(0, 900)]) expect(await failed(not)).toBe('ledger_unreadable');
    const seen = await preview(Buffer.from('x'));
    expect((await commit(seen.id, seen.version, 'validOnly')).body).toMatchObject({ status: 409, code: 'wrong_state' });
  });

  it('is refused before it is unpacked when it would be a bomb, whether it says so or lies', async () => {
    const bomb = Buffer.alloc(100 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    const started = performance.now();
    expect(await failed(zip('xl/worksheets/sheet1.xml', bomb))).toBe('ledger_too_large');
    expect(performance.now() - started).toBeLessThan(4000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
    expect(['ledger_too_large', 'ledger_unreadable']).toContain(await failed(zip('xl/workbook.xml', bomb, 1000)));
  });

  it('is refused when there is none, an empty one or another kind of body', async () => {
    expect((await office.upload('a.xlsx', Buffer.alloc(0), '/pilot-units/imports')).body).toMatchObject({ status: 422, errors: [{ pointer: '/file', code: 'file_empty' }] });
    expect((await office.post('/pilot-units/imports', {})).status).toBe(415);
    expect((await office.post('/pilot-units/imports')).status).toBe(415);
    expect((await (await Client.signIn(test, 'unit.near.liaison')).upload('a.xlsx', Buffer.from('x'), '/pilot-units/imports')).status).toBe(403);
  });
});
