import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { bring, takeIn, textsOf, workbookOf } from '../ledgers/testing.js';

let test: TestApp;
let world: World;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
});
afterAll(() => test.close());

const sheet = (...rows: (string | number | null)[][]) => workbookOf((book) => {
  const made = book.addWorksheet('s');
  rows.forEach((row) => made.addRow(row));
});
const undo = (path: string, { id, version }: { id: string; version: number }) => office.post(`/${path}/imports/${id}/undo`, {}, { 'if-match': `"${version}"` });
const problems = async (path: string, id: string) => (await office.get(`/${path}/imports/${id}/rows`)).body.items.map((row: { problems: { key: string; code: string }[] }) => Object.fromEntries(row.problems.map((p) => [p.key, p.code])));

describe('the task catalogue', () => {
  const PATH = 'task-categories';
  const HEADER = ['任务编号', '改革任务', '方向编号', '改革方向', '牵头单位', '配合单位', '停用'];
  const codes = async () => (await office.get('/task-categories')).body.items.map((t: { code: string }) => t.code);

  it('takes the sample’s place with the office’s own; the next ledger changes what it names; older versions stand', async () => {
    const sample = await codes();
    const first = await takeIn(office, PATH, await sheet(HEADER, ['Z01', '班组建设', 'TEAM', '班组', '省国资委', '省财政厅、省总工会', null], ['C03', '技能提升', 'SKILL', '技能', '省人社厅', null, '否'], ['Z02', '待停用', 'TEAM', '班组', '财政厅', null, null].map((v) => (v === '财政厅' ? '省财政厅' : v))));
    expect(first.counts).toMatchObject({ create: 2, update: 1 });
    expect(await codes()).toEqual(['Z01', 'C03', 'Z02']);
    expect((await office.get('/task-categories')).body.items[0]).toMatchObject({ name: '班组建设', nameEn: '班组建设', illustrative: false, lead: { code: 'SASAC' }, cooperating: [{}, {}] });
    // what was given under the sample keeps its own words
    expect((await office.get(`/assignments/${world.near.assignmentId}`)).body.task).toMatchObject({ code: 'C03', name: expect.not.stringMatching('技能提升$') });
    expect((await office.get('/stats/tasks')).body.items.filter((i: { task: { code: string } }) => i.task.code === 'C03').map((i: { total: number }) => i.total)).toEqual([0, 3]);

    const same = await bring(office, PATH, (await office.download(`/${PATH}/export`)).bytes);
    expect(same.counts).toEqual({ create: 0, update: 0, unchanged: 3, error: 0, warning: 0 });
    await office.post(`/${PATH}/imports/${same.id}/commit`, { mode: 'all' }, { 'if-match': `"${same.version}"` });
    const [{ version }] = await test.db.as(systemActor('test'), (em) => em.query('SELECT max(catalogue_version) AS version FROM task_category'));
    expect(version).toBe(2);

    const second = await takeIn(office, PATH, await sheet(HEADER, ['Z02', '待停用', 'TEAM', '班组', '省财政厅', null, '是'], ['Z03', '新任务', 'TEAM', '班组', '省财政厅', null, null]));
    expect(await codes()).toEqual(['Z01', 'C03', 'Z03']);
    expect((await undo(PATH, first)).body).toMatchObject({ status: 409, code: 'import_changed_since' });
    expect((await undo(PATH, second)).body.status).toBe('undone');
    expect(await codes()).toEqual(['Z01', 'C03', 'Z02']);
    expect((await undo(PATH, first)).body.status).toBe('undone');
    expect(await codes()).toEqual(sample);
  });

  it('names what is wrong with a row, and lets only the province in', async () => {
    const seen = await bring(office, PATH, await sheet(HEADER, ['Z09', '', 'TEAM', '班组', '省国资', '省财政厅、不知道', '也许'], ['Z10', '自己配合自己', 'TEAM', '班组', '省财政厅', '省财政厅', null]));
    expect(await problems(PATH, seen.id)).toEqual([{ name: 'required', lead: 'not_accepted', cooperating: 'not_accepted', retired: 'not_accepted' }, { cooperating: 'repeated' }]);
    expect((await office.get(`/${PATH}/imports/${seen.id}/rows`)).body.items[0].problems.find((p: { key: string }) => p.key === 'lead').suggestions).toContain('省国资委');
    const city = await Client.signIn(test, 'city.staff');
    expect((await city.upload('a.csv', Buffer.from('任务编号,任务名称'), `/${PATH}/imports`)).status).toBe(403);
    expect((await (await Client.signIn(test, 'leader')).get(`/${PATH}/imports`)).status).toBe(403);
  });
});

