import chineseDays from 'chinese-days';
import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { randomly } from '../../test/promises/chance.js';
import { PNG } from '../../test/promises/scene.js';
import { buildWorld, makeAssignment, type Pilot, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'hrss.leader', 'hrss.liaison', 'org.leader', 'fin.liaison', 'unit.near.leader', 'unit.near.liaison', 'unit.sibling.liaison', 'unit.far.liaison']) {
    clients.set(name, await Client.signIn(test, name));
  }
});
afterAll(() => test.close());
afterEach(() => test.clock.moveTo(TODAY));

const as = (name: string) => clients.get(name)!;
const sql = <T = unknown>(text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values)) as Promise<T[]>;
const rowOf = async (id: string, name = 'office.staff') => (await as(name).get(`/assignments/${id}`)).body;
const make = (pilot: Pilot, task: string, facts: object = {}) => test.db.as(systemActor('test'), (em) => makeAssignment(em, pilot, task, facts));
const codes = (body: { errors?: { pointer: string; code: string }[] }) => Object.fromEntries((body.errors ?? []).map((e) => [e.pointer, e.code]));
const take = async (name: string, id: string, body: object) => as(name).transition(`/assignments/${id}`, (await rowOf(id)).version, body);
const taken = async (name: string, id: string, body: object) => {
  const answer = await take(name, id, body);
  expect({ body, status: answer.status, told: answer.status === 200 ? '' : JSON.stringify(answer.body) }).toEqual({ body, status: 200, told: '' });
  return answer.body;
};
const upload = async (name: string) => (await as(name).upload('佐证.png', PNG)).body.id as string;
const notices = async (name: string, id: string) => (await as(name).get('/notifications?limit=100')).body.items.filter((n: { subjectId: string }) => n.subjectId === id).map((n: { kind: string; title: string }) => `${n.kind} ${n.title}`);

