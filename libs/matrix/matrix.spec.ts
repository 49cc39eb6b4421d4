import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';

interface Picture {
  tasks: { code: string; versions: number[]; ids: string[] }[];
  regions: { code: string }[];
  batches: { code: string; catalogueVersion: number }[];
  caseIds: string[];
  units: string[];
  region: number[];
  batch: number[];
  cells: string[];
  rowTotals: number[][];
  columnTotals: number[][];
  totals: Record<string, number>;
}

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'leader', 'city.staff', 'othercity.staff', 'hrss.leader', 'sasac.liaison', 'unit.near.liaison', 'inspector', 'sys.admin']) {
    clients.set(name, await Client.signIn(test, name));
  }
});
afterAll(() => test.close());

const as = (name: string) => clients.get(name)!;
const sql = (text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values));
async function look(name: string, query = ''): Promise<Picture> {
  const { status, body } = await as(name).get(`/assignments/matrix${query && `?${query}`}`);
  expect({ name, query, status, code: body.code }).toEqual({ name, query, status: 200, code: undefined });
  return body;
}
const cell = (m: Picture, caseId: string, code: string) => m.cells[m.caseIds.indexOf(caseId)]?.[m.tasks.findIndex((task) => task.code === code)];
/** What the list of assignments says: `case code light`, as the matrix must show it. */
async function listed(name: string, query = '') {
  const { items } = (await as(name).get(`/assignments?limit=200&${query}`)).body as { items: { caseId: string; task: { code: string }; light: string; state: string }[] };
  return items.filter(({ state }) => state !== 'cancelled').map((a) => `${a.caseId} ${a.task.code} ${a.light}`).sort();
}
const LIGHT: Record<string, string> = { r: 'red', y: 'yellow', g: 'green', x: 'grey', d: 'done' };
const shown = (m: Picture) =>
  m.cells.flatMap((cells, row) => [...cells].flatMap((letter, i) => (LIGHT[letter] ? [`${m.caseIds[row]} ${m.tasks[i]!.code} ${LIGHT[letter]}`] : []))).sort();

it('shows to everybody exactly what the list of assignments shows, and says of no case out of sight', async () => {
  await test.db.as(systemActor('test'), async (em) => {
    await makeAssignment(em, world.near, 'C01', { dueOn: addDays(TODAY, -1) });
    await makeAssignment(em, world.near, 'C08', { state: 'completed', completedOn: TODAY, feedbackOn: TODAY });
    await makeAssignment(em, world.sibling, 'C01', { state: 'pending_issue', issuedOn: null });
    await makeAssignment(em, world.far, 'B01', { dueOn: addDays(TODAY, 1), progress: 95 });
  });
  for (const name of clients.keys()) {
    if (['inspector', 'sys.admin'].includes(name)) continue;
    expect({ name, shown: shown(await look(name)) }).toEqual({ name, shown: await listed(name) });
  }
  const units = async (name: string) => (await look(name)).caseIds.sort();
  expect(await units('office.director')).toEqual([world.near, world.sibling, world.far].map(({ caseId }) => caseId).sort());
  expect(await units('othercity.staff')).toEqual([world.far.caseId]);
  expect(await units('unit.near.liaison')).toEqual([world.near.caseId]);
  expect((await as('inspector').get('/assignments/matrix')).status).toBe(403);
  expect((await as('sys.admin').get('/assignments/matrix')).status).toBe(403);
});

it('letters each cell by its light, and tells what is empty from what cannot be given', async () => {
  const office = await look('office.director');
  const { near, sibling, far } = world;
  expect([cell(office, near.caseId, 'C01'), cell(office, near.caseId, 'C08'), cell(office, sibling.caseId, 'C01'), cell(office, far.caseId, 'C01')]).toEqual(['r', 'd', 'x', '.']);
  expect(office.tasks.length).toBe(52);
  expect(office.totals).toEqual({ red: expect.any(Number), yellow: expect.any(Number), green: expect.any(Number), grey: 1, done: 1 });
  expect(office.rowTotals.flat().reduce((a, b) => a + b)).toBe(Object.values(office.totals).reduce((a, b) => a + b));

  // a department knows to be empty what it has a part in, and of the cases it sponsors everything
  const hrss = await look('hrss.leader');
  expect(cell(hrss, far.caseId, 'C01')).toBe('.');
  expect(hrss.tasks.length).toBeLessThan(52);
  const sasac = await look('sasac.liaison');
  expect([...sasac.cells[sasac.caseIds.indexOf(near.caseId)]!].filter((letter) => letter === '-')).toEqual([]);

  await sql(`UPDATE pilot_case SET state = 'suspended' WHERE id = $1`, [far.caseId]);
  expect(cell(await look('office.director'), far.caseId, 'C08')).toBe('-');
  await sql(`UPDATE pilot_case SET state = 'implementing' WHERE id = $1`, [far.caseId]);
});

