import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';
import { bring, takeIn, textsOf, workbookOf } from '../ledgers/testing.js';

const PATH = 'progress-updates';
const NEAR = '沧州恒嘉泰智能装备有限公司';
const FAR = '唐山宏嘉金钒钛有限公司';
const HEADER = ['试点单位', '信用代码', '任务', '填报日期', '完成率', '工作进展', '存在的问题'];
const SAID = '完成两期班组长轮训。';

let test: TestApp;
let world: World;
let liaison: Client;
let office: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  office = await Client.signIn(test, 'office.staff');
  liaison = await Client.signIn(test, 'unit.near.liaison');
});
afterAll(() => test.close());

const ledger = (...rows: (string | number | Date | null)[][]) => workbookOf((book) => {
  const sheet = book.addWorksheet('进展');
  [HEADER, ...rows].forEach((row) => sheet.addRow(row));
});
const entries = async () => (await office.get(`/assignments/${world.near.assignmentId}/progress-updates`)).body;
const assignment = async () => (await office.get(`/assignments/${world.near.assignmentId}`)).body;
const undo = (client: Client, { id, version }: { id: string; version: number }) => client.post(`/${PATH}/imports/${id}/undo`, {}, { 'if-match': `"${version}"` });

it('logs what a unit brings, once, and an assignment stands at its latest entry', async () => {
  const before = [await entries(), await assignment()];
  const file = await ledger(
    [NEAR, null, 'C03', addDays(TODAY, -1), '60%', SAID, '夜班难以参训'], [NEAR, '91130900YL0001007M', 'C03', addDays(TODAY, -2).replaceAll('-', '/'), 55, '完成摸底。', null], [null, '91130900YL0001007M', 'C03', '2026年5月1日', 0.1, '补记前期工作。', null],
  );
  const taken = await takeIn(liaison, PATH, await ledger([NEAR, null, 'C03', addDays(TODAY, -1), '60%', SAID, '夜班难以参训'], [NEAR, '91130900YL0001007M', 'C03', addDays(TODAY, -2).replaceAll('-', '/'), 55, '完成摸底。', null], [null, '91130900YL0001007M', 'C03', '2026年5月1日', '10', '补记前期工作。', null]));
  expect(taken.counts).toMatchObject({ create: 3, error: 0 });
  expect((await bring(liaison, PATH, file)).counts).toMatchObject({ error: 1 });
  expect(await entries()).toMatchObject({ total: before[0].total + 3, items: expect.arrayContaining([expect.objectContaining({ progress: 60, done: SAID, problems: '夜班难以参训', author: expect.objectContaining({ role: 'pilot_liaison' }) })]) });
  expect(await assignment()).toMatchObject({ progress: 60 });

  const same = await bring(office, PATH, (await liaison.download(`/${PATH}/export`)).bytes);
  expect(same.counts).toMatchObject({ create: 0, update: 0, error: 0 });
  // not even where it is another's, says less, and is a little different
  expect((await bring(office, PATH, await ledger([NEAR, null, 'c03', addDays(TODAY, -1), '61%', ` ${SAID}`, null]))).counts).toMatchObject({ unchanged: 1 });

  const undone = await undo(liaison, taken);
  expect(undone.body.status).toBe('undone');
  expect([(await entries()).total, (await assignment()).progress]).toEqual([before[0].total, before[1].progress]);
});

it('is refused by the same rules as an entry by hand, every cell named', async () => {
  const seen = await bring(office, PATH, await ledger(
    [NEAR, null, 'C03', addDays(TODAY, 1), '101', '做', null], [NEAR, null, 'Z99', addDays(TODAY, -1), '50', SAID, null], [null, null, 'C03', addDays(TODAY, -1), null, SAID, null],
    [NEAR, null, 'C03', addDays(TODAY, -1), '50', SAID, null], [NEAR, null, 'C03', addDays(TODAY, -1), '50', `${SAID} `, null],
  ));
  const rows = (await office.get(`/${PATH}/imports/${seen.id}/rows`)).body.items;
  expect(rows.map((row: { problems: { key: string; code: string }[] }) => Object.fromEntries(row.problems.map((p) => [p.key, p.code])))).toEqual([
    { occurredOn: 'in_the_future', progress: 'not_a_percentage', done: 'too_short' }, { task: 'no_such_assignment' }, { unit: 'required', progress: 'required' }, {}, { done: 'repeated' },
  ]);
  await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.far, 'C08', { state: 'completed' }));
  const closed = await bring(office, PATH, await ledger([FAR, null, 'C08', addDays(TODAY, -1), '50', SAID, null]));
  expect((await office.get(`/${PATH}/imports/${closed.id}/rows`)).body.items[0].problems).toMatchObject([{ key: 'task', code: 'assignment_closed' }]);
});

it('reaches no further than the one who brings it', async () => {
  const foreign = await bring(liaison, PATH, await ledger([FAR, null, 'C03', addDays(TODAY, -1), '50', SAID, null]));
  expect(foreign.counts).toMatchObject({ create: 0, error: 1 });
  expect((await liaison.get(`/${PATH}/imports/${foreign.id}/rows`)).body.items[0].problems).toMatchObject([{ code: 'no_such_assignment', accepted: [] }]);
  expect((await (await Client.signIn(test, 'unit.far.liaison')).get(`/${PATH}/imports/${foreign.id}`)).status).toBe(404);
  expect((await (await Client.signIn(test, 'unit.near.leader')).get(`/${PATH}/imports`)).status).toBe(403);
  const texts = Object.values(await textsOf((await liaison.download(`/${PATH}/export`)).bytes)).flat(2);
  expect([texts.includes(NEAR), texts.includes(FAR)]).toEqual([true, false]);
  const department = await Client.signIn(test, 'hrss.liaison');
  const led = await takeIn(department, PATH, await ledger([FAR, null, 'C03', addDays(TODAY, -1), '50', SAID, null]));
  await office.post(`/assignments/${world.far.assignmentId}/progress-updates`, { progress: 70, done: '又有进展' });
  expect((await undo(department, led)).body).toMatchObject({ status: 409, code: 'import_changed_since', rows: [{ sheet: '进展', row: 2 }] });
});