describe('a feedback', () => {
  let id: string;
  beforeAll(async () => void (id = await make(world.near, 'B03')));

  it('needs a conclusion and evidence; files of the assignment’s progress entries are evidence too', async () => {
    expect(codes((await take('unit.near.liaison', id, { action: 'feedback' })).body)).toEqual({ '/conclusion': 'required', '/attachmentIds': 'evidence_required' });
    await as('unit.near.liaison').post(`/assignments/${id}/progress-updates`, { progress: 60, done: '已完成', attachmentIds: [await upload('unit.near.liaison')] });
    await taken('unit.near.liaison', id, { action: 'feedback', conclusion: '第一稿' });
  });

  it('waits for the unit’s leader and is the unit’s own until then', async () => {
    expect(await rowOf(id)).toMatchObject({ state: 'in_progress', feedbackOn: null, feedbacks: [{ state: 'drafted', conclusion: '第一稿', signedBy: null }] });
    const { lead } = await rowOf(id);
    expect((await rowOf(id, 'unit.near.leader')).abilities).toEqual(['sign_off', 'send_back']);
    expect(await notices('unit.near.leader', id)).toEqual([expect.stringContaining('assignment_waits')]);
    // the leading department learns of it when it is handed in
    const department = lead.code === 'HRSS' ? 'hrss.leader' : 'org.leader';
    const seen = await as(department).get(`/assignments/${id}`);
    if (seen.status === 200) expect(seen.body.feedbacks).toEqual([]);
    expect((await take('unit.near.liaison', id, { action: 'sign_off' })).status).toBe(403);
    expect((await take('office.director', id, { action: 'sign_off' })).status).toBe(403);
    expect((await as('unit.far.liaison').transition(`/assignments/${id}`, 1, { action: 'sign_off' })).status).toBe(404);
  });

  it('is sent back by the leader with a reason, written anew, and signed off; every draft is kept', async () => {
    expect(codes((await take('unit.near.leader', id, { action: 'send_back' })).body)).toEqual({ '/reason': 'required' });
    await taken('unit.near.leader', id, { action: 'send_back', reason: '数据不实' });
    expect(await take('unit.near.leader', id, { action: 'sign_off' })).toMatchObject({ status: 409, body: { code: 'nothing_waits' } });
    await taken('unit.near.liaison', id, { action: 'feedback', conclusion: '第二稿' });
    await taken('unit.near.liaison', id, { action: 'feedback', conclusion: '第三稿', attachmentIds: [await upload('unit.near.liaison')] });
    const signed = await taken('unit.near.leader', id, { action: 'sign_off' });
    expect(signed).toMatchObject({ state: 'feedback_submitted', feedbackOn: TODAY });
    expect(signed.feedbacks.map((f: { state: string }) => f.state)).toEqual(['handed_in', 'superseded', 'sent_back']);
    expect(signed.feedbacks[0]).toMatchObject({ conclusion: '第三稿', signedBy: '测试 unit.near.leader', attachments: [{ name: '佐证.png' }] });
    expect(signed.feedbacks[2]).toMatchObject({ reason: '数据不实' });
  });

  it('keeps its evidence in the unit, too, until it is signed off', async () => {
    const led = await make(world.near, 'C04');
    const file = await upload('unit.near.liaison');
    const opened = async (name: string) => (await as(name).get(`/attachments/${file}/content`)).status;
    await taken('unit.near.liaison', led, { action: 'feedback', conclusion: '初稿', attachmentIds: [file] });
    expect([await opened('unit.near.leader'), await opened('hrss.leader')]).toEqual([200, 404]);
    await taken('unit.near.leader', led, { action: 'sign_off' });
    expect(await opened('hrss.leader')).toBe(200);
  });

  it('is handed in at once where the office asks for no leader', async () => {
    await sql(`UPDATE setting SET value = value || '{"leaderSignsOff": false}' WHERE key = 'assignment.feedback'`);
    const other = await make(world.near, 'B04');
    expect(await taken('unit.near.liaison', other, { action: 'feedback', conclusion: '完成', attachmentIds: [await upload('unit.near.liaison')] })).toMatchObject({ state: 'feedback_submitted', feedbackOn: TODAY });
    await sql(`UPDATE setting SET value = value || '{"leaderSignsOff": true}' WHERE key = 'assignment.feedback'`);
  });

  it('is not written past the machine: the database lets no department draft or sign for a unit', async () => {
    await expect(sql(`SET LOCAL ROLE reach_department; INSERT INTO assignment_feedback (id, assignment_id, round, state, conclusion, author_name, author_role, author_organisation) SELECT uuid_v7(), '${id}', 0, 'handed_in', 'x', 'x', 'x', 'x'`)).rejects.toThrow(/permission denied/);
    await expect(sql(`SET LOCAL ROLE reach_city; UPDATE assignment_feedback SET state = 'handed_in'`)).rejects.toThrow(/permission denied/);
  });
});

