import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';
import { textsOf } from '../ledgers/testing.js';

interface Line { key: string; name: string; from: string; to: string; total: number; progress: number; byLight: Record<string, number> }
interface Bar { id: string; unit: { id: string }; task: { code: string }; light: string; from: string; dueOn: string; milestones: { name: string; dueOn: string }[] }

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'city.staff', 'hrss.leader', 'unit.near.liaison', 'inspector']) clients.set(name, await Client.signIn(test, name));
  await test.db.as(systemActor('test'), async (em) => {
    await makeAssignment(em, world.near, 'C01', { state: 'completed', issuedOn: '2026-02-02', dueOn: '2026-05-29', completedOn: '2026-05-28', feedbackOn: '2026-05-28', progress: 100 });
    await makeAssignment(em, world.far, 'C01', { state: 'cancelled' });
    await em.query(`UPDATE pilot_case SET plan = $2 WHERE id = $1`, [world.near.caseId, JSON.stringify({
      tasks: [
        { taskCode: 'C03', measures: 'x', owner: 'y', milestones: [{ name: '完成首轮', dueOn: '2026-07-01' }, { name: '=印发办法', dueOn: '2026-06-15' }, { name: '未定', dueOn: null }] },
        { taskCode: 'B01', measures: 'x', owner: 'y', milestones: [{ name: '别的任务', dueOn: '2026-06-16' }] },
      ],
    })]);
  });
});
afterAll(() => test.close());

const as = (name: string) => clients.get(name)!;
const lines = async (name: string, query = '') => (await as(name).get(`/assignments/roadmap?${query}`)).body as { items: Line[]; total: number; from: string; to: string; nextCursor: string | null; asOf: string };
const bars = async (name: string, query = '') => (await as(name).get(`/assignments/roadmap/bars?${query}`)).body as { items: Bar[]; total: number; nextCursor: string | null };

it.each(['task', 'unit', 'department'])('draws a line per %s, of what the reader sees, and each opens into its bars', async (by) => {
  const filter = { task: 'task', unit: 'pilotUnit', department: 'department' }[by]!;
  for (const name of ['office.director', 'city.staff', 'hrss.leader', 'unit.near.liaison']) {
    const roadmap = await lines(name, `by=${by}`);
    const listed = (await as(name).get('/assignments?limit=200')).body.items.filter(({ state }: { state: string }) => state !== 'cancelled');
    expect({ name, n: roadmap.items.reduce((n, line) => n + line.total, 0) }).toEqual({ name, n: listed.length });
    expect(roadmap.total).toBe(roadmap.items.length);
    expect(roadmap).toMatchObject({ asOf: TODAY, from: roadmap.items.map(({ from }) => from).sort()[0], to: roadmap.items.map(({ to }) => to).sort().at(-1) });
    for (const line of roadmap.items) {
      const { items, total } = await bars(name, `${filter}=${line.key}`);
      expect({ name, key: line.key, total, from: items.map((bar) => bar.from).sort()[0], to: items.map((bar) => bar.dueOn).sort().at(-1) }).toEqual({ name, key: line.key, total: line.total, from: line.from, to: line.to });
      for (const [light, n] of Object.entries(line.byLight)) expect(items.filter((bar) => bar.light === light)).toHaveLength(n);
    }
  }
});

it('gives each bar its span and the milestones of its case’s plan', async () => {
  const { items } = await bars('office.director', `pilotCase=${world.near.caseId}`);
  const of = (code: string) => items.find(({ task }) => task.code === code)!;
  expect(of('C03')).toMatchObject({ from: addDays(TODAY, -30), dueOn: '2026-07-20', originalDueOn: '2026-07-20', progress: 40, milestones: [{ name: '=印发办法', dueOn: '2026-06-15' }, { name: '完成首轮', dueOn: '2026-07-01' }] });
  expect(of('C01')).toMatchObject({ from: '2026-02-02', dueOn: '2026-05-29', light: 'done', milestones: [] });
  const task = (await lines('office.director', 'by=task&task=C01')).items;
  expect(task).toMatchObject([{ key: 'C01', from: '2026-02-02', to: '2026-05-29', total: 1, progress: 100, byLight: { done: 1, red: 0 } }]);
});

it('is narrowed as the list is, and by direction; comes in pages; and is refused to whoever sees no assignments', async () => {
  expect((await lines('office.director', 'by=unit&region=130200')).items.map(({ key }) => key)).toEqual([world.far.unitId]);
  expect((await lines('office.director', 'direction=IDEOLOGY')).items.map(({ key }) => key)).toEqual(['A03']);
  expect((await lines('office.director', 'light=done')).items.map(({ key }) => key)).toEqual(['C01']);
  expect(await lines('office.director', 'batch=B2')).toMatchObject({ items: [], total: 0, from: null, to: null, nextCursor: null });
  const keys: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof lines>> = await lines('office.director', `by=unit&limit=1${cursor && `&cursor=${cursor}`}`);
    expect(page).toMatchObject({ total: 3, items: [{}] });
    keys.push(page.items[0]!.key);
    cursor = page.nextCursor;
  }
  expect(keys.sort()).toEqual([world.near.unitId, world.sibling.unitId, world.far.unitId].sort());
  const first = await bars('office.director', 'limit=3');
  const rest = await bars('office.director', `limit=200&cursor=${first.nextCursor}`);
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(first.total);
  expect((await as('office.director').get('/assignments/roadmap?by=colour')).status).toBe(400);
  expect((await as('office.director').get('/assignments/roadmap?sort=dueOn')).status).toBe(400);
  for (const path of ['', '/bars', '/export']) expect((await as('inspector').get(`/assignments/roadmap${path}`)).status).toBe(403);
});

it('goes into a workbook, a row per assignment with its months drawn, and nothing that a spreadsheet would run', async () => {
  const { status, bytes } = await as('office.director').download('/assignments/roadmap/export?by=unit&region=130900');
  expect(status).toBe(200);
  const [sheet] = Object.values(await textsOf(bytes));
  const header = sheet![0]!;
  expect(header.slice(0, 4)).toEqual(['任务编号', '任务名称', '牵头部门', '单位名称']);
  expect(header.slice(-6)).toEqual(['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07']);
  const row = sheet!.find((texts) => texts[0] === 'C03' && texts.some((text) => String(text).includes('印发办法')))!;
  expect(row.join(' ')).toContain('2026-06-15 =印发办法、2026-07-01 完成首轮');
  expect(sheet!.flat().filter((text) => /^[=+@-]/.test(String(text)))).toEqual([]);
  expect(sheet).toHaveLength(1 + (await bars('office.director', 'region=130900&limit=200')).total);
  const own = Object.values(await textsOf((await as('unit.near.liaison').download('/assignments/roadmap/export')).bytes))[0]!;
  expect(own).toHaveLength(1 + (await bars('unit.near.liaison')).total);
});
