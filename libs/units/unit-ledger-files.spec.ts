import ExcelJS from '@protobi/exceljs';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { failInterrupted } from '../ledgers/index.js';
import { bring, takeIn, textsOf, workbookOf } from '../ledgers/testing.js';
import { CODES, HEADER, unit, workbook } from './testing.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

const PATH = 'pilot-units';
const imports = `/${PATH}/imports`;
const rowsOf = async (id: string, query = '') => (await office.get(`${imports}/${id}/rows?limit=200${query}`)).body.items;
const mend = (id: string, row: { id: string; version: number }, cells: object) => office.patch(`${imports}/${id}/rows/${row.id}`, { cells }, row.version);
const act = (id: string, version: number, action: 'commit' | 'undo', client = office) => client.post(`${imports}/${id}/${action}`, action === 'commit' ? { mode: 'all' } : {}, { 'if-match': `"${version}"` });
const register = async () => [(await office.get('/pilot-units?limit=200&sort=name')).body, (await office.get('/pilot-cases?limit=200')).body];
const unitCalled = async (q: string) => (await office.get(`/pilot-units?q=${encodeURIComponent(q)}`)).body.items[0];

describe('mending in place', () => {
  it('checks the row again, counts again, and lets the whole be committed', async () => {
    const seen = await bring(office, PATH, await workbook(
      unit('沧州待改有限公司', CODES[0], { 所属地区: '沧洲市', 职工人数: '约八百' }),
      unit('沧州校验有限公司', '91350211M0000XUF46'),
      unit('沧州重复甲有限公司', CODES[1]), unit('沧州重复乙有限公司', CODES[1]),
    ));
    expect(seen).toMatchObject({ status: 'previewed', counts: { create: 2, error: 2, warning: 1 }, abilities: ['mend', 'commit'] });
    const [bad, odd, first, twice] = await rowsOf(seen.id);
    expect(bad.problems).toMatchObject([
      { column: '所属地区', key: 'region', value: '沧洲市', code: 'not_accepted', suggestions: ['沧州市'], reason: expect.stringContaining('是否为“沧州市”') },
      { column: '职工人数', key: 'employees', value: '约八百', code: 'not_a_count' },
    ]);
    // those with problems on top
    expect((await rowsOf(seen.id, '&sort=problems')).map((r: { row: number }) => r.row)).toEqual([4, 7, 5, 6]);

    const half = await mend(seen.id, bad, { region: '沧州市' });
    expect(half).toMatchObject({ status: 200, body: { outcome: 'error', problems: [{ key: 'employees' }], counts: { error: 2 } } });
    expect((await mend(seen.id, bad, { employees: '800' })).status).toBe(412);
    const whole = await mend(seen.id, half.body, { employees: '８００人' });
    expect(whole.body).toMatchObject({ outcome: 'create', problems: [], counts: { create: 3, error: 1 }, cells: { employees: '８００人' } });
    expect((await mend(seen.id, odd, { usccReason: '登记证照原件如此' })).body).toMatchObject({ problems: [], counts: { warning: 0 } });
    // of two that say the same, changing the first frees the second too
    expect((await mend(seen.id, first, { uscc: CODES[2] })).body).toMatchObject({ outcome: 'create', counts: { create: 4, error: 0 } });
    expect(await rowsOf(seen.id, '&outcome=error')).toEqual([]);
    expect((await mend(seen.id, { ...twice, version: 2 }, { uscc: CODES[2] })).body).toMatchObject({ outcome: 'error', problems: [{ code: 'repeated' }] });
    expect((await mend(seen.id, { ...twice, version: 3 }, { uscc: CODES[1] })).body).toMatchObject({ outcome: 'create', counts: { error: 0 } });

    const { body: now } = await office.get(`${imports}/${seen.id}`);
    expect((await act(seen.id, now.version, 'commit')).status).toBe(200);
    expect((await office.get(`/pilot-units/${(await unitCalled('沧州校验')).id}`)).body).toMatchObject({ usccReason: '登记证照原件如此' });
    expect(await unitCalled('沧州待改')).toMatchObject({ employees: 800, region: { code: '130900' } });
    expect((await mend(seen.id, whole.body, { employees: '1' })).body).toMatchObject({ status: 409, code: 'wrong_state' });
    const trail = (await (await Client.signIn(test, 'office.director')).get(`/audit-entries?subjectType=ledger_import_row`)).body;
    expect(trail.items?.length ?? trail.status).toBeGreaterThan(0);
  });

  it('refuses cells that are none, all at once, and rows and imports that are not there', async () => {
    const seen = await bring(office, PATH, await workbook(unit('沧州某有限公司', CODES[3])));
    const [row] = await rowsOf(seen.id);
    expect((await mend(seen.id, row, { nosuch: 'x', employees: { n: 800 }, name: '长'.repeat(5001) })).body).toMatchObject({
      status: 422, errors: [{ pointer: '/cells/nosuch', code: 'unknown_field' }, { pointer: '/cells/employees', code: 'wrong_type' }, { pointer: '/cells/name', code: 'too_long' }],
    });
    expect((await office.patch(`${imports}/${seen.id}/rows/${row.id}`, { cells: {} })).status).toBe(428);
    expect((await mend(seen.id, { id: seen.id, version: 1 }, {})).status).toBe(404);
    expect((await office.patch(`${imports}/${seen.id}/rows/none`, { cells: {} }, 1)).status).toBe(404);
    expect((await (await Client.signIn(test, 'city.staff')).patch(`${imports}/${seen.id}/rows/${row.id}`, { cells: {} }, 1)).status).toBe(404);
    expect((await (await Client.signIn(test, 'unit.near.liaison')).get(imports)).status).toBe(403);
  });
});