describe('completing', () => {
  /** A task that FIN cooperates in and somebody with an account here leads. */
  async function shared(): Promise<{ id: string; lead: string; partners: string[] }> {
    const [task] = await sql<{ code: string; lead: string; partners: string[] }>(
      `SELECT t.code, o.code AS lead, ARRAY(SELECT p.code FROM organisation p WHERE p.id = ANY (t.co_lead_department_ids || t.cooperating_department_ids) ORDER BY p.protocol_order) AS partners
       FROM task_category t JOIN organisation o ON o.id = t.lead_department_id
       WHERE (SELECT id FROM organisation WHERE code = 'FIN') = ANY (t.co_lead_department_ids || t.cooperating_department_ids) AND o.code IN ('HRSS', 'ORG') AND t.code NOT IN ('A03', 'C03') ORDER BY t.code LIMIT 1`,
    );
    const id = await make(world.sibling, task!.code, { state: 'feedback_submitted', feedbackOn: TODAY });
    return { id, lead: task!.lead === 'HRSS' ? 'hrss.leader' : 'org.leader', partners: task!.partners };
  }

  it('waits for every cooperating department, each of which confirms for itself, once', async () => {
    const { id, lead, partners } = await shared();
    expect((await rowOf(id, 'fin.liaison')).abilities).toEqual(['confirm', 'log_progress']);
    const refused = await take(lead, id, { action: 'complete' });
    expect(codes(refused.body)).toEqual({ '/unconfirmedReason': 'not_confirmed' });
    // a department cannot talk its partners away; the office can, and says why
    expect((await take(lead, id, { action: 'complete', unconfirmedReason: '不必了' })).status).toBe(422);
    expect(codes((await take('office.director', id, { action: 'complete' })).body)).toEqual({ '/unconfirmedReason': 'not_confirmed_needs_reason' });
    await taken('fin.liaison', id, { action: 'confirm', opinion: '经费已落实' });
    expect((await rowOf(id)).parties.find((p: { department: { code: string } }) => p.department.code === 'FIN')).toMatchObject({ confirmedBy: '测试 fin.liaison', opinion: '经费已落实' });
    expect(await take('fin.liaison', id, { action: 'confirm' })).toMatchObject({ status: 409, body: { code: 'nothing_waits', allowed: ['log_progress'] } });
    expect((await take('unit.sibling.liaison', id, { action: 'confirm' })).status).toBe(403);
    expect((await take(lead, id, { action: 'confirm' })).body).toMatchObject({ status: 403, code: 'not_your_assignment' });
    for (const code of partners.filter((one) => one !== 'FIN')) {
      await sql(`INSERT INTO assignment_confirmation (id, assignment_id, round, department_id, actor_name) SELECT uuid_v7(), $1, 0, id, '测试' FROM organisation WHERE code = $2`, [id, code]);
    }
    expect(await taken(lead, id, { action: 'complete' })).toMatchObject({ state: 'completed', completedOn: TODAY });
  });

  it('forgets the confirmations of an answer that was returned: a new one is confirmed anew', async () => {
    const [{ code }] = (await sql<{ code: string }>(`SELECT t.code FROM task_category t WHERE (SELECT id FROM organisation WHERE code = 'FIN') = ANY (t.cooperating_department_ids) AND cardinality(t.cooperating_department_ids || t.co_lead_department_ids) = 1 ORDER BY 1 LIMIT 1`)) as [{ code: string }];
    const id = await make(world.far, code, { state: 'feedback_submitted', feedbackOn: TODAY });
    await taken('fin.liaison', id, { action: 'confirm' });
    await taken('office.staff', id, { action: 'return', reason: '再补', dueOn: '2026-08-03' });
    await sql(`UPDATE assignment SET state = 'feedback_submitted' WHERE id = $1`, [id]);
    expect(codes((await take('office.director', id, { action: 'complete' })).body)).toEqual({ '/unconfirmedReason': 'not_confirmed_needs_reason' });
    const done = await taken('office.director', id, { action: 'complete', unconfirmedReason: '会议已议定' });
    expect(done.steps.at(-1)).toMatchObject({ action: 'complete', detail: { unconfirmedReason: '会议已议定' } });
    const archived = await taken('office.staff', id, { action: 'archive' });
    expect(archived).toMatchObject({ archivedOn: TODAY, archiveNo: expect.stringMatching(/^XH-2026-\d{6}$/) });
    expect(await notices('unit.far.liaison', id)).toEqual([expect.stringContaining('销号归档'), expect.stringContaining('assignment_completed'), expect.stringContaining('assignment_returned')]);
  });
});

