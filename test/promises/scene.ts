import { AssignmentConfirmation, AssignmentFeedback } from '../../libs/assignments/index.js';
import { Organisation, ROLES, Sessions, Position, User } from '../../libs/identity/index.js';
import { Batch, CaseObjection, CaseStep, PilotCase, PlanConfirmation } from '../../libs/cases/index.js';
import { planInspection } from '../../libs/inspections/index.js';
import { addDays, newId, Sealer, systemActor, type Actor } from '../../libs/kernel/index.js';
import { Courier, courierSettings } from '../../libs/notify/index.js';
import { startTestApp, TODAY, type TestApp } from '../app.js';
import type { EntityManager } from 'typeorm';
import { Client } from '../client.js';
import { buildWorld, makeAssignment, USERNAMES, type Pilot, type World } from '../world.js';
import { makeEvaluation } from './evaluation-parts.js';
import { makeReportParts } from './report-parts.js';
import type { Onlooker } from './sight.js';

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface Scene {
  test: TestApp;
  world: World;
  /** In 唐山; nobody gave it a task and nobody sponsors it. Its visit found something on a task of FIN's. */
  bare: Pick<Pilot, 'unitId' | 'caseId' | 'regionId' | 'visitId'>;
  /** Every account as the position it signs in with, and `two.hats` in each of its two. */
  people: Map<string, Person>;
  /** Feeds back what was found at `far` and `bare`. */
  feedBackTheRest(): Promise<void>;
}

export interface Person {
  client: Client;
  actor: Actor;
  role: string;
  permissions: ReadonlySet<string>;
  onlooker(today: string): Onlooker;
}

/**
 * The world of three pilots, and what makes sight differ: a pilot that no department has to do with, a task not issued
 * yet, findings before and after feedback, files that hang on a progress entry, on a finding and on nothing, a visit
 * whose window is over, ledgers of two cities, notices.
 */
