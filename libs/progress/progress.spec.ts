import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let test: TestApp;
let world: World;
let unit: Client;
let city: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  [unit, city] = [await Client.signIn(test, 'unit.near.liaison'), await Client.signIn(test, 'city.staff')];
});
afterAll(() => test.close());

const fresh = (task: string, facts = {}) => test.db.as(systemActor('test'), (em) => makeAssignment(em, world.near, task, facts));
const logTo = (client: Client, id: string, body: object, headers?: Record<string, string>) => client.post(`/assignments/${id}/progress-updates`, body, headers);
const entries = async (id: string) => (await city.get(`/assignments/${id}/progress-updates?limit=200`)).body;
const codes = (body: { errors: { pointer: string; code: string }[] }) => Object.fromEntries(body.errors.map((e) => [e.pointer, e.code]));
const ENTRY = { progress: 60, done: '完成车间试点', problems: '师资不足', nextSteps: '下月扩面', occurredOn: '2026-06-09' };

it('appends an entry, moves the assignment to it, and shows both on the log and the timeline', async () => {
  const id = await fresh('C08');
  const { status, body } = await logTo(unit, id, ENTRY);
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...ENTRY, assignmentId: id, author: { name: '测试 unit.near.liaison' }, attachments: [], assignment: { id, version: 2, progress: 60, state: 'in_progress', dueOn: '2026-07-20' } });
  expect(await entries(id)).toMatchObject({ total: 1, nextCursor: null, items: [{ id: body.id, ...ENTRY }] });
  expect((await city.get(`/assignments/${id}/timeline`)).body.items).toMatchObject([{ kind: 'progress', id: body.id, data: { progress: 60, done: ENTRY.done, problems: ENTRY.problems, nextSteps: ENTRY.nextSteps, occurredOn: ENTRY.occurredOn } }]);
  expect((await city.get(`/assignments/${id}`)).body).toMatchObject({ progress: 60, lastUpdateOn: '2026-06-09', version: 2 });
  const latest = (await city.get(`/pilot-units/${world.near.unitId}/assignments`)).body.items.find((a: { id: string }) => a.id === id).latest;
  expect(latest).toEqual({ id: body.id, occurredOn: '2026-06-09', progress: 60, done: ENTRY.done, authorName: '测试 unit.near.liaison' });
});

it('is logged by the unit, the union and a supporting department, and by nobody who only looks or is elsewhere', async () => {
  const expected: Record<string, number> = {
    'office.director': 201, 'office.staff': 201, 'city.staff': 201, 'hrss.liaison': 201, 'fin.liaison': 201, 'unit.near.liaison': 201,
    leader: 403, 'city.reviewer': 403, 'hrss.leader': 403, 'unit.near.leader': 403, 'inspector.lead': 403, 'audit.admin': 403, 'othercity.staff': 404, 'unit.sibling.liaison': 404,
  };
  for (const [name, status] of Object.entries(expected)) {
    const answer = await logTo(await Client.signIn(test, name), world.near.assignmentId, { progress: 50, done: `由 ${name} 登记` });
    expect({ name, status: answer.status }).toEqual({ name, status });
  }
  expect((await entries(world.near.assignmentId)).total).toBe(7);
});

it('turns a light from red to green as the progress catches up, and back', async () => {
  // half of the time has gone
  const id = await fresh('B01', { issuedOn: '2026-04-20', dueOn: '2026-08-03' });
  const lit = async (progress: number) => (await logTo(city, id, { progress, done: '补记进度' })).body.assignment.light;
  expect([await lit(0), await lit(30), await lit(45), await lit(100), await lit(5)]).toEqual(['red', 'yellow', 'green', 'green', 'red']);
});

it('hangs files on the entry: one’s own, once, all or nothing', async () => {
  const id = await fresh('B02');
  const upload = async (client: Client) => (await client.upload('现场.png', PNG)).body.id as string;
  const [mine, other] = [await upload(unit), await upload(city)];
  const refused = await logTo(unit, id, { ...ENTRY, attachmentIds: [mine, other] });
  expect(refused.status).toBe(422);
  expect(codes(refused.body)).toEqual({ '/attachmentIds/1': 'unknown_reference' });
  expect((await entries(id)).total).toBe(0);
  const taken = await logTo(unit, id, { ...ENTRY, attachmentIds: [mine] });
  expect(taken).toMatchObject({ status: 201, body: { attachments: [{ id: mine, name: '现场.png', size: PNG.length, mediaType: 'image/png' }] } });
  expect((await entries(id)).items[0].attachments).toEqual(taken.body.attachments);
  expect((await city.get(`/attachments/${mine}/content`)).status).toBe(200);
  expect(codes((await logTo(unit, id, { ...ENTRY, attachmentIds: [mine] })).body)).toEqual({ '/attachmentIds/0': 'unknown_reference' });
});