describe('what a unit refuses', () => {
  it('goes back to the issuer, stays in the unit’s sight, and is given to another or issued again', async () => {
    const id = await make(world.near, 'C07', { state: 'issued', issuedOn: TODAY, signDueOn: '2026-06-12' });
    const before = await rowOf(id);
    const refused = await taken('unit.near.leader', id, { action: 'refuse_task', reason: '不具备条件' });
    expect(refused).toMatchObject({ state: 'pending_issue', refusedOn: TODAY, issuedOn: null, abilities: [] });
    expect((await rowOf(id, 'unit.near.liaison')).refusedOn).toBe(TODAY);
    expect(codes((await take('office.director', id, { action: 'reassign' })).body)).toEqual({ '/pilotCaseId': 'required', '/reason': 'required' });
    expect(codes((await take('office.director', id, { action: 'reassign', reason: '改由他家', pilotCaseId: '0197a0b0-0000-7000-8000-000000000000' })).body)).toEqual({ '/pilotCaseId': 'unknown_reference' });
    const moved = await taken('office.director', id, { action: 'reassign', reason: '改由他家', pilotCaseId: world.far.caseId });
    expect(moved).toMatchObject({ state: 'cancelled', replacedBy: { no: expect.stringMatching(/^JB-/) } });
    const given = await rowOf(moved.replacedBy.id, 'unit.far.liaison');
    expect(given).toMatchObject({ state: 'issued', issuedOn: TODAY, signDueOn: '2026-06-12', dueOn: before.dueOn, task: { code: 'C07' }, replaces: null });
    expect((await rowOf(moved.replacedBy.id)).replaces).toEqual({ id, no: before.no });
    // the first unit learns that it is off, and nothing of who has it now
    const seen = await rowOf(id, 'unit.near.liaison');
    expect(seen).toMatchObject({ state: 'cancelled', replacedBy: null });
    expect(JSON.stringify(seen)).not.toContain('宏嘉');
    expect((await as('unit.near.liaison').get(`/assignments/${moved.replacedBy.id}`)).status).toBe(404);
  });

  it('is only reassigned when it was refused, and not to a case that has it', async () => {
    const id = await make(world.sibling, 'C07', { state: 'pending_issue', issuedOn: null });
    expect(await take('office.director', id, { action: 'reassign', reason: '改派', pilotCaseId: world.near.caseId })).toMatchObject({ status: 409, body: { code: 'nothing_waits' } });
    await sql(`UPDATE assignment SET refused_on = '2026-06-01' WHERE id = $1`, [id]);
    expect(codes((await take('office.director', id, { action: 'reassign', reason: '改派', pilotCaseId: world.far.caseId })).body)).toEqual({ '/pilotCaseId': 'already_assigned' });
    expect(await rowOf(id)).toMatchObject({ state: 'pending_issue' });
  });

  it('is not issued with a limit that has passed', async () => {
    const id = await make(world.sibling, 'C06', { state: 'pending_issue', issuedOn: null, dueOn: '2026-06-08' });
    expect(codes((await take('office.director', id, { action: 'issue' })).body)).toEqual({ '/dueOn': 'issue_date_passed' });
    expect(await taken('office.director', id, { action: 'issue', dueOn: '2026-07-01' })).toMatchObject({ state: 'issued', dueOn: '2026-07-01', originalDueOn: '2026-07-01' });
  });
});