export async function openScene(options: { poolSize?: number } = {}): Promise<Scene> {
  const test = await startTestApp(options);
  const world = await buildWorld(test);
  const people = await everybody(test);
  const as = (name: string) => people.get(name)!.client;
  const bare = await makeBare(test, as('othercity.staff'));
  // something leaves the house, to a program and to a person
  await must(as('sys.admin').post('/webhooks', { kind: 'webhook', name: '集成平台', url: 'https://127.0.0.1/hook', events: ['assignment_signed', 'visit_fed_back'] }), 201);
  for (const name of ['hrss.liaison', 'unit.near.liaison', 'leader', 'audit.admin']) await must(as(name).patch('/notification-preferences', { mail: 'each' }, 0), 200);
  await test.db.write(systemActor('test.scene'), { name: undefined, text: `UPDATE notification_preference SET email = 'someone@example.org'` }, []);
  await test.db.as(systemActor('test.scene'), async (em) => {
    await makeAssignment(em, world.near, 'C08', { state: 'pending_issue', issuedOn: null });
    await em.query(`UPDATE assignment SET requirement = '要求·' || id`);
    await em.query(`UPDATE assignment_step SET reason = '理由·' || id`);
    await em.query(`UPDATE progress_update SET done = '完成·' || id`);
    const { id: positionId } = await em.findOneByOrFail(Position, { userId: (await em.findOneByOrFail(User, { username: 'inspector' })).id });
    const [{ checklist_id: checklistId }] = await em.query('SELECT checklist_id FROM visit LIMIT 1');
    const { caseId: pilotCaseId, unitId: pilotUnitId, regionId } = world.near;
    const window = { windowFrom: addDays(TODAY, -90), windowTo: addDays(TODAY, -80) };
    const visit = { pilotCaseId, pilotUnitId, regionId, visitOn: window.windowTo, members: [{ positionId, name: '测试 inspector', leads: false }] };
    await planInspection(em, { code: 'DC-TEST-00', name: '上一轮督查', ...window, checklistId, visits: [visit] });
  });
  // each unit was called otherwise once, and two of a region were told apart
  for (const pilot of ['near', 'sibling', 'far'] as const) {
    const office = as('office.staff');
    const { name, version } = (await office.get(`/pilot-units/${world[pilot].unitId}`)).body as { name: string; version: number };
    const renamed = office.post(`/pilot-units/${world[pilot].unitId}/identity`, { name: `${name}`.replace('有限公司', '有限责任公司'), effectiveOn: TODAY, reason: `更名·${pilot}` }, { 'if-match': `"${version}"` });
    await must(renamed, 200);
  }
  await must(as('office.staff').post('/pilot-units/duplicates/decisions', { firstId: world.near.unitId, secondId: world.sibling.unitId, decision: 'distinct', reason: '两家' }), 204);
  const upload = async (name: string, file: string): Promise<string> => (await as(name).upload(file, PNG)).body.id;
  for (const pilot of ['near', 'sibling', 'far'] as const) {
    const id = pilot === 'sibling' ? await upload('office.staff', 'sibling-log.png') : await upload(`unit.${pilot}.liaison`, `${pilot}-log.png`);
    const body = { progress: 50, done: `登记·${world[pilot].assignmentId}`, attachmentIds: [id] };
    await must(as(pilot === 'sibling' ? 'office.staff' : `unit.${pilot}.liaison`).post(`/assignments/${world[pilot].assignmentId}/progress-updates`, body), 201);
    await must(as(`unit.${pilot}.liaison`).transition(`/assignments/${world[pilot].issuedId}`, 2, { action: 'sign' }), 200);
  }
  // each was urged, and a notice on each waits for the director; one of them was signed
  for (const pilot of ['near', 'sibling', 'far'] as const) {
    const assignmentIds = [world[pilot].assignmentId];
    await must(as('hrss.liaison').post('/supervision-notices', { kind: 'remind', assignmentIds, problem: `催办·${pilot}` }), 200);
    const { items } = (await must(as('office.staff').post('/supervision-notices', { kind: 'red', assignmentIds, problem: `督办·${pilot}` }), 200)) as { items: { noticeId: string }[] };
    if (pilot === 'far') await must(as('office.director').transition(`/supervision-notices/${items[0]!.noticeId}`, 1, { action: 'issue' }), 200);
  }
  // answered and not signed off yet; a file and a confirmation on another
  for (const pilot of ['near', 'far'] as const) {
    const { assignmentId, issuedId } = world[pilot];
    const { version } = (await as('office.staff').get(`/assignments/${assignmentId}`)).body as { version: number };
    const evidence = await upload(`unit.${pilot}.liaison`, `${pilot}-evidence.png`);
    await must(as(`unit.${pilot}.liaison`).transition(`/assignments/${assignmentId}`, version, { action: 'feedback', conclusion: `反馈·${assignmentId}`, attachmentIds: [evidence] }), 200);
    await test.db.as(systemActor('test.scene'), (em) => makeAnswer(em, issuedId));
  }
  for (const pilot of ['near', 'sibling', 'far'] as const) {
    const { issuedId, caseId } = world[pilot];
    await must(as(`unit.${pilot}.liaison`).post('/comments', { assignmentId: issuedId, body: `评论·${issuedId}` }), 201);
    const { version } = (await as('office.staff').get(`/assignments/${issuedId}`)).body as { version: number };
    await must(as('office.staff').post(`/assignments/${issuedId}/milestones`, { milestones: [{ title: `节点·${issuedId}`, dueOn: '2026-06-30', plannedProgress: 50 }] }, { 'if-match': `"${version}"` }), 200);
    await must(as('office.staff').post('/comments', { pilotCaseId: caseId, body: `评论·${caseId}` }), 201);
    await must(as(`unit.${pilot}.liaison`).post('/extension-requests', { assignmentId: issuedId, reason: `延期·${issuedId}`, proposedDueOn: '2026-08-03' }), 201);
  }
  for (const pilot of ['near', 'sibling', 'far'] as const) {
    const { caseId } = world[pilot];
    const [onForm, onStep] = [await upload(`unit.${pilot}.liaison`, `${pilot}-form.png`), await upload('office.staff', `${pilot}-opinion.png`)];
    await test.db.as(systemActor('test.scene'), (em) => makePapers(em, caseId, pilot === 'near' ? 'SASAC' : null, onForm, onStep));
  }
  const farFile = await upload('unit.far.liaison', 'far-report.png');
  // reported about by each: what the far one handed in counts, what the sibling drafts does not
  await test.db.as(systemActor('test.scene'), async (em) => {
    for (const state of ['internal_review', 'submitted']) await em.query('UPDATE progress_report SET state = $2 WHERE id = $1', [world.far.reportId, state]);
    const { id: departmentId } = await em.findOneByOrFail(Organisation, { code: 'HRSS' });
    const { id: looker } = await em.findOneByOrFail(User, { username: 'office.staff' });
    for (const pilot of ['near', 'sibling', 'far'] as const) await makeReportParts(em, world[pilot], departmentId, looker);
    await em.query('UPDATE attachment SET progress_report_id = $1 WHERE id = $2', [world.far.reportId, farFile]);
  });
  // evaluated: one lies with the province, one is being scored by its unit, one was told
  const evidence = [await upload('unit.near.liaison', 'near-evaluated.png'), await upload('unit.far.liaison', 'far-evaluated.png')];
  await test.db.as(systemActor('test.scene'), async (em) => {
    await makeEvaluation(em, world.near, 'province_scoring', evidence[0]);
    await makeEvaluation(em, world.sibling, 'self_scoring');
    await makeEvaluation(em, world.far, 'published', evidence[1]);
  });
  // a policy's document that everybody reads, and one that was taken off again
  const [policy] = (await as('office.staff').get('/policies?limit=1')).body.items as { id: string; version: number }[];
  const documentIds = [await upload('office.staff', 'policy-old.png'), await upload('office.staff', 'policy-new.png')];
  await must(as('office.staff').patch(`/policies/${policy!.id}`, { documentIds }, policy!.version), 200);
  await must(as('office.staff').patch(`/policies/${policy!.id}`, { documentIds: documentIds.slice(1) }, policy!.version + 1), 200);
  for (const name of ['city.staff', 'unit.far.liaison', 'inspector', 'hrss.liaison']) await upload(name, `${name}-loose.png`);
  for (const name of ['city.staff', 'othercity.staff', 'office.staff']) {
    await must(as(name).upload('ledger.xlsx', Buffer.from('no workbook'), '/pilot-units/imports'), 202);
  }
  const progress = Buffer.from('任务编号,完成情况\nC03,越界');
  for (const name of ['unit.near.liaison', 'unit.far.liaison', 'hrss.liaison']) await must(as(name).upload('ledger.csv', progress, '/progress-updates/imports'), 202);
  const findings: [visitId: string, taskCode: string][] = [[world.near.visitId, 'C03'], [world.far.visitId, 'A03'], [bare.visitId, await taskLedBy(test, 'FIN')]];
  for (const [visitId, taskCode] of findings) await file(as('inspector.lead'), visitId, taskCode, await upload('inspector.lead', `${taskCode}-photo.png`));
  await must(as('inspector.lead').transition(`/visits/${world.near.visitId}`, 2, { action: 'feed_back' }), 200);
  // what a worker makes of it; nothing is sent
  await new Courier(test.db, test.clock, new Sealer(test), await courierSettings(test.db)).due();
  return {
    test,
    world,
    bare,
    people,
    async feedBackTheRest() {
      for (const id of [world.far.visitId, bare.visitId]) await must(as('office.staff').transition(`/visits/${id}`, 2, { action: 'feed_back' }), 200);
    },
  };
}

