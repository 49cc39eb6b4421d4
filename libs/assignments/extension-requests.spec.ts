import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type Pilot, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'hrss.leader', 'org.leader', 'fin.liaison', 'unit.near.leader', 'unit.near.liaison', 'unit.far.liaison']) {
    clients.set(name, await Client.signIn(test, name));
  }
});
afterAll(() => test.close());
afterEach(() => test.clock.moveTo(TODAY));

const as = (name: string) => clients.get(name)!;
const sql = <T = unknown>(text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values)) as Promise<T[]>;
const make = (pilot: Pilot, task: string, facts: object = {}) => test.db.as(systemActor('test'), (em) => makeAssignment(em, pilot, task, facts));
const rowOf = async (id: string, name = 'office.staff') => (await as(name).get(`/assignments/${id}`)).body;
const codes = (body: { errors?: { pointer: string; code: string }[] }) => (body.errors ?? []).map((e) => `${e.pointer} ${e.code}`);
const ask = (name: string, assignmentId: string, body: object = {}) => as(name).post('/extension-requests', { assignmentId, reason: '设备延迟到货', proposedDueOn: '2026-08-20', ...body });
const take = async (name: string, id: string, body: object) => as(name).transition(`/extension-requests/${id}`, (await as('office.staff').get(`/extension-requests/${id}`)).body.version, body);
const titles = async (name: string) => (await as(name).get('/notifications?limit=100')).body.items.filter((n: { kind: string }) => n.kind.startsWith('extension')).map((n: { kind: string }) => n.kind);

/** Asked for and signed by the unit's leader. @returns the request's id */
async function signed(assignmentId: string, body: object = {}): Promise<string> {
  const made = await ask('unit.near.liaison', assignmentId, body);
  expect(made).toMatchObject({ status: 201, body: { state: 'requested' } });
  expect((await take('unit.near.leader', made.body.id, { action: 'leader_sign' })).body).toMatchObject({ state: 'leader_ok', signedBy: '测试 unit.near.leader' });
  return made.body.id;
}

it('is asked for by the unit, signed by its leader, granted by the lead; the original due date stays and both are shown', async () => {
  const id = await make(world.near, 'C08', { progress: 35 });
  expect((await rowOf(id, 'unit.near.liaison')).abilities).toContain('ask_extension');
  const made = await ask('unit.near.liaison', id);
  expect(made.body).toMatchObject({ sequence: 1, state: 'requested', progress: 35, dueOn: '2026-07-20', originalDueOn: '2026-07-20', proposedDueOn: '2026-08-20', abilities: [], task: { code: 'C08' }, requestedBy: { role: 'pilot_liaison' } });
  expect((await rowOf(id, 'unit.near.liaison')).abilities).not.toContain('ask_extension');
  expect(codes((await ask('unit.near.liaison', id)).body)).toEqual(['/assignmentId extension_open']);
  expect(await titles('unit.near.leader')).toEqual(['extension_waits']);
  expect((await as('unit.near.leader').get(`/extension-requests/${made.body.id}`)).body.abilities).toEqual(['leader_sign', 'reject']);
  expect((await as('unit.near.leader').get('/todos')).body.items.find((t: { kind: string }) => t.kind === 'extension_to_decide')).toMatchObject({ count: 1, oldestOn: TODAY });
  // not before the leader
  expect((await take('hrss.leader', made.body.id, { action: 'approve' })).status).toBe(409);
  await take('unit.near.leader', made.body.id, { action: 'leader_sign' });
  expect(await titles('hrss.leader')).toEqual(['extension_waits']);
  expect((await as('hrss.leader').get('/extension-requests?awaits=me')).body).toMatchObject({ total: 1, items: [{ id: made.body.id, abilities: ['approve', 'reject'] }] });
  expect(codes((await take('hrss.leader', made.body.id, { action: 'approve', dueOn: '2026-07-20' })).body)).toEqual(['/dueOn extension_not_later']);
  expect((await take('hrss.leader', made.body.id, { action: 'approve', dueOn: '2026-08-10' })).body).toMatchObject({ state: 'approved', decidedDueOn: '2026-08-10', proposedDueOn: '2026-08-20', decidedBy: { name: '测试 hrss.leader' }, abilities: [] });
  const row = await rowOf(id);
  expect(row).toMatchObject({ dueOn: '2026-08-10', originalDueOn: '2026-07-20', answerDueOn: '2026-08-10', extensionCount: 1 });
  expect(row.steps.at(-1)).toMatchObject({ action: 'extend', from: 'in_progress', to: 'in_progress', reason: '设备延迟到货', detail: { dueOn: '2026-08-10', was: '2026-07-20', sequence: 1 } });
  expect(await titles('unit.near.liaison')).toEqual(['extension_approved']);
});