describe('suspending', () => {
  /** Working days after `from` up to and with `to`, from the notice and not from the table. */
  function workingDays(from: string, to: string): number {
    let n = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (chineseDays.isWorkday(day)) n += 1;
    return n;
  }

  it('stops the clock: resumed, as many working days are left as were, by an independent count', async () => {
    const chance = randomly(7);
    const id = await make(world.far, 'C06');
    for (let round = 0; round < 12; round += 1) {
      let dueOn = addDays('2026-06-20', chance.below(60));
      while (!chineseDays.isWorkday(dueOn)) dueOn = addDays(dueOn, 1);
      const [stopped, resumed] = [addDays(TODAY, chance.below(10)), addDays(TODAY, 10 + chance.below(60))];
      await sql(`UPDATE assignment SET due_on = $2, paused_working_days = 0, issued_on = '2026-06-01', signed_on = '2026-06-01' WHERE id = $1`, [id, dueOn]);
      test.clock.moveTo(stopped);
      const left = workingDays(stopped, dueOn);
      const planned = (await rowOf(id)).plannedProgress;
      expect(await taken('office.director', id, { action: 'suspend', reason: '企业停产' })).toMatchObject({ light: 'grey', suspendedOn: stopped, workingDaysLeft: left });
      test.clock.moveTo(resumed);
      expect((await rowOf(id)).plannedProgress).toBe(planned);
      const { dueOn: then, plannedProgress, originalDueOn } = await taken('office.director', id, { action: 'resume' });
      expect({ dueOn, stopped, resumed, left: workingDays(resumed, then), working: chineseDays.isWorkday(then) }).toEqual({ dueOn, stopped, resumed, left, working: true });
      // planned progress goes on where it stood
      expect({ dueOn, stopped, resumed, plannedProgress }).toEqual({ dueOn, stopped, resumed, plannedProgress: planned });
      expect(originalDueOn).toBe('2026-07-20');
    }
  });

  it('leaves what was overdue overdue, and takes another limit when one is said', async () => {
    const id = await make(world.far, 'E02', { dueOn: '2026-06-08' });
    await taken('office.director', id, { action: 'suspend', reason: '停产' });
    test.clock.moveTo('2026-07-01');
    expect(await taken('office.director', id, { action: 'resume' })).toMatchObject({ state: 'in_progress', dueOn: '2026-06-08', light: 'red', flags: ['feedback_overdue'] });
    await taken('office.director', id, { action: 'suspend', reason: '停产' });
    expect(await taken('office.director', id, { action: 'resume', dueOn: '2026-09-01' })).toMatchObject({ dueOn: '2026-09-01', originalDueOn: '2026-06-08' });
  });

  it('asks for a limit where nobody kept how many days were left', async () => {
    const id = await make(world.far, 'C04', { state: 'suspended' });
    expect(codes((await take('office.director', id, { action: 'resume' })).body)).toEqual({ '/dueOn': 'required' });
    expect(await taken('office.director', id, { action: 'resume', dueOn: '2026-09-01' })).toMatchObject({ state: 'in_progress', dueOn: '2026-09-01' });
  });
});