/** What a case leaves on its way: a step with its reason and file, an objection, a file of the form, a sponsor's yes. */
async function makePapers(em: EntityManager, pilotCaseId: string, sponsor: string | null, onForm: string, onStep: string): Promise<void> {
  const id = newId();
  const by = { actorName: '测试', actorRole: 'city_reviewer', actorOrganisation: '测试' };
  await em.insert(CaseStep, { id, pilotCaseId, action: 'return', fromState: 'applied', toState: 'draft', reason: `退回·${pilotCaseId}`, fieldReasons: {}, detail: {}, papers: null, ...by });
  await em.insert(CaseObjection, { id: newId(), pilotCaseId, raisedBy: '匿名', raisedOn: TODAY, content: `异议·${pilotCaseId}`, outcome: null });
  await em.query('UPDATE attachment SET pilot_case_id = $2 WHERE id = $1', [onForm, pilotCaseId]);
  await em.query('UPDATE attachment SET case_step_id = $2 WHERE id = $1', [onStep, id]);
  const departments: { id: string }[] = await em.query('SELECT id FROM organisation WHERE code = $1', [sponsor]);
  for (const { id: departmentId } of departments) await em.insert(PlanConfirmation, { id: newId(), pilotCaseId, round: 0, departmentId, opinion: null, actorName: '测试' });
}

/** An answer handed in, and a department's yes to it. */
async function makeAnswer(em: EntityManager, assignmentId: string): Promise<void> {
  const author = { authorName: '测试', authorRole: 'pilot_liaison', authorOrganisation: '测试' };
  await em.insert(AssignmentFeedback, { id: newId(), assignmentId, round: 0, state: 'handed_in', conclusion: `已报·${assignmentId}`, attachmentIds: [], signedBy: '测试', ...author });
  const [{ id: departmentId }] = await em.query('SELECT id FROM organisation WHERE code = $1', ['FIN']);
  await em.insert(AssignmentConfirmation, { id: newId(), assignmentId, round: 0, departmentId, opinion: `同意·${assignmentId}`, actorName: '测试' });
}

async function must(answer: ReturnType<Client['get']>, status: number) {
  const { status: is, body } = await answer;
  if (is !== status) throw new Error(`${is} instead of ${status}: ${JSON.stringify(body)}`);
  return body;
}

