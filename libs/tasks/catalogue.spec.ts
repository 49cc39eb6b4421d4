import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { takeIn, textsOf, workbookOf } from '../ledgers/testing.js';

let test: TestApp;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'hrss.liaison', 'unit.near.liaison', 'inspector', 'sys.admin']) clients.set(name, await Client.signIn(test, name));
});
afterAll(() => test.close());

const as = (name: string) => clients.get(name)!;
const tasks = async (query = '') => (await as('office.staff').get(`/task-categories${query}`)).body.items as { id: string; code: string; name: string; indicators: { code: string }[]; policies: number }[];
const PDF = Buffer.from('%PDF-1.7\n% 样例\n%%EOF');
const bring = async (name: string, file: string) => (await as(name).upload(file, PDF)).body.id as string;
const HEADER = ['任务编号', '改革任务', '方向编号', '改革方向', '牵头单位', '配合单位', '考核指标', '停用'];
const sheet = (...rows: (string | null)[][]) => workbookOf((book) => {
  const made = book.addWorksheet('s');
  [HEADER, ...rows].forEach((row) => made.addRow(row));
});

describe('a task', () => {
  it('has its indicators in words, and comes back through its own ledger unchanged', async () => {
    const [first] = await tasks();
    expect(first).toMatchObject({ code: 'A01', catalogueVersion: 1, illustrative: true, policies: 0, indicators: [{ code: 'edu_sessions', name: '宣讲教育场次', nameEn: 'Education sessions held', unit: '场', kind: 'flow' }, { code: 'edu_attendance' }] });
    const { bytes } = await as('unit.near.liaison').download('/task-categories/export');
    expect(Object.values(await textsOf(bytes)).flat(2)).toContain('宣讲教育场次、宣讲教育覆盖人次');
  });

  it('opens with the policies that name it and their documents, both ways round, for everybody who reads the catalogue', async () => {
    const [policy] = (await as('office.staff').get('/policies?limit=1')).body.items;
    const document = await bring('office.staff', '样例意见.pdf');
    const kept = await as('office.staff').patch(`/policies/${policy.id}`, { taskCodes: ['C03', 'A01'], documentIds: [document] }, policy.version);
    expect(kept).toMatchObject({ status: 200, body: { version: policy.version + 1, documentCount: 1, tasks: [{ code: 'A01' }, { code: 'C03' }], documents: [{ id: document, name: '样例意见.pdf', mediaType: 'application/pdf' }], abilities: ['edit'] } });
    const { id } = kept.body.tasks[1];
    for (const name of ['office.director', 'city.staff', 'hrss.liaison', 'unit.near.liaison', 'inspector']) {
      const { status, body } = await as(name).get(`/task-categories/${id}`);
      expect({ name, status, code: body.code, list: body.policyList }).toMatchObject({ status: 200, code: 'C03', list: [{ id: policy.id, code: policy.code, documents: [{ id: document, name: '样例意见.pdf' }] }] });
      expect((await as(name).download(`/attachments/${document}/content`)).bytes).toEqual(PDF);
      expect(body.abilities).toEqual([]);
    }
    expect((await as('sys.admin').get(`/task-categories/${id}`)).status).toBe(403);
    expect((await as('office.staff').get(`/task-categories/${policy.id}`)).status).toBe(404);
    expect((await tasks()).filter(({ policies }) => policies > 0).map(({ code }) => code)).toEqual(['A01', 'C03']);
  });
});