it('is granted once by the lead and once by the office’s director, and no more', async () => {
  const id = await make(world.near, 'C07');
  expect((await take('hrss.leader', await signed(id, { proposedDueOn: '2026-07-31' }), { action: 'approve' })).status).toBe(200);
  const second = await signed(id, { proposedDueOn: '2026-08-31' });
  expect((await take('hrss.leader', second, { action: 'approve' })).body).toMatchObject({ status: 403, code: 'not_yours_to_extend' });
  expect((await take('office.staff', second, { action: 'approve' })).status).toBe(403);
  expect((await as('hrss.leader').get('/extension-requests?awaits=me')).body.total).toBe(0);
  expect((await as('office.director').get('/extension-requests?awaits=me')).body.total).toBe(1);
  expect(await titles('office.director')).toEqual(['extension_waits']);
  expect((await take('office.director', second, { action: 'approve' })).status).toBe(200);
  expect(await rowOf(id)).toMatchObject({ dueOn: '2026-08-31', originalDueOn: '2026-07-20', extensionCount: 2 });
  expect(codes((await ask('unit.near.liaison', id, { proposedDueOn: '2026-09-30' })).body)).toEqual(['/assignmentId extension_used_up']);
  await sql(`UPDATE setting SET value = '{"byLead": 1, "byOffice": 2}' WHERE key = 'assignment.extensions'`);
  expect((await ask('unit.near.liaison', id, { proposedDueOn: '2026-09-30' })).body).toMatchObject({ sequence: 3 });
  await sql(`UPDATE setting SET value = '{"byLead": 1, "byOffice": 1}' WHERE key = 'assignment.extensions'`);
});