it('is about today or a day before, never a day to come', async () => {
  const id = await fresh('B03');
  expect(codes((await logTo(unit, id, { ...ENTRY, occurredOn: '2026-06-11' })).body)).toEqual({ '/occurredOn': 'in_the_future' });
  expect((await logTo(unit, id, { progress: 1, done: '今天的事' })).body.occurredOn).toBe(TODAY);
});

it('names every bad field and keeps nothing', async () => {
  const id = await fresh('B04');
  const { status, body } = await logTo(unit, id, { progress: 101, problems: 7, nextSteps: 'x'.repeat(4001), occurredOn: '2026-02-30', attachmentIds: ['x'], by: '我' });
  expect(status).toBe(422);
  expect(codes(body)).toEqual({ '/progress': 'too_big', '/done': 'required', '/problems': 'wrong_type', '/nextSteps': 'too_long', '/occurredOn': 'not_a_date', '/attachmentIds': 'not_an_id', '/by': 'unknown_field' });
  for (const progress of [-1, 1.5, 'much', [5], {}, null]) expect((await logTo(unit, id, { progress, done: '进度不对' })).status).toBe(422);
  expect((await entries(id)).total).toBe(0);
});

it('is refused while the assignment is not under way', async () => {
  for (const [task, state] of [['C01', 'completed'], ['C02', 'archived'], ['C04', 'suspended'], ['C05', 'cancelled'], ['C06', 'pending_issue']] as const) {
    const id = await fresh(task, { state, ...(state === 'pending_issue' && { issuedOn: null }) });
    expect({ state, answer: await logTo(city, id, ENTRY) }).toMatchObject({ state, answer: { status: 409, body: { code: 'assignment_closed', status: 409 } } });
    expect((await entries(id)).total).toBe(0);
  }
});

it('needs no version, as it overwrites nothing; one that is given is checked', async () => {
  const id = await fresh('A01');
  expect((await logTo(unit, id, ENTRY, { 'if-match': '"2"' })).body).toMatchObject({ status: 412, code: 'stale', currentVersion: 1 });
  expect((await logTo(unit, id, ENTRY, { 'if-match': '"1"' })).status).toBe(201);
  expect((await logTo(unit, id, ENTRY, { 'if-match': 'new' })).status).toBe(400);
  expect((await entries(id)).total).toBe(1);
});

describe.each([['without files', []], ['with a file', ['one']]])('a retried request %s', (_, files) => {
  const body = async () => ({ ...ENTRY, ...(files.length > 0 && { attachmentIds: [(await unit.upload('a.png', PNG)).body.id] }) });
  const task = files.length > 0 ? ['A02', 'A04'] : ['A05', 'A06'];

  it('is one row and the same answer; the same key with another body is 422', async () => {
    const id = await fresh(task[0]!);
    const [asked, key] = [await body(), { 'idempotency-key': `retry-${task[0]}` }];
    const [first, again] = [await logTo(unit, id, asked, key), await logTo(unit, id, asked, key)];
    expect(first).toMatchObject({ status: 201, headers: expect.not.objectContaining({ 'idempotency-replayed': 'true' }) });
    expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    expect(await logTo(unit, id, { ...asked, progress: 61 }, key)).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
    expect((await entries(id)).total).toBe(1);
  });

  it('is one row though it is sent fifty times at once', async () => {
    const id = await fresh(task[1]!);
    const asked = await body();
    const answers = await Promise.all(Array.from({ length: 50 }, () => logTo(unit, id, asked, { 'idempotency-key': `burst-${task[1]}` })));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(201));
    for (const { body: given } of answers) expect(given).toEqual(answers[0]!.body);
    expect(answers.filter((a) => a.headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect((await entries(id)).total).toBe(1);
  });
});

it('keeps nothing of a refused request under its key: mended, it goes through', async () => {
  const id = await fresh('A07');
  const key = { 'idempotency-key': 'mended-0001' };
  expect((await logTo(unit, id, { ...ENTRY, occurredOn: '2026-06-11' }, key)).status).toBe(422);
  expect((await logTo(unit, id, ENTRY, key)).status).toBe(201);
});

it('takes a hundred and twenty entries at once without losing one, and pages through them newest first', async () => {
  const id = await fresh('B05');
  const answers = await Promise.all(Array.from({ length: 120 }, (_, i) => logTo(i % 2 ? unit : city, id, { progress: i % 101, done: `第 ${i} 条` })));
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect(answers.map(({ body }) => body.assignment.version).sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i + 2));
  const walked: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await city.get(`/assignments/${id}/progress-updates?limit=25${cursor && `&cursor=${cursor}`}`);
    expect(body.total).toBe(120);
    walked.push(...body.items.map((item: { id: string }) => item.id));
    cursor = body.nextCursor;
  }
  expect(walked).toEqual(answers.map(({ body }) => body.id).sort().reverse());
});