describe('keeping a policy', () => {
  it('is the office’s, of the version it saw, and names everything that is wrong at once', async () => {
    const policy = (await as('office.staff').get('/policies?limit=2')).body.items[1];
    const path = `/policies/${policy.id}`;
    const foreign = await bring('office.director', '别人的.pdf');
    const nobody = '0197a0b0-0000-7000-8000-000000000000';
    for (const name of ['leader', 'city.staff', 'hrss.liaison', 'unit.near.liaison', 'inspector']) {
      expect({ name, status: (await as(name).patch(path, { taskCodes: ['C03'] }, policy.version)).status }).toEqual({ name, status: 403 });
      const { status, body } = await as(name).get(path);
      expect({ name, status, abilities: body.abilities }).toEqual({ name, status: 200, abilities: [] });
    }
    expect((await as('office.staff').patch(path, { taskCodes: ['C03'] })).status).toBe(428);
    expect(await as('office.staff').patch(path, { taskCodes: ['C03'] }, policy.version + 7)).toMatchObject({ status: 412, body: { currentVersion: policy.version } });
    const wrong = await as('office.staff').patch(path, { taskCodes: ['C03', 'Z99'], documentIds: [foreign, nobody] }, policy.version);
    expect({ status: wrong.status, errors: wrong.body.errors.map((e: { pointer: string }) => e.pointer) }).toEqual({ status: 422, errors: ['/taskCodes/1', '/documentIds/0', '/documentIds/1'] });
    expect((await as('office.staff').get(path)).body).toMatchObject({ version: policy.version, tasks: [], documents: [] });
    expect((await as('office.staff').patch(`/policies/${nobody}`, {}, 1)).status).toBe(404);
  });

  it('takes a document off: nobody reads it any more, and the trail keeps it', async () => {
    const policy = (await as('office.staff').get('/policies?limit=3')).body.items[2];
    const path = `/policies/${policy.id}`;
    const [one, two] = [await bring('office.staff', '旧.pdf'), await bring('office.staff', '新.pdf')];
    await as('office.staff').patch(path, { documentIds: [two, one] }, policy.version);
    expect((await as('unit.near.liaison').get(path)).body.documents.map((d: { name: string }) => d.name)).toEqual(['新.pdf', '旧.pdf']);
    expect((await as('office.director').patch(path, { documentIds: [two] }, policy.version + 1)).status).toBe(200);
    for (const name of ['office.staff', 'unit.near.liaison', 'inspector']) expect((await as(name).download(`/attachments/${one}/content`)).status).toBe(404);
    expect((await as('unit.near.liaison').download(`/attachments/${two}/content`)).status).toBe(200);
    const trail = (await as('office.director').get('/audit-entries?limit=50')).body.items as { action: string; subjectType: string; changed: string[] }[];
    expect(trail.filter(({ action, subjectType }) => action === 'policy.update' && subjectType === 'policy').length).toBeGreaterThanOrEqual(2);
    // another policy cannot take what hangs on this one
    const other = (await as('office.staff').get('/policies?limit=4')).body.items[3];
    expect((await as('office.staff').patch(`/policies/${other.id}`, { documentIds: [two] }, other.version)).status).toBe(422);
  });
});

describe('versions of the catalogue', () => {
  it('are told with what differs and who keeps to them; an older one can be read and taken along', async () => {
    await takeIn(as('office.staff'), 'task-categories', await sheet(['C03', '技能提升', 'SKILL', '技能', '省人社厅', '省财政厅', '宣讲教育场次', null], ['Z01', '班组建设', 'TEAM', '班组', '省国资委', null, null, null], ['Z02', '待改', 'TEAM', '班组', '省国资委', null, null, null]));
    await takeIn(as('office.staff'), 'task-categories', await sheet(['Z02', '改了', 'TEAM', '班组', '省财政厅', null, null, null], ['Z01', '班组建设', 'TEAM', '班组', '省国资委', null, null, '是'], ['Z03', '新的', 'TEAM', '班组', '省国资委', null, null, null]));
    await test.db.as(systemActor('test'), (em) => em.query(`UPDATE batch SET catalogue_version = 3 WHERE code = 'B3'`));
    const { items } = (await as('unit.near.liaison').get('/task-categories/versions')).body;
    expect(items.map((v: { catalogueVersion: number; tasks: number; illustrative: boolean; batches: { code: string }[] }) => [v.catalogueVersion, v.tasks, v.illustrative, v.batches.map(({ code }) => code)])).toEqual([[3, 3, false, ['B3']], [2, 3, false, []], [1, 52, true, ['B1', 'B2']]]);
    expect(items[0]).toMatchObject({
      added: [{ code: 'Z03' }], removed: [{ code: 'Z01' }],
      changed: [{ code: 'Z02', differences: [{ field: 'name', before: ['待改'], after: ['改了'] }, { field: 'nameEn' }, { field: 'lead', before: ['省国资委'], after: ['省财政厅'] }] }],
    });
    expect(items[1].removed).toHaveLength(51);
    expect(items[1].changed).toMatchObject([{ code: 'C03' }]);
    expect(items[2]).toMatchObject({ added: [], removed: [], changed: [] });

    expect((await tasks()).map(({ code }) => code)).toEqual(['C03', 'Z02', 'Z03']);
    expect(await tasks('?catalogueVersion=1')).toHaveLength(52);
    expect((await tasks('?catalogueVersion=2')).map(({ name }) => name)).toEqual(['技能提升', '班组建设', '待改']);
    expect(await tasks('?catalogueVersion=99')).toEqual([]);
    expect((await as('office.staff').get('/task-categories?catalogueVersion=0')).status).toBe(400);
    const old = (await tasks('?catalogueVersion=1')).find(({ code }) => code === 'C03')!;
    expect((await as('office.staff').get(`/task-categories/${old.id}`)).body).toMatchObject({ catalogueVersion: 1, versions: [{ catalogueVersion: 3 }, { catalogueVersion: 2 }, { catalogueVersion: 1, id: old.id }], batches: [{ code: 'B1' }, { code: 'B2' }] });
    const { bytes } = await as('office.staff').download('/task-categories/export?catalogueVersion=2');
    expect(Object.values(await textsOf(bytes)).flat(2)).toContain('待改');
  });
});