describe('policies', () => {
  const PATH = 'policies';
  const HEADER = ['编号', '文件标题', '发文单位', '发文字号', '类别', '印发日期', '相关任务', '备注'];
  const file = () => sheet(HEADER, ['ZC01', '《样例意见》', '样例机关', '样例〔2026〕1号', '省级', '2026年3月2日', 'C03、A03', '=1+1'], ['ZC02', '样例计划', null, null, 'Plan', 2019, null, null]);

  it('come by ledger, are found by word, task and kind, and go with it', async () => {
    const before = (await office.get('/policies?limit=200')).body;
    expect(before.total).toBeGreaterThan(20);
    const taken = await takeIn(office, PATH, await file());
    expect(taken.counts).toMatchObject({ create: 2 });
    const found = (await office.get(`/policies?q=${encodeURIComponent('样例意见')}`)).body;
    expect(found).toMatchObject({ total: 1, items: [{ code: 'ZC01', issuedOn: '2026-03-02', year: 2026, category: 'provincial', tasks: [{ code: 'A03' }, { code: 'C03' }] }] });
    expect((await office.get(`/policies/${found.items[0].id}`)).body).toMatchObject({ remark: '=1+1', issuer: '样例机关', documents: [], abilities: ['edit'] });
    expect((await office.get('/policies?task=C03')).body.items.map((p: { code: string }) => p.code)).toEqual(['ZC01']);
    expect((await office.get('/policies?category=plan&q=zc02')).body.items).toMatchObject([{ code: 'ZC02', issuedOn: null, year: 2019 }]);
    expect((await (await Client.signIn(test, 'unit.near.liaison')).get('/policies?q=ZC01')).body.total).toBe(1);
    const page = (await office.get('/policies?limit=5')).body;
    expect((await office.get(`/policies?limit=200&cursor=${page.nextCursor}`)).body.items).toHaveLength(page.total - 5);

    expect((await bring(office, PATH, await file())).counts).toMatchObject({ unchanged: 2, create: 0, update: 0 });
    const exported = await office.download(`/${PATH}/export`);
    expect(Object.values(await textsOf(exported.bytes)).flat(2).filter((text) => /^[=+@-]/.test(text))).toEqual([]);
    const again = await bring(office, PATH, exported.bytes);
    expect(again.counts).toEqual({ create: 0, update: 0, unchanged: before.total + 2, error: 0, warning: 0 });

    const changed = await takeIn(office, PATH, await sheet(['编号', '文件标题', '类别'], ['ZC01', '《改名意见》', '省级']));
    expect((await office.get('/policies?q=ZC01')).body.items[0]).toMatchObject({ title: '《改名意见》', docNo: '样例〔2026〕1号', tasks: [{}, {}] });
    expect((await undo(PATH, taken)).body).toMatchObject({ status: 409, rows: [{ row: 2 }] });
    expect((await undo(PATH, changed)).body.status).toBe('undone');
    expect((await office.get('/policies?q=ZC01')).body.items[0].title).toBe('《样例意见》');
  });

  it('name what is wrong', async () => {
    const seen = await bring(office, PATH, await sheet(HEADER, ['', '无编号', null, null, '省部级', '去年', 'C99', null]));
    expect(await problems(PATH, seen.id)).toEqual([{ code: 'required', category: 'not_accepted', issuedOn: 'not_a_date', tasks: 'unknown_reference' }]);
  });
});
