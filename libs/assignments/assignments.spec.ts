import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { PNG } from '../../test/promises/scene.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'hrss.leader', 'hrss.liaison', 'org.leader', 'fin.liaison', 'unit.near.leader', 'unit.near.liaison', 'unit.far.liaison', 'inspector']) {
    clients.set(name, await Client.signIn(test, name));
  }
});
afterAll(() => test.close());
afterEach(() => test.clock.moveTo(TODAY));

const as = (name: string) => clients.get(name)!;
const DUE = '2026-07-20';
const codes = (body: { errors: { pointer: string; code: string }[] }) => Object.fromEntries(body.errors.map((e) => [e.pointer, e.code]));
const give = (name: string, body: object, headers?: Record<string, string>) => as(name).post('/assignments', { taskCodes: ['C08'], dueOn: DUE, ...body }, headers);
const rowOf = async (id: string) => (await as('office.staff').get(`/assignments/${id}`)).body;

describe('giving tasks to cases', () => {
  it('makes the product, at once issued by whoever may issue, and says of each row what became of it', async () => {
    const { near, far, sibling } = world;
    await test.db.as(systemActor('test'), (em) => em.query(`UPDATE pilot_case SET state = 'suspended' WHERE id = $1`, [sibling.caseId]));
    const { status, body } = await give('hrss.leader', { pilotCaseIds: [near.caseId, far.caseId, sibling.caseId], taskCodes: ['C03', 'C08'], requirement: '按期完成', urgency: 'urgent' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 2, skipped: 2, refused: 2 });
    const outcome = (pilotCaseId: string, taskCode: string) => body.items.find((i: Record<string, string>) => i['pilotCaseId'] === pilotCaseId && i['taskCode'] === taskCode);
    expect(outcome(near.caseId, 'C08')).toMatchObject({ outcome: 'created', code: null, assignmentId: expect.any(String) });
    expect(outcome(near.caseId, 'C03')).toEqual({ pilotCaseId: near.caseId, taskCode: 'C03', outcome: 'skipped', code: 'already_assigned', assignmentId: null });
    expect(outcome(sibling.caseId, 'C08')).toMatchObject({ outcome: 'refused', code: 'case_not_open', assignmentId: null });
    await test.db.as(systemActor('test'), (em) => em.query(`UPDATE pilot_case SET state = 'implementing' WHERE id = $1`, [sibling.caseId]));
    const made = await rowOf(outcome(near.caseId, 'C08').assignmentId);
    // two working days to sign: Thursday and Friday
    expect(made).toMatchObject({ state: 'issued', issuedOn: TODAY, signDueOn: '2026-06-12', dueOn: DUE, originalDueOn: DUE, urgency: 'urgent', requirement: '按期完成', progress: 0, version: 1 });
    expect(made.lead.code).toBe('HRSS');
    expect(made.steps).toMatchObject([{ action: 'issue', from: null, to: 'issued', by: { name: '测试 hrss.leader' } }]);
  });

  it('waits for approval when a liaison gives it: the unit sees it only once it is issued', async () => {
    const { body } = await give('hrss.liaison', { pilotCaseIds: [world.sibling.caseId] });
    const id = body.items[0].assignmentId as string;
    expect(await rowOf(id)).toMatchObject({ state: 'pending_issue', issuedOn: null, signDueOn: null, light: 'grey' });
    const sibling = await Client.signIn(test, 'unit.sibling.liaison');
    expect((await sibling.get(`/assignments/${id}`)).status).toBe(404);
    expect((await sibling.get('/notifications')).body.total).toBe(0);
    expect((await as('hrss.liaison').transition(`/assignments/${id}`, 1, { action: 'issue' })).status).toBe(403);
    expect((await as('hrss.leader').transition(`/assignments/${id}`, 1, { action: 'issue' })).body).toMatchObject({ state: 'issued', issuedOn: TODAY, signDueOn: '2026-06-12', version: 2 });
    expect((await sibling.get(`/assignments/${id}`)).status).toBe(200);
    expect((await sibling.get('/notifications')).body.items[0]).toMatchObject({ kind: 'assignment_issued', href: `/assignments/${id}`, readAt: null });
  });

  it('is once per key: a retry is the same answer, another body 422', async () => {
    const key = { 'idempotency-key': 'give-0001-0001' };
    const body = { pilotCaseIds: [world.near.caseId], taskCodes: ['C01'] };
    const [first, again] = [await give('office.director', body, key), await give('office.director', body, key)];
    expect(first.body).toMatchObject({ created: 1 });
    expect(again).toMatchObject({ status: 200, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    expect(await give('office.director', { ...body, taskCodes: ['C02'] }, key)).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
  });

  it('names a rest day’s next working day, a past day, and a day the calendar does not have', async () => {
    const due = async (dueOn: string) => (await give('office.director', { pilotCaseIds: [world.near.caseId], dueOn })).body;
    expect(await due('2026-06-19')).toMatchObject({ status: 422, nextWorkingDay: '2026-06-22', errors: [{ pointer: '/dueOn', code: 'due_not_working_day' }] });
    expect((await due('2026-06-19')).errors[0].detail).toContain('2026-06-22');
    expect(await due('2026-06-09')).toMatchObject({ status: 422, errors: [{ pointer: '/dueOn', code: 'in_the_past' }] });
    expect(await due('2027-06-09')).toMatchObject({ status: 422, loadedUntil: '2026-12-31', errors: [{ pointer: '/dueOn', code: 'calendar_not_loaded' }] });
  });

  it('is refused for another department’s task, an unknown one and a case out of sight, all named and nothing kept', async () => {
    const nobody = '0197a0b0-0000-7000-8000-000000000000';
    const before = (await as('office.staff').get('/assignments')).body.total;
    const { status, body } = await give('hrss.leader', { pilotCaseIds: [world.near.caseId, nobody], taskCodes: ['C08', 'A03', 'Z99'] });
    expect(status).toBe(422);
    expect(codes(body)).toEqual({ '/taskCodes/1': 'not_your_task', '/taskCodes/2': 'unknown_reference', '/pilotCaseIds/1': 'unknown_reference' });
    expect((await as('office.staff').get('/assignments')).body.total).toBe(before);
  });

  it('names every bad field', async () => {
    const { status, body } = await as('office.director').post('/assignments', { pilotCaseIds: ['x'], taskCodes: [], dueOn: 'soon', urgency: 'whenever', requirement: 7, issue: 'yes', stranger: 1 });
    expect(status).toBe(422);
    expect(codes(body)).toEqual({ '/pilotCaseIds': 'not_an_id', '/taskCodes': 'too_few', '/dueOn': 'not_a_date', '/urgency': 'not_accepted', '/requirement': 'wrong_type', '/issue': 'wrong_type', '/stranger': 'unknown_field' });
  });

  it('asks for cases or for a filter: one of them, and null is neither', async () => {
    for (const which of [{}, { pilotCaseIds: [world.near.caseId], filter: {} }, { pilotCaseIds: null }, { filter: null }, { pilotCaseIds: null, filter: null }]) {
      expect({ which, answer: (await give('office.director', which)).body }).toMatchObject({ which, answer: { status: 422, errors: [{ pointer: '/pilotCaseIds', code: 'required' }] } });
    }
    const { body } = await give('office.director', { filter: { region: ['130900'], batch: ['B1'], level: ['provincial'], track: ['traditional'] }, taskCodes: ['A03'] });
    expect(body).toMatchObject({ created: 0, skipped: 2 });
    expect((await give('office.director', { filter: { region: ['130900'], level: ['county'] } })).body).toMatchObject({ created: 0, items: [] });
  });

  it('is not for those who only look, answer or inspect', async () => {
    for (const name of ['leader', 'city.staff', 'unit.near.leader', 'inspector']) expect((await give(name, { pilotCaseIds: [world.near.caseId] })).status).toBe(403);
  });
});

describe('the life of an assignment', () => {
  let id: string;
  let version: number;
  const take = (name: string, body: object, at = version) => as(name).transition(`/assignments/${id}`, at, body);
  const taken = async (name: string, body: object, state: string) => {
    const answer = await take(name, body);
    expect({ body, status: answer.status, state: answer.body.state }).toEqual({ body, status: 200, state });
    expect(answer.headers['etag']).toBe(`"${answer.body.version}"`);
    version = answer.body.version;
    return answer.body;
  };

  beforeAll(async () => {
    id = world.near.issuedId;
    ({ version } = await rowOf(id));
  });

  it('asks for a version: 428 without, 400 for none, 412 with the row’s own when it is another', async () => {
    expect((await as('unit.near.liaison').post(`/assignments/${id}/transitions`, { action: 'sign' })).body).toMatchObject({ status: 428, code: 'version_required' });
    expect((await as('unit.near.liaison').post(`/assignments/${id}/transitions`, { action: 'sign' }, { 'if-match': 'x' })).status).toBe(400);
    expect((await take('unit.near.liaison', { action: 'sign' }, version + 1)).body).toMatchObject({ status: 412, code: 'stale', currentVersion: version });
  });

  it('is not moved by another unit (404), the wrong side (403) or a role that does not (403)', async () => {
    expect((await take('unit.far.liaison', { action: 'sign' })).status).toBe(404);
    expect((await take('unit.near.leader', { action: 'sign' })).status).toBe(403);
    expect((await take('leader', { action: 'sign' })).status).toBe(403);
    // a department may look at what it supports; it neither leads nor answers it
    expect((await as('fin.liaison').transition(`/assignments/${world.near.assignmentId}`, 2, { action: 'feedback', conclusion: '完成' })).body).toMatchObject({ status: 403, code: 'not_your_assignment' });
    expect((await take('hrss.leader', { action: 'cancel', reason: '不是本部门牵头' })).status).toBe(404);
  });

  it('says in its abilities exactly what is then taken', async () => {
    const of = async (name: string) => (await as(name).get(`/assignments/${id}`)).body.abilities;
    expect(await of('unit.near.liaison')).toEqual(['sign', 'log_progress', 'ask_extension']);
    expect(await of('unit.near.leader')).toEqual(['refuse_task']);
    expect(await of('org.leader')).toEqual(['cancel', 'plan_milestones']);
    expect(await of('city.staff')).toEqual(['sign', 'log_progress']);
    expect(await of('office.director')).toEqual(['suspend', 'cancel', 'log_progress', 'plan_milestones']);
    expect(await of('leader')).toEqual([]);
  });

  it('refuses an act the state does not allow with 409 and those it does, and an unknown one with 422', async () => {
    expect((await take('unit.near.liaison', { action: 'feedback', conclusion: '完成' })).body).toMatchObject({ status: 409, code: 'wrong_state', allowed: ['sign'] });
    expect((await take('unit.near.liaison', { action: 'fly' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/action', code: 'not_accepted' }] });
  });

  it('is signed, answered, returned, answered again, completed and archived, each step told and kept', async () => {
    expect(await taken('unit.near.liaison', { action: 'sign' }, 'in_progress')).toMatchObject({ signedOn: TODAY });
    expect(codes((await take('unit.near.liaison', { action: 'feedback' })).body)).toEqual({ '/conclusion': 'required', '/attachmentIds': 'evidence_required' });
    await answer('已经办好');
    await signInOrgLiaison();
    expect(codes((await take('org.liaison', { action: 'return' })).body)).toEqual({ '/reason': 'required', '/dueOn': 'required' });
    expect((await take('org.liaison', { action: 'return', reason: '证据不足', dueOn: '2026-08-01' })).body).toMatchObject({ status: 422, nextWorkingDay: '2026-08-03' });
    const returned = await taken('org.liaison', { action: 'return', reason: '证据不足', dueOn: '2026-08-03' }, 'returned');
    expect(returned).toMatchObject({ dueOn: '2026-08-03', originalDueOn: DUE, returnCount: 1, light: 'yellow', feedbackOn: null });
    test.clock.moveTo('2026-06-23');
    expect(await answer('已补证据')).toMatchObject({ feedbackOn: '2026-06-23' });
    await confirmAll();
    expect(await taken('org.leader', { action: 'complete' }, 'completed')).toMatchObject({ completedOn: '2026-06-23', light: 'done' });
    expect((await take('org.leader', { action: 'archive' })).status).toBe(403);
    const archived = await taken('office.staff', { action: 'archive' }, 'archived');
    expect(archived.abilities).toEqual([]);
    expect(archived).toMatchObject({ archivedOn: '2026-06-23', archiveNo: 'XH-2026-000001' });
    expect(archived.steps.map((s: { action: string }) => s.action).filter((action: string) => action !== 'confirm')).toEqual(['sign', 'feedback', 'sign_off', 'return', 'feedback', 'sign_off', 'complete', 'archive']);
    expect(archived.steps[3]).toMatchObject({ from: 'feedback_submitted', to: 'returned', reason: '证据不足' });
    const timeline = (await as('unit.near.liaison').get(`/assignments/${id}/timeline`)).body.items;
    expect(timeline.map((t: { kind: string; data: { action: string } }) => t.data.action)).toEqual(archived.steps.map((s: { action: string }) => s.action).reverse());
    const notices = async (name: string) => (await as(name).get('/notifications?limit=50')).body.items.filter((n: { subjectId: string }) => n.subjectId === id).map((n: { kind: string }) => n.kind);
    expect(await notices('unit.near.liaison')).toEqual(['assignment_told', 'assignment_completed', 'assignment_returned']);
    expect((await notices('org.liaison')).filter((kind: string) => kind !== 'assignment_told')).toEqual(['assignment_feedback']);
    expect(await notices('hrss.liaison')).toEqual([]);
  });

  it('lets one of twenty who act at once through, and tells the others 412', async () => {
    const { body } = await give('office.director', { pilotCaseIds: [world.near.caseId], taskCodes: ['B01'] });
    const path = `/assignments/${body.items[0].assignmentId}`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => as('unit.near.liaison').transition(path, 1, { action: 'sign' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
    expect((await as('office.staff').get(path)).body).toMatchObject({ version: 2, steps: [{}, { action: 'sign' }] });
  });

  it('can be suspended and resumed by the office, refused by the unit, and cancelled', async () => {
    const { body } = await give('office.director', { pilotCaseIds: [world.far.caseId], taskCodes: ['B01', 'B02'] });
    [id, version] = [body.items[0].assignmentId, 1];
    expect(await taken('office.director', { action: 'suspend', reason: '企业停产' }, 'suspended')).toMatchObject({ light: 'grey' });
    expect(await taken('office.director', { action: 'resume', dueOn: '2026-09-01' }, 'in_progress')).toMatchObject({ dueOn: '2026-09-01', originalDueOn: DUE });
    [id, version] = [body.items[1].assignmentId, 1];
    const far = await Client.signIn(test, 'unit.far.liaison');
    clients.set('unit.far.liaison', far);
    expect((await take('unit.far.liaison', { action: 'refuse_task', reason: '不具备条件' })).status).toBe(403);
    await taken('office.director', { action: 'cancel', reason: '误派' }, 'cancelled');
    // a cancelled one does not stand in the way of another
    expect((await give('office.director', { pilotCaseIds: [world.far.caseId], taskCodes: ['B02'] })).body).toMatchObject({ created: 1 });
  });

  /** The liaison answers with evidence, the leader signs it off. */
  async function answer(conclusion: string) {
    const { body: file } = await as('unit.near.liaison').upload('evidence.png', PNG);
    const drafted = await taken('unit.near.liaison', { action: 'feedback', conclusion, attachmentIds: [file.id] }, (await rowOf(id)).state);
    expect(drafted.feedbacks[0]).toMatchObject({ state: 'drafted', conclusion, attachments: [{ id: file.id }] });
    return taken('unit.near.leader', { action: 'sign_off' }, 'feedback_submitted');
  }

  /** Each cooperating department says yes for itself. */
  async function confirmAll(): Promise<void> {
    const { parties } = await rowOf(id);
    for (const { department } of parties.filter(({ role }: { role: string }) => role !== 'lead')) {
      await test.db.as(systemActor('test'), (em) => em.query('INSERT INTO assignment_confirmation (id, assignment_id, round, department_id, actor_name) SELECT uuid_v7(), $1, return_count, $2, $3 FROM assignment WHERE id = $1', [id, department.id, '测试']));
    }
  }

  async function signInOrgLiaison(): Promise<void> {
    await test.db.as(systemActor('test'), (em) =>
      em.query(
        `WITH u AS (INSERT INTO app_user (id, username, name, password_hash) SELECT uuid_v7(), 'org.liaison', '测试 org.liaison', password_hash FROM app_user WHERE username = 'org.leader' RETURNING id)
         INSERT INTO position (id, user_id, organisation_id, role) SELECT uuid_v7(), u.id, o.id, 'dept_liaison' FROM u, organisation o WHERE o.code = 'ORG'`,
      ),
    );
    clients.set('org.liaison', await Client.signIn(test, 'org.liaison'));
  }
});