describe('milestones', () => {
  const plan = async (name: string, id: string, milestones: object[]) => as(name).post(`/assignments/${id}/milestones`, { milestones }, { 'if-match': `"${(await rowOf(id)).version}"` });
  const half = { title: '完成培训', dueOn: '2026-06-30', plannedProgress: 75 };

  it('are laid by whoever issues it, change planned progress, and the plan before is kept', async () => {
    const id = await make(world.near, 'E01', { issuedOn: '2026-06-01' });
    const before = await rowOf(id);
    const { lead } = before;
    const planned = await plan('office.staff', id, [half, { title: '中期评估', dueOn: '2026-07-10', plannedProgress: 85 }]);
    expect(planned).toMatchObject({ status: 200, body: { milestones: [{ ...half, reached: false }, { plannedProgress: 85 }], version: expect.any(Number) } });
    expect(planned.body.plannedProgress).toBeGreaterThan(before.plannedProgress);
    expect(planned.body.steps.at(-1)).toMatchObject({ action: 'plan_milestones', detail: { count: 2 } });
    expect((await plan('office.director', id, [])).body).toMatchObject({ milestones: [], plannedProgress: before.plannedProgress });
    const [{ n }] = (await sql<{ n: number }>('SELECT count(*)::int AS n FROM assignment_milestone WHERE assignment_id = $1 AND retired_at IS NOT NULL', [id])) as [{ n: number }];
    expect(n).toBe(2);
    for (const name of ['unit.near.liaison', 'unit.near.leader', 'city.staff', 'leader']) expect({ name, status: (await plan(name, id, [half])).status }).toEqual({ name, status: 403 });
    const other = lead.code === 'HRSS' ? 'org.leader' : 'hrss.leader';
    expect([403, 404]).toContain((await plan(other, id, [half])).status);
  });

  it('follow one another between issue and due date, on working days; all that is wrong is named', async () => {
    const id = await make(world.near, 'E02', { issuedOn: '2026-06-01' });
    const wrong = await plan('office.staff', id, [half, { ...half, dueOn: '2026-06-28', plannedProgress: 75 }, { ...half, dueOn: '2026-07-20', plannedProgress: 90 }]);
    expect(wrong.body.errors.map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`)).toEqual([
      '/milestones/1/dueOn milestone_rest_day', '/milestones/1/dueOn milestone_order', '/milestones/1/plannedProgress milestone_order', '/milestones/2/dueOn milestone_outside',
    ]);
    expect((await plan('office.staff', id, [{ title: '', dueOn: 'soon', plannedProgress: 100 }])).status).toBe(422);
    expect((await as('office.staff').post(`/assignments/${id}/milestones`, { milestones: [] })).status).toBe(428);
    const over = await make(world.near, 'E03', { state: 'completed', completedOn: TODAY });
    expect((await plan('office.staff', over, [half])).status).toBe(409);
  });
});

describe('a source', () => {
  const give = (body: object) => as('office.director').post('/assignments', { pilotCaseIds: [world.sibling.caseId], taskCodes: ['E04'], dueOn: '2026-07-20', ...body });

  it('is a row that the giver sees, or words; the same task may come from several, each once', async () => {
    expect((await give({})).body).toMatchObject({ created: 1 });
    const instruction = { source: { kind: 'instruction', text: '省领导批示〔2026〕12号' } };
    expect((await give(instruction)).body).toMatchObject({ created: 1 });
    expect((await give(instruction)).body).toMatchObject({ created: 0, skipped: 1 });
    const { body } = await give({ source: { kind: 'plan', id: world.sibling.caseId } });
    expect(await rowOf(body.items[0].assignmentId)).toMatchObject({ source: { kind: 'plan', id: world.sibling.caseId, text: expect.stringMatching(/^SD-/) } });
    const errors = async (source: object) => codes((await give({ source })).body);
    expect(await errors({ kind: 'finding' })).toEqual({ '/source/id': 'required' });
    expect(await errors({ kind: 'finding', id: world.sibling.caseId })).toEqual({ '/source/id': 'unknown_reference' });
    expect(await errors({ kind: 'meeting' })).toEqual({ '/source/text': 'required' });
    expect(await errors({ kind: 'meeting', id: world.sibling.caseId })).toEqual({ '/source/id': 'source_by_text', '/source/text': 'required' });
    expect(await errors({ kind: 'policy', id: world.sibling.caseId, text: '某文件' })).toEqual({ '/source/text': 'source_by_id' });
    expect(await errors({ kind: 'rumour', text: '听说' })).toMatchObject({});
    expect((await give({ source: { kind: 'rumour', text: '听说' } })).status).toBe(422);
  });
});

describe('limits', () => {
  it('to sign and to answer are settings with a source, and the flags follow from them', async () => {
    await sql(`UPDATE setting SET value = '{"signWithin": 1, "answerAhead": 3}' WHERE key = 'assignment.limits'`);
    const given = await as('office.director').post('/assignments', { pilotCaseIds: [world.sibling.caseId], taskCodes: ['D01'], dueOn: '2026-07-20' });
    const id = given.body.items[0].assignmentId;
    // three working days before Monday 20 July
    expect(await rowOf(id)).toMatchObject({ signDueOn: '2026-06-11', answerDueOn: '2026-07-15', dueOn: '2026-07-20', flags: [] });
    const flagsOn = async (day: string) => {
      test.clock.moveTo(day);
      return (await rowOf(id)).flags;
    };
    expect(await flagsOn('2026-06-12')).toEqual(['sign_overdue']);
    expect(await flagsOn('2026-07-16')).toEqual(['sign_overdue', 'feedback_overdue']);
    expect((await as('office.staff').get(`/assignments?overdue=true&task=D01&pilotCase=${world.sibling.caseId}`)).body.total).toBe(1);
    await sql(`UPDATE setting SET value = '{"signWithin": 2, "answerAhead": 0}' WHERE key = 'assignment.limits'`);
    expect((await sql<{ source: string }>(`SELECT source FROM setting WHERE key LIKE 'assignment.%'`)).every(({ source }) => source.length > 10)).toBe(true);
  });
});