describe('the marked workbook', () => {
  it('is one’s own file with the bad cells marked and a column of reasons, and is clean once mended', async () => {
    const file = await workbook(unit('沧州标注有限公司', CODES[4], { 企业规模: '巨大', 产业工人数: '很多' }), unit('沧州无误有限公司', CODES[5]));
    const seen = await bring(office, PATH, file, '沧州 台账.xlsx');
    const marked = await office.download(`${imports}/${seen.id}/annotated`);
    expect(marked).toMatchObject({ status: 200, headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } });
    expect(decodeURIComponent(String(marked.headers['content-disposition']))).toContain('沧州 台账-标注.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(marked.bytes as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('台账')!;
    const fillOf = (row: number, header: string) => (sheet.getRow(row).getCell(HEADER.indexOf(header) + 1).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
    expect([fillOf(4, '企业规模'), fillOf(4, '产业工人数'), fillOf(4, '单位名称'), fillOf(5, '企业规模')]).toEqual(['FFFFC7CE', 'FFFFC7CE', undefined, undefined]);
    const reason = (row: number) => sheet.getRow(row).getCell(HEADER.length + 1).text;
    expect([reason(3), reason(5)]).toEqual(['问题说明', '']);
    expect(reason(4)).toMatch(/企业规模：.*大型、中型[\s\S]*产业工人数：应为整数/);
    expect(sheet.getCell('A1').text).toBe('试点单位台账（样例数据）');

    sheet.getRow(4).getCell(HEADER.indexOf('企业规模') + 1).value = '小型企业';
    sheet.getRow(4).getCell(HEADER.indexOf('产业工人数') + 1).value = '３００人';
    const again = await bring(office, PATH, Buffer.from(await book.xlsx.writeBuffer()));
    expect(again).toMatchObject({ counts: { create: 2, error: 0, warning: 0 }, notes: { unknownColumns: [] } });
    const clean = new ExcelJS.Workbook();
    await clean.xlsx.load((await office.download(`${imports}/${again.id}/annotated`)).bytes as unknown as ArrayBuffer);
    expect((clean.getWorksheet('台账')!.getRow(4).getCell(HEADER.indexOf('企业规模') + 1).fill as ExcelJS.FillPattern | undefined)?.pattern ?? 'none').toBe('none');
  });

  it('is made of a text file too, with what was mended in place', async () => {
    const text = `单位名称,统一社会信用代码,所属市,职工总数\n沧州文本有限公司,${CODES[4]},沧洲市,420人\n`;
    const seen = await bring(office, PATH, Buffer.from(text), '台账.csv');
    const [row] = await rowsOf(seen.id);
    expect((await mend(seen.id, row, { region: '沧州' })).body.outcome).toBe('create');
    expect(await textsOf((await office.download(`${imports}/${seen.id}/annotated`)).bytes)).toEqual({
      CSV: [['单位名称', '统一社会信用代码', '所属市', '职工总数', '问题说明'], ['沧州文本有限公司', CODES[4], '沧州', '420人', '']],
    });
  });

  it('says why in the language asked for: a plain link cannot name it otherwise', async () => {
    const seen = await bring(office, PATH, Buffer.from(`单位名称,统一社会信用代码,所属市\n沧州语言有限公司,${CODES[4]},沧洲市\n`), '台账.csv');
    const said = async (query: string) => (await textsOf((await office.download(`${imports}/${seen.id}/annotated${query}`)).bytes))['CSV']![1]!.at(-1);
    expect(await said('?lang=en')).toContain('Did you mean 沧州市?');
    expect(await said('?lang=zh')).toContain('是否为“沧州市”？');
    expect((await office.get(`${imports}/${seen.id}/annotated?lang=fr`)).status).toBe(400);
  });

  it('is not to be had of a file that could not be read', async () => {
    const seen = await bring(office, PATH, Buffer.from('x'));
    expect(seen).toMatchObject({ status: 'failed', failure: 'ledger_unreadable', failureReason: expect.stringContaining('.xlsx'), abilities: [] });
    expect((await office.download(`${imports}/${seen.id}/annotated`)).status).toBe(409);
  });
});

describe('undo', () => {
  const ledger = (name = '沧州可撤有限公司') => workbook(
    unit(name, CODES[4]), unit(name, CODES[4], { 批次: '第二批' }),
    unit('沧州恒嘉泰智能装备有限公司', '91130900YL0001007M', { 职工人数: 900, 承担任务: 'C08', 指导部门: '省财政厅' }),
  );

  it('takes back what was created and what was changed, and the same file can come again', async () => {
    const before = await register();
    const taken = await takeIn(office, PATH, await ledger());
    expect(taken).toMatchObject({ status: 'committed', abilities: ['undo'] });
    expect(await unitCalled('可撤')).toMatchObject({ cases: [{ batch: 'B1' }, { batch: 'B2' }] });
    const undone = await act(taken.id, taken.version, 'undo');
    expect(undone).toMatchObject({ status: 200, body: { status: 'undone', abilities: [] } });
    expect(await unitCalled('可撤')).toBeUndefined();
    const after = await register();
    const bare = (list: { items: { id: string; version: number }[] }) => ({ ...list, items: list.items.map(({ version: _, ...row }) => row) });
    expect(after.map(bare)).toEqual(before.map(bare));
    expect((await act(taken.id, undone.body.version, 'undo')).body).toMatchObject({ status: 409, code: 'wrong_state' });
    expect((await takeIn(office, PATH, await ledger())).counts).toMatchObject({ create: 2, update: 1 });
  });

  it('names the rows that were changed since, or that have work on them, and then takes nothing back', async () => {
    const made = await takeIn(office, PATH, await workbook(unit('沧州先有限公司', CODES[5]), unit('沧州后有限公司', CODES[3])));
    const [first, second] = [await unitCalled('沧州先'), await unitCalled('沧州后')];
    await office.patch(`/pilot-units/${first.id}`, { remark: '有人改过' }, first.version);
    const refused = await act(made.id, made.version, 'undo');
    expect(refused.body).toMatchObject({ status: 409, code: 'import_changed_since', count: 1, rows: [{ sheet: '台账', row: 4 }], detail: expect.stringContaining('台账!4') });
    expect(await unitCalled('沧州后')).toMatchObject({ id: second.id });

    const worked = await takeIn(office, PATH, await workbook(unit('沧州有任务有限公司', CODES[6])));
    const { cases: [pilot] } = await unitCalled('沧州有任务');
    const given = await (await Client.signIn(test, 'office.director')).post('/assignments', { pilotCaseIds: [pilot.id], taskCodes: ['C03'], dueOn: '2026-07-20' });
    expect(given.body).toMatchObject({ created: 1 });
    expect((await act(worked.id, worked.version, 'undo')).body).toMatchObject({ status: 409, code: 'import_changed_since', rows: [{ row: 4 }] });
    expect((await unitCalled('沧州有任务')).cases).toHaveLength(1);
  });

  it('is a city’s for its own imports only; and no other statement deletes a unit', async () => {
    const city = await Client.signIn(test, 'city.staff');
    const own = await takeIn(city, PATH, await workbook(unit('沧州市自导有限公司', CODES[0])));
    expect((await act(own.id, own.version, 'undo', await Client.signIn(test, 'othercity.staff'))).status).toBe(404);
    expect((await act(own.id, own.version, 'undo', city)).status).toBe(200);
    const deletion = test.db.as({ ...systemActor('x'), reach: 'province' }, (em) => em.query('DELETE FROM pilot_case WHERE id = $1', [world.far.caseId]));
    await expect(deletion).rejects.toThrow('only undoing the ledger');
  });
});

describe('the template', () => {
  it('has every column, drop-downs for the lists, and a guide that no import takes for data', async () => {
    const { status, bytes } = await office.download(`/${PATH}/import-template`);
    expect(status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const [sheet, lists, guide] = book.worksheets;
    const { body: columns } = await office.get(`/${PATH}/import-columns`);
    expect(sheet!.getRow(1).values).toEqual([undefined, ...columns.items.map((c: { header: string }) => c.header)]);
    const region = columns.items.findIndex((c: { key: string }) => c.key === 'region');
    expect(sheet!.getRow(2).getCell(region + 1).dataValidation).toMatchObject({ type: 'list' });
    expect(lists!.state).toBe('hidden');
    expect(lists!.getColumn(region + 1).values).toContain('沧州市');
    expect(guide!.getColumn(4).values!.toString()).toContain('沧州市');
    expect((await bring(office, PATH, bytes)).failure).toBe('ledger_no_rows');
    const values: Record<string, string> = { 单位名称: '沧州模板有限公司', 统一社会信用代码: CODES[1], 所属地区: '沧州市' };
    sheet!.getRow(2).values = columns.items.map((c: { header: string }) => values[c.header] ?? null);
    expect((await bring(office, PATH, Buffer.from(await book.xlsx.writeBuffer()))).counts).toMatchObject({ error: 0 });
  });
});

describe('an export', () => {
  const NASTY = ['=1+1', '+86 10', '-', '@SUM(A1)', "'=1"];

  it('comes back unchanged, whatever its texts begin with, and has no live formula', async () => {
    const near = (await office.get(`/pilot-units/${world.near.unitId}`)).body;
    let { version } = near;
    for (const [i, remark] of NASTY.entries()) {
      const saved = await office.patch(`/pilot-units/${world.near.unitId}`, { remark, liaisonName: NASTY[NASTY.length - 1 - i], liaisonPhone: '\t=2' }, version);
      ({ version } = saved.body);
      const { bytes, status } = await office.download(`/${PATH}/export`);
      expect(status).toBe(200);
      const cells = Object.values(await textsOf(bytes)).flat(2);
      expect(cells.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
      const again = await bring(office, PATH, bytes);
      expect({ remark, counts: again.counts }).toMatchObject({ counts: { create: 0, update: 0, error: 0 } });
    }
  });

  it('has what the list has, filtered alike, and a unit without a case too', async () => {
    await office.post('/pilot-units', { name: '唐山无档案有限公司', uscc: '91440300279268106U', usccReason: '核实', regionCode: '130200', unitKind: 'enterprise' });
    const names = async (query: string, client = office) => Object.values(await textsOf((await client.download(`/${PATH}/export${query}`)).bytes))[0]!.slice(1).map(([name]) => name);
    const listed = async (query: string) => (await office.get(`/${PATH}${query}`)).body.items.map((u: { name: string }) => u.name);
    expect([...new Set(await names('?region=130200'))].sort()).toEqual((await listed('?region=130200&limit=200')).sort());
    expect(await names('?region=130200')).toContain('唐山无档案有限公司');
    expect(await names('', await Client.signIn(test, 'unit.near.liaison'))).toEqual([(await office.get(`/pilot-units/${world.near.unitId}`)).body.name]);
    expect((await office.get(`/${PATH}/export?limit=3`)).status).toBe(400);
    const again = await bring(office, PATH, (await office.download(`/${PATH}/export?region=130200`)).bytes);
    expect([again.counts, (await rowsOf(again.id)).filter((r: { outcome: string }) => r.outcome !== 'unchanged')]).toMatchObject([{ create: 0, update: 0, error: 0 }, []]);
  });
});

describe('a column that the file does not have', () => {
  it('leaves what is kept under it; an empty cell empties it', async () => {
    await takeIn(office, PATH, await workbook(unit('沧州缺列有限公司', CODES[0], { 备注: '保留' })));
    const small = (cells: (string | null)[][]) => workbookOf((book) => cells.forEach((row, i) => (i === 0 ? book.addWorksheet('s') : book.getWorksheet('s')!).addRow(row)));
    await takeIn(office, PATH, await small([['单位名称', '统一社会信用代码', '所属地区', '企业规模'], ['沧州缺列有限公司', CODES[0], '沧州市', null]]));
    const kept = (await office.get(`/pilot-units/${(await unitCalled('缺列')).id}`)).body;
    expect(kept).toMatchObject({ remark: '保留', size: null, employees: 800, cases: [{ batch: 'B1' }] });
  });
});

it('lists earlier imports, newest first, each to those who may see it', async () => {
  const all = (await office.get(`${imports}?limit=200`)).body;
  expect(all.total).toBe(all.items.length);
  expect([...all.items].sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1))).toEqual(all.items);
  const page = (await office.get(`${imports}?limit=2`)).body;
  expect((await office.get(`${imports}?limit=200&cursor=${page.nextCursor}`)).body.items).toEqual(all.items.slice(2));
  expect((await (await Client.signIn(test, 'othercity.staff')).get(imports)).body).toMatchObject({ items: [], total: 0 });
});

it('tells of an import whose reading died with its process, and only of such', async () => {
  const seen = await bring(office, PATH, await workbook(unit('沧州中断有限公司', CODES[3])));
  const set = (sql: string) => test.db.as(systemActor('test'), (em) => em.query(`UPDATE ledger_import SET ${sql} WHERE id = $1`, [seen.id]));
  const after = async () => (await failInterrupted(test.db, systemActor('test')), (await office.get(`${imports}/${seen.id}`)).body);
  await set(`status = 'reading', updated_at = now()`);
  expect((await after()).status).toBe('reading');
  await test.dataSource.query('SELECT 1');
  await set(`rows_done = 1, updated_at = now() - interval '5 minutes'`);
  expect(await after()).toMatchObject({ status: 'failed', failure: 'ledger_interrupted' });
});