it('is narrowed by region, batch, level, track, unit, department, direction, task and light', async () => {
  const { near, sibling, far } = world;
  expect((await look('office.director', 'region=130200')).caseIds).toEqual([far.caseId]);
  expect((await look('office.director', 'batch=B2')).caseIds).toEqual([]);
  expect((await look('office.director', 'batch=B1&level=provincial&track=traditional')).caseIds).toHaveLength(3);
  expect((await look('office.director', `q=${encodeURIComponent('天联瑞')}`)).caseIds).toEqual([sibling.caseId]);
  expect((await look('office.director', 'q=tlrzh')).caseIds).toEqual([sibling.caseId]);
  expect((await look('office.director', 'task=C03&task=A03')).tasks.map(({ code }) => code)).toEqual(['A03', 'C03']);
  const led = await look('office.director', 'department=HRSS');
  expect(new Set(led.tasks.map((task) => (task as unknown as { lead: string }).lead))).toEqual(new Set(['HRSS']));
  expect(shown(led)).toEqual(await listed('office.director', 'department=HRSS'));
  const direction = await look('office.director', 'direction=IDEOLOGY');
  expect(direction.tasks.map(({ code }) => code[0])).toEqual(direction.tasks.map(() => 'A'));
  const red = await look('office.director', 'light=red');
  expect(red.caseIds).toEqual([near.caseId]);
  expect(red.tasks.map(({ code }) => code)).toEqual(['C01']);
  expect((await look('office.director', 'light=red&light=done')).tasks.map(({ code }) => code)).toEqual(['C01', 'C08']);
  expect(await as('office.director').get('/assignments/matrix?light=blue')).toMatchObject({ status: 400 });
  expect(await as('office.director').get('/assignments/matrix?colour=red')).toMatchObject({ status: 400 });
});

it('opens cells: the assignments behind them, of those in sight only', async () => {
  const { near, far } = world;
  const path = `/assignments/matrix/cells?pilotCase=${near.caseId}&pilotCase=${far.caseId}&task=C03`;
  const { items } = (await as('office.director').get(path)).body;
  expect(items.map((item: { assignmentId: string }) => item.assignmentId).sort()).toEqual([near.assignmentId, far.assignmentId].sort());
  expect(items[0]).toMatchObject({ taskCode: 'C03', state: 'in_progress', progress: 40, dueOn: '2026-07-20', version: expect.any(Number) });
  expect((await as('city.staff').get(path)).body.items).toMatchObject([{ assignmentId: near.assignmentId }]);
  expect((await as('unit.near.liaison').get(path)).body.items).toMatchObject([{ assignmentId: near.assignmentId }]);
  expect((await as('inspector').get(path)).status).toBe(403);
  expect(await as('office.director').get('/assignments/matrix/cells?task=C03')).toMatchObject({ status: 400, body: { errors: [{ pointer: 'pilotCase' }] } });
});

it('tells which assignments stand on a task: to each reader what the list says', async () => {
  const [{ id }] = await sql(`SELECT id FROM task_category WHERE code = 'C01' AND catalogue_version = 1`);
  for (const name of ['office.director', 'city.staff', 'othercity.staff', 'hrss.leader', 'unit.near.liaison']) {
    const { body } = await as(name).get(`/task-categories/${id}/assignments`);
    const list = await listed(name, 'task=C01');
    expect({ name, total: body.total }).toEqual({ name, total: list.length });
    for (const [light, n] of Object.entries(body.byLight)) expect({ name, light, n }).toEqual({ name, light, n: list.filter((row) => row.endsWith(` ${light}`)).length });
    expect(body.byRegion.reduce((n: number, { total }: { total: number }) => n + total, 0)).toBe(body.total);
  }
  expect((await as('office.director').get(`/task-categories/${world.near.caseId}/assignments`)).status).toBe(404);
  expect((await as('inspector').get(`/task-categories/${id}/assignments`)).status).toBe(403);
});

it('keeps each batch on the catalogue it was admitted under: one picture, and a task is given as its own catalogue has it', async () => {
  const { near, far } = world;
  await sql(`INSERT INTO task_category (id, code, catalogue_version, name, name_en, direction, direction_name, direction_name_en, sequence, lead_department_id, illustrative)
    SELECT uuid_v7(), code, 2, CASE code WHEN 'C08' THEN '改了名的任务' ELSE name END, name_en, direction, direction_name, direction_name_en, sequence, lead_department_id, false
    FROM task_category WHERE catalogue_version = 1 AND code IN ('C03', 'C08', 'A03')`);
  // nobody is on it yet: the picture stays
  expect((await look('office.director')).tasks).toHaveLength(52);
  await sql(`UPDATE batch SET catalogue_version = 2 WHERE code = 'B2'`);
  await sql(`UPDATE pilot_case SET batch_id = (SELECT id FROM batch WHERE code = 'B2') WHERE id = $1`, [far.caseId]);
  const both = await look('office.director');
  expect(both.tasks.filter(({ code }) => code === 'C03').map(({ versions }) => versions)).toEqual([[1, 2]]);
  expect(both.tasks.filter(({ code }) => code === 'C08').map(({ versions }) => versions)).toEqual([[2], [1]]);
  const [renamed, old] = both.tasks.flatMap(({ code }, i) => (code === 'C08' ? [i] : []));
  const row = both.cells[both.caseIds.indexOf(far.caseId)]!;
  expect([row[renamed!], row[old!]]).toEqual(['.', '-']);

  const given = await as('office.director').post('/assignments', { pilotCaseIds: [near.caseId, far.caseId], taskCodes: ['C08', 'C02'], dueOn: '2026-07-20' });
  expect(given.body).toMatchObject({ created: 2, skipped: 1, refused: 1 });
  const outcome = (caseId: string, code: string) => given.body.items.find((i: Record<string, string>) => i['pilotCaseId'] === caseId && i['taskCode'] === code);
  expect(outcome(far.caseId, 'C02')).toMatchObject({ outcome: 'refused', code: 'not_in_catalogue' });
  expect((await as('office.director').get(`/assignments/${outcome(far.caseId, 'C08').assignmentId}`)).body.task.name).toBe('改了名的任务');
  expect(await as('office.director').post('/assignments', { pilotCaseIds: [far.caseId], taskCodes: ['C02'], dueOn: '2026-07-20' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/taskCodes/0', code: 'unknown_reference' }] } });
});