it('is asked for on the last day and not after it, to a later working day that the calendar has; all that is wrong is named', async () => {
  const id = await make(world.near, 'C06', { dueOn: '2026-06-12' });
  test.clock.moveTo('2026-06-13');
  expect(codes((await ask('unit.near.liaison', id, { proposedDueOn: '2026-06-12' })).body)).toEqual(['/assignmentId extension_too_late', '/proposedDueOn extension_not_later', '/proposedDueOn in_the_past']);
  expect((await rowOf(id, 'unit.near.liaison')).abilities).not.toContain('ask_extension');
  test.clock.moveTo('2026-06-12');
  expect((await ask('unit.near.liaison', id, { proposedDueOn: '2026-06-19' })).body).toMatchObject({ status: 422, nextWorkingDay: '2026-06-22', errors: [{ code: 'due_not_working_day' }] });
  expect((await ask('unit.near.liaison', id, { proposedDueOn: '2027-06-09' })).body).toMatchObject({ errors: [{ code: 'calendar_not_loaded' }] });
  expect((await ask('unit.near.liaison', id, { proposedDueOn: '2026-06-22' })).status).toBe(201);
  const done = await make(world.near, 'C05', { state: 'completed', completedOn: TODAY });
  expect(codes((await ask('unit.near.liaison', done)).body)).toEqual(['/assignmentId not_extendable']);
  expect((await as('unit.near.liaison').post('/extension-requests', {})).body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/assignmentId', '/proposedDueOn', '/reason']);
});

it('is for the unit’s own liaison to ask, and refused to others', async () => {
  const id = await make(world.near, 'C04');
  expect((await ask('unit.far.liaison', id)).body).toMatchObject({ status: 422, errors: [{ code: 'unknown_reference' }] });
  for (const name of ['unit.near.leader', 'city.staff', 'office.staff', 'leader']) expect({ name, status: (await ask(name, id)).status }).toEqual({ name, status: 403 });
  const { body } = await ask('unit.near.liaison', id);
  expect((await as('unit.far.liaison').get(`/extension-requests/${body.id}`)).status).toBe(404);
  expect((await take('unit.far.liaison', body.id, { action: 'leader_sign' })).status).toBe(404);
  expect((await take('unit.near.liaison', body.id, { action: 'leader_sign' })).status).toBe(403);
  // a leader who does not agree ends it there, with a reason
  expect(codes((await take('unit.near.leader', body.id, { action: 'reject' })).body)).toEqual(['/reason required']);
  expect((await take('unit.near.leader', body.id, { action: 'reject', reason: '按期完成' })).body).toMatchObject({ state: 'rejected', decisionReason: '按期完成' });
  expect(await rowOf(id)).toMatchObject({ dueOn: '2026-07-20', extensionCount: 0 });
});

it('extends nothing that was answered, or moved, meanwhile', async () => {
  const id = await make(world.near, 'B05');
  const request = await signed(id);
  await sql(`UPDATE assignment SET due_on = '2026-07-31' WHERE id = $1`, [id]);
  expect((await take('office.staff', request, { action: 'approve' })).body).toMatchObject({ status: 409, code: 'extension_outdated' });
  expect((await take('office.staff', request, { action: 'reject', reason: '时限已调整' })).body.state).toBe('rejected');
  expect((await as('office.staff').get(`/extension-requests?assignment=${id}&state=rejected`)).body.total).toBe(1);
});

describe('in bulk', () => {
  const bulk = (name: string, body: object) => as(name).post('/assignments/bulk-transitions', body);

  it('issues what may be issued and says of each other row why not', async () => {
    const waiting = await Promise.all(['D01', 'D02', 'D03'].map((task) => make(world.far, task, { state: 'pending_issue', issuedOn: null })));
    const late = await make(world.far, 'D04', { state: 'pending_issue', issuedOn: null, dueOn: '2026-06-08' });
    const nobody = '0197a0b0-0000-7000-8000-000000000000';
    const { status, body } = await bulk('office.director', { action: 'issue', ids: [...waiting, late, world.far.assignmentId, nobody] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ done: 3, refused: 3 });
    expect(body.items.slice(0, 3).every((i: { outcome: string; state: string; no: string }) => i.outcome === 'done' && i.state === 'issued' && i.no.startsWith('JB-'))).toBe(true);
    expect(body.items.slice(3)).toMatchObject([
      { id: late, outcome: 'refused', state: 'pending_issue', code: 'issue_date_passed', detail: expect.stringContaining('时限') },
      { id: world.far.assignmentId, outcome: 'refused', state: 'in_progress', code: 'wrong_state' },
      { id: nobody, outcome: 'refused', no: null, state: null, code: 'not_found' },
    ]);
    expect(await rowOf(waiting[0]!)).toMatchObject({ state: 'issued', issuedOn: TODAY, steps: [{ action: 'issue' }] });
    expect(await rowOf(late)).toMatchObject({ state: 'pending_issue', steps: [] });
    expect((await as('unit.far.liaison').get('/notifications?limit=100')).body.items.filter((n: { kind: string }) => n.kind === 'assignment_issued')).toHaveLength(3);
  });

  it('completes, each by its own guards, and is once per key', async () => {
    const [alone] = await sql<{ code: string }>(`SELECT code FROM task_category WHERE cardinality(co_lead_department_ids || cooperating_department_ids) = 0 AND code NOT IN ('D01', 'D02', 'D03', 'D04') ORDER BY code LIMIT 1`);
    const [shared] = await sql<{ code: string }>(`SELECT code FROM task_category WHERE cardinality(cooperating_department_ids) > 0 AND code NOT IN ('D01', 'D02', 'D03', 'D04', 'C03', 'A03') ORDER BY code LIMIT 1`);
    const facts = { state: 'feedback_submitted', feedbackOn: TODAY };
    const ids = [...(alone ? [await make(world.far, alone.code, facts)] : []), await make(world.far, shared!.code, facts)];
    const first = await as('office.director').post('/assignments/bulk-transitions', { action: 'complete', ids }, { 'idempotency-key': 'bulk-0001-0001' });
    expect(first.body.items.at(-1)).toMatchObject({ outcome: 'refused', code: 'not_confirmed_needs_reason' });
    expect(first.body.done).toBe(ids.length - 1);
    const again = await as('office.director').post('/assignments/bulk-transitions', { action: 'complete', ids }, { 'idempotency-key': 'bulk-0001-0001' });
    expect(again.body).toEqual(first.body);
    expect((await bulk('office.director', { action: 'complete', ids, unconfirmedReason: '会议议定' })).body.items.at(-1)).toMatchObject({ outcome: 'done', state: 'completed' });
  });

  it('takes only acts that need the same for each, by who may', async () => {
    expect((await bulk('office.director', { action: 'return', ids: [world.far.issuedId] })).status).toBe(422);
    expect((await bulk('office.director', { action: 'issue', ids: [] })).status).toBe(422);
    expect((await bulk('leader', { action: 'issue', ids: [world.far.issuedId] })).status).toBe(403);
    expect((await bulk('unit.near.liaison', { action: 'sign', ids: [world.near.issuedId, world.far.issuedId] })).body.items).toMatchObject([{ outcome: 'done', state: 'in_progress' }, { outcome: 'refused', code: 'not_found', no: null }]);
  });
});