async function everybody(test: TestApp): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const username of USERNAMES) people.set(username, await person(test, await Client.signIn(test, username)));
  for (const [username, principal] of DEPUTIES) {
    const principalId = people.get(principal)!.actor.positionId!;
    await test.db.as(systemActor('test.scene'), (em) => makeDeputy(em, username, principalId));
    people.set(username, await person(test, await Client.signIn(test, username), principalId));
  }
  const client = await Client.signIn(test, 'two.hats');
  const { body: me } = await client.get('/me');
  const other = me.positions.find((p: { id: string }) => p.id !== me.position.id);
  await client.post('/auth/position', { positionId: other.id });
  people.set('two.hats (other)', await person(test, client));
  return people;
}

/** Who stands in for whom: named to a visit by position, bringer of a ledger. */
const DEPUTIES = [['deputy.inspector', 'inspector'], ['deputy.liaison', 'unit.near.liaison']] as const;

async function makeDeputy(em: EntityManager, username: string, principalId: string): Promise<void> {
  const [{ password_hash: passwordHash }] = await em.query('SELECT password_hash FROM app_user WHERE username = $1', ['inspector']);
  const userId = newId();
  await em.insert(User, { id: userId, username, name: `测试 ${username}`, passwordHash, isDemo: true });
  await em.query(
    `INSERT INTO position (id, user_id, organisation_id, role, deputy_of, valid_until) SELECT $1, $2, organisation_id, role, id, '2099-12-31' FROM position WHERE id = $3`,
    [newId(), userId, principalId],
  );
}

async function person(test: TestApp, client: Client, principalId: string | null = null): Promise<Person> {
  const identity = (await test.app.get(Sessions).find(client.token!))!;
  const { reach, scope, positionId, userId, role } = identity;
  const actor: Actor = { ...identity, locale: 'zh', traceId: 'test.promise', action: 'test' };
  return { client, actor, role, permissions: new Set(ROLES[role]!.permissions), onlooker: (today) => ({ reach, scope, positionId, principalId, userId, today }) };
}

async function makeBare(test: TestApp, city: Client) {
  const unit = await must(
    city.post('/pilot-units', { name: '唐山无任务试点有限公司', uscc: '91110000101623741K', regionCode: '130200', unitKind: 'enterprise' }),
    201,
  );
  const where = { unitId: unit.id as string, caseId: newId(), regionId: unit.region.id as string };
  return test.db.as(systemActor('test.scene'), async (em) => {
    const batch = await em.findOneByOrFail(Batch, { code: 'B2' });
    await em.insert(PilotCase, {
      id: where.caseId, caseNo: 'SD-TEST-BARE', pilotUnitId: where.unitId, regionId: where.regionId, level: 'provincial', batchId: batch.id, state: 'implementing', taskCodes: [],
    });
    const members = await Promise.all(
      ['inspector.lead', 'other.inspector'].map(async (username, i) => {
        const user = await em.findOneByOrFail(User, { username });
        return { positionId: (await em.findOneByOrFail(Position, { userId: user.id })).id, name: user.name, leads: i === 0 };
      }),
    );
    const [{ checklist_id: checklistId }] = await em.query('SELECT checklist_id FROM visit LIMIT 1');
    const visit = { pilotCaseId: where.caseId, pilotUnitId: where.unitId, regionId: where.regionId, visitOn: TODAY, members };
    const window = { windowFrom: addDays(TODAY, -1), windowTo: addDays(TODAY, 5) };
    const { visitIds } = await planInspection(em, { code: 'DC-TEST-02', name: '专项督查', ...window, checklistId, visits: [visit] });
    return { ...where, visitId: visitIds[0]! };
  });
}

async function taskLedBy(test: TestApp, department: string): Promise<string> {
  const [task] = await test.db.read<{ code: string }>(
    systemActor('test.scene'),
    { name: undefined, text: 'SELECT t.code FROM task_category t JOIN organisation o ON o.id = t.lead_department_id WHERE o.code = $1 ORDER BY 1 LIMIT 1' },
    [department],
  );
  return task!.code;
}

async function file(lead: Client, visitId: string, taskCode: string, photo: string): Promise<void> {
  const { checklist } = await must(lead.get(`/visits/${visitId}`), 200);
  await must(
    lead.transition(`/visits/${visitId}`, 1, {
      action: 'file',
      conclusion: `结论·${photo}`,
      answers: checklist.items.map((item: { id: string }) => ({ itemId: item.id, verdict: 'pass' })),
      findings: [{ nature: 'execution', severity: 'serious', facts: `问题·${photo}`, taskCode, attachmentIds: [photo] }],
    }),
    200,
  );
}
