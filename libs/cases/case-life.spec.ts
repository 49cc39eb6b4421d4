import { addDays, systemActor } from '../kernel/index.js';
import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { act, COMPLETE, draft, fileOf, must, PLAN } from './testing.js';

let test: TestApp;
let world: World;
const people: Record<string, Client> = {};
const as = (name: string) => people[name]!;
let batch: { id: string; version: number };
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  const names = ['office.director', 'office.staff', 'leader', 'city.staff', 'city.reviewer', 'othercity.staff', 'hrss.leader', 'org.leader', 'sasac.liaison', 'unit.near.leader', 'unit.near.liaison', 'unit.sibling.liaison', 'unit.far.liaison', 'inspector.lead', 'sys.admin'];
  for (const name of names) people[name] = await Client.signIn(test, name);
  const body = { code: 'B9', name: '第九批', nameEn: 'Batch 9', appliesFrom: TODAY, appliesTo: addDays(TODAY, 30), quotas: [{ regionCode: '130900', quota: 1 }] };
  batch = await must(as('office.staff').post('/batches', body), 201);
});
afterAll(() => test.close());

const pointers = (answer: { body: { errors?: { pointer: string; code: string }[] } }) => (answer.body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
const inbox = async (name: string) => (await must(as(name).get('/notifications?limit=50'))).items.map((n: { title: string }) => n.title) as string[];

describe('a unit applies and ends designated, and on to 示范', () => {
  let id: string;

  it('opens a draft for itself, once, and for no other', async () => {
    id = (await must(as('unit.near.liaison').post('/pilot-cases', { batchId: batch.id, level: 'provincial' }), 201)).id;
    expect(await as('unit.near.leader').post('/pilot-cases', { batchId: batch.id, level: 'provincial' })).toMatchObject({ status: 409, body: { code: 'case_exists' } });
    expect((await as('unit.near.leader').post('/pilot-cases', { pilotUnitId: world.far.unitId, batchId: batch.id, level: 'county' })).status).toBe(403);
    expect(pointers(await as('city.staff').post('/pilot-cases', { pilotUnitId: world.far.unitId, batchId: batch.id, level: 'county' }))).toEqual(['/pilotUnitId unknown_reference']);
    expect(pointers(await as('office.staff').post('/pilot-cases', { batchId: world.far.unitId, level: 'county' }))).toEqual(['/pilotUnitId required', '/batchId unknown_reference']);
    expect((await as('hrss.leader').post('/pilot-cases', { batchId: batch.id, level: 'provincial' })).status).toBe(403);
    expect((await as('unit.sibling.liaison').get(`/pilot-cases/${id}`)).status).toBe(404);
  });

  it('cannot apply before the form is whole: every part is named at once', async () => {
    const answer = await act(as('unit.near.leader'), id, { action: 'apply' });
    expect(answer.status).toBe(422);
    const lacks = ['legalRep', 'unionName', 'unionChair', 'highSkill', 'foundation', 'taskCodes', 'reason', 'nominationRoute', 'unitOpinion', 'leaderConsent'];
    expect(pointers(answer)).toEqual(lacks.map((field) => `/application/${field} required`));
    const { missing } = await must(as('unit.near.liaison').get(`/pilot-cases/${id}/application`));
    expect(missing.map((m: { pointer: string }) => m.pointer)).toEqual(lacks.map((field) => `/application/${field}`));
    expect(missing[0].detail).toBe('必填。');
  });

  it('keeps the draft as it is filled in, with its version and files, and no ID number', async () => {
    const file = await fileOf(as('unit.near.liaison'), '营业执照.pdf');
    const { version } = await must(as('unit.near.liaison').get(`/pilot-cases/${id}`));
    const first = await must(as('unit.near.liaison').patch(`/pilot-cases/${id}`, { application: { ...COMPLETE, unionName: '旧名', attachmentIds: [file] } }, version));
    expect(first.version).toBe(version + 1);
    expect(await as('unit.near.leader').patch(`/pilot-cases/${id}`, { application: { reason: '抢先' } }, version)).toMatchObject({ status: 412 });
    expect(await as('unit.near.leader').patch(`/pilot-cases/${id}`, { application: { reason: '抢先' } })).toMatchObject({ status: 428 });
    const bad = { honors: '张某 130102199001011234', employees: -1, taskCodes: ['Z99'], attachmentIds: [world.far.caseId], salary: 3 };
    expect(pointers(await as('unit.near.leader').patch(`/pilot-cases/${id}`, { application: bad }, first.version)).sort()).toEqual(['/application/employees too_small', '/application/salary unknown_field']);
    const { employees: _, salary: __, ...worse } = bad;
    expect(pointers(await as('unit.near.leader').patch(`/pilot-cases/${id}`, { application: worse }, first.version))).toEqual([
      '/application/taskCodes/0 unknown_reference', '/application/attachmentIds/0 unknown_reference', '/application/honors no_id_number',
    ]);
    const form = await must(as('unit.near.leader').get(`/pilot-cases/${id}/application`));
    expect(form).toMatchObject({ missing: [], files: [{ id: file, name: '营业执照.pdf' }], form: { revenue: 12_000.5 }, returned: null, unit: { uscc: '91130900YL0001007M' } });
    expect((await as('city.staff').get(`/attachments/${file}/content`)).status).toBe(200);
    for (const other of ['unit.sibling.liaison', 'othercity.staff', 'hrss.leader', 'inspector.lead']) expect({ other, status: (await as(other).get(`/attachments/${file}/content`)).status }).toEqual({ other, status: 404 });
    expect((await as('inspector.lead').get(`/pilot-cases/${id}/application`)).status).toBe(403);
  });

  it('does not apply outside the batch’s window', async () => {
    test.clock.moveTo(addDays(TODAY, 31));
    expect(pointers(await act(as('unit.near.leader'), id, { action: 'apply' }))).toEqual(['/batch batch_closed']);
    test.clock.moveTo(TODAY);
    expect((await act(as('unit.near.liaison'), id, { action: 'apply' })).status).toBe(403);
    const applied = await must(act(as('unit.near.leader'), id, { action: 'apply' }));
    expect(applied).toMatchObject({ state: 'applied', abilities: [] });
    expect((await inbox('city.staff'))[0]).toBe(`沧州恒嘉泰智能装备有限公司 的试点档案 ${applied.caseNo} 待您办理（申报）`);
    expect(await as('unit.near.leader').patch(`/pilot-cases/${id}`, { application: { reason: '改' } }, applied.version)).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
  });

  it('is returned with a reason per field, which the next draft shows; the reviewer sees what changed since', async () => {
    await must(act(as('city.staff'), id, { action: 'accept' }));
    expect(pointers(await act(as('city.reviewer'), id, { action: 'return', fieldReasons: { nothing: 'x' } }))).toEqual(['/reason required', '/fieldReasons/nothing unknown_field']);
    await must(act(as('city.reviewer'), id, { action: 'return', reason: '请补正', fieldReasons: { unionName: '应为全称' } }));
    const paper = await must(as('unit.near.leader').get(`/pilot-cases/${id}/application`));
    expect(paper).toMatchObject({ state: 'draft', returned: { reason: '请补正', fieldReasons: { unionName: '应为全称' }, role: 'city_reviewer' }, previous: { unionName: '旧名' }, changed: [] });
    expect((await must(as('unit.near.liaison').get('/pilot-cases?awaits=unit'))).items.map((c: { id: string }) => c.id)).toEqual([id]);
    await must(as('unit.near.leader').patch(`/pilot-cases/${id}`, { application: { unionName: '沧州样例公司工会委员会' } }, paper.version));
    test.clock.moveTo(addDays(TODAY, 31)); // mending what was sent back is not bound to the window
    await must(act(as('unit.near.leader'), id, { action: 'apply' }));
    test.clock.moveTo(TODAY);
    expect(await must(as('city.reviewer').get(`/pilot-cases/${id}/application`))).toMatchObject({ changed: ['unionName'], previous: { unionName: '旧名' }, form: { unionName: '沧州样例公司工会委员会' } });
  });

  it('is recommended with opinion and file, within the quota of its region', async () => {
    await must(act(as('city.staff'), id, { action: 'accept' }));
    expect(pointers(await act(as('city.reviewer'), id, { action: 'recommend', opinion: ' ' }))).toEqual(['/opinion required', '/attachmentIds required']);
    await must(as('office.staff').patch(`/batches/${batch.id}`, { quotas: [{ regionCode: '130900', quota: 0 }] }, batch.version));
    const file = await fileOf(as('city.reviewer'));
    expect(pointers(await act(as('city.reviewer'), id, { action: 'recommend', opinion: '同意', attachmentIds: [file] }))).toEqual(['/quota quota_exceeded']);
    await must(as('office.staff').patch(`/batches/${batch.id}`, { quotas: [{ regionCode: '130900', quota: 1 }] }, batch.version + 1));
    const done = await must(act(as('city.reviewer'), id, { action: 'recommend', opinion: '同意推荐', attachmentIds: [file], rank: 1 }));
    expect(done).toMatchObject({ state: 'province_review', recommendRank: 1 });
    expect(done.steps.at(-1)).toMatchObject({ action: 'recommend', by: { role: 'city_reviewer' }, detail: { opinion: '同意推荐', rank: 1 }, attachments: [{ id: file }] });
    expect((await must(as('city.staff').get(`/batches/${batch.id}/quotas`))).items).toEqual([{ region: expect.objectContaining({ code: '130900' }), quota: 1, recommended: 1, designated: 0 }]);
  });

  it('is posted for five working days, and designated when they are over and every objection is answered', async () => {
    const posted = await must(act(as('office.director'), id, { action: 'shortlist', opinion: '拟列入' }));
    expect(posted).toMatchObject({ state: 'publicity', publicityFrom: TODAY, publicityTo: '2026-06-17' });
    const objection = await must(as('city.staff').post(`/pilot-cases/${id}/objections`, { raisedBy: '匿名', content: '材料不实' }), 201);
    for (const other of ['unit.near.leader', 'hrss.leader', 'leader']) expect((await as(other).get(`/pilot-cases/${id}/objections`)).status).toBe(403);
    const decision = { action: 'designate', docNo: '冀产改办〔2026〕9号', designatedOn: TODAY };
    expect(pointers(await act(as('office.director'), id, { ...decision, designatedOn: addDays(TODAY, 1) }))).toEqual(['/publicityTo publicity_not_over', '/objections objection_open', '/designatedOn in_the_future']);
    test.clock.moveTo('2026-06-18');
    expect(pointers(await act(as('office.director'), id, decision))).toEqual(['/objections objection_open']);
    expect((await as('city.staff').patch(`/case-objections/${objection.id}`, { outcome: '不实' }, 1)).status).toBe(403);
    await must(as('office.staff').patch(`/case-objections/${objection.id}`, { outcome: '经核查，异议不成立' }, 1));
    expect(pointers(await act(as('office.director'), id, { action: 'designate' }))).toEqual(['/docNo required', '/designatedOn required']);
    expect((await act(as('office.staff'), id, decision)).status).toBe(403);
    const bulk = await must(as('office.director').post('/pilot-cases/designations', { caseIds: [id, world.near.caseId, batch.id], docNo: decision.docNo, designatedOn: TODAY }));
    expect(bulk).toMatchObject({ designated: 1, refused: 2, items: [{ caseId: id, outcome: 'designated' }, { outcome: 'refused', errors: [{ code: 'wrong_state' }] }, { outcome: 'refused', caseNo: null, errors: [{ code: 'not_found' }] }] });
    expect(await must(as('unit.near.leader').get(`/pilot-cases/${id}`))).toMatchObject({ state: 'designated', docNo: decision.docNo, designatedOn: TODAY, taskCodes: ['A03', 'C03'], abilities: ['submit_plan', 'edit_plan'] });
    expect((await as('office.staff').post('/pilot-cases/designations', { caseIds: [id], docNo: 'x', designatedOn: TODAY })).status).toBe(403);
  });

  it('hands in a plan that each sponsor confirms, and then the office', async () => {
    for (const code of ['HRSS', 'ORG']) {
      const [department] = (await must(as('office.staff').get('/organisations?kind=department&limit=200'))).items.filter((o: { code: string }) => o.code === code);
      await must(as('office.staff').post('/sponsorships', { pilotCaseId: id, departmentId: department.id }), 201);
      expect(await as('office.staff').post('/sponsorships', { pilotCaseId: id, departmentId: department.id })).toMatchObject({ status: 409, body: { code: 'already_sponsored' } });
    }
    const lacking = await act(as('unit.near.leader'), id, { action: 'submit_plan' });
    expect(pointers(lacking)).toContain('/plan/tasks required');
    expect(pointers(lacking)).toHaveLength(8);
    const { version } = await must(as('unit.near.liaison').get(`/pilot-cases/${id}/plan`));
    const half = { ...PLAN, tasks: [{ ...PLAN.tasks[0], owner: '', milestones: [{ name: '', dueOn: null }] }] };
    const saved = await must(as('unit.near.liaison').patch(`/pilot-cases/${id}/plan`, half, version));
    expect(saved.missing.map((m: { pointer: string }) => m.pointer)).toEqual(['/plan/tasks/0/owner', '/plan/tasks/0/milestones/0/name', '/plan/tasks/0/milestones/0/dueOn']);
    expect(pointers(await as('unit.near.liaison').patch(`/pilot-cases/${id}/plan`, { tasks: [PLAN.tasks[0], PLAN.tasks[0], { ...PLAN.tasks[0], taskCode: 'Z1' }] }, saved.version))).toEqual([
      '/tasks/1/taskCode repeated', '/tasks/2/taskCode unknown_reference',
    ]);
    await must(as('unit.near.liaison').patch(`/pilot-cases/${id}/plan`, PLAN, saved.version));
    await must(act(as('unit.near.leader'), id, { action: 'submit_plan' }));
    expect(pointers(await act(as('office.staff'), id, { action: 'approve_plan' }))).toEqual(['/sponsors/ORG plan_not_confirmed', '/sponsors/HRSS plan_not_confirmed']);
    expect((await must(as('hrss.leader').get('/pilot-cases?awaits=me'))).total).toBe(1);
    const confirmed = await must(act(as('hrss.leader'), id, { action: 'approve_plan', opinion: '同意' }));
    expect(confirmed).toMatchObject({ state: 'plan_review', abilities: ['return_plan', 'assignment.create'] });
    expect((await must(as('hrss.leader').get('/pilot-cases?awaits=me'))).total).toBe(0);
    expect(await act(as('hrss.leader'), id, { action: 'approve_plan' })).toMatchObject({ status: 409, body: { code: 'already_confirmed' } });
    await must(act(as('org.leader'), id, { action: 'return_plan', reason: '举措要细化' }));
    expect(await must(as('unit.near.leader').get(`/pilot-cases/${id}/plan`))).toMatchObject({ state: 'designated', returned: { reason: '举措要细化' } });
    await must(act(as('unit.near.leader'), id, { action: 'submit_plan' }));
    // what was confirmed was the plan before
    expect(pointers(await act(as('office.staff'), id, { action: 'approve_plan' }))).toHaveLength(2);
    for (const name of ['hrss.leader', 'org.leader']) await must(act(as(name), id, { action: 'approve_plan' }));
    expect(await must(as('office.staff').get(`/pilot-cases/${id}/plan`))).toMatchObject({ round: 2, sponsors: [{ department: { code: 'ORG' }, confirmedAt: expect.any(String) }, { department: { code: 'HRSS' }, taskCodes: expect.arrayContaining(['C03']) }] });
    expect(await must(act(as('office.staff'), id, { action: 'approve_plan' }))).toMatchObject({ state: 'implementing' });
  });

  it('is evaluated once its reports are accepted, suspended and resumed, and withdrawn with a document', async () => {
    expect(pointers(await act(as('office.staff'), id, { action: 'start_evaluation' }))).toEqual(['/progressReports no_report_yet']);
    const evaluated = world.near.caseId;
    test.clock.moveTo(addDays(TODAY, 6));
    expect(pointers(await act(as('office.staff'), evaluated, { action: 'start_evaluation' }))).toEqual(['/progressReports reports_not_accepted']);
    await test.db.as(systemActor('test'), async (em) => {
      for (const state of ['city_review', 'province_review', 'accepted']) await em.query('UPDATE progress_report SET state = $2 WHERE id = $1', [world.near.reportId, state]);
    });
    await must(act(as('office.staff'), evaluated, { action: 'start_evaluation' }));
    expect(pointers(await act(as('office.director'), evaluated, { action: 'pass' }))).toEqual(['/evaluation no_official_evaluation']);
    expect(pointers(await act(as('office.director'), evaluated, { action: 'improve', improvements: [] }))).toEqual(['/improvements required']);
    await must(act(as('office.director'), evaluated, { action: 'improve', improvements: ['补齐佐证'] }));
    await must(act(as('office.staff'), evaluated, { action: 'start_evaluation' }));
    await test.db.as(systemActor('test'), (em) => em.query(
      `INSERT INTO evaluation (id, year, scheme_id, pilot_case_id, pilot_unit_id, region_id, state, score, grade, published_at)
       SELECT uuid_v7(), s.year, s.id, c.id, c.pilot_unit_id, c.region_id, 'published', 91.5, 'excellent', now() FROM evaluation_scheme s, pilot_case c WHERE s.year = 2025 AND c.id = $1`, [evaluated]));
    expect(await must(act(as('office.director'), evaluated, { action: 'pass' }))).toMatchObject({ state: 'passed', steps: expect.arrayContaining([expect.objectContaining({ action: 'pass', detail: expect.objectContaining({ score: 91.5, grade: 'excellent', year: 2025 }) })]) });
    expect(pointers(await act(as('office.director'), evaluated, { action: 'name_model' }))).toEqual(['/practices practice_not_published']);
    expect(pointers(await act(as('office.director'), id, { action: 'suspend' }))).toEqual(['/reason required']);
    await must(act(as('office.director'), id, { action: 'suspend', reason: '停产检修' }));
    await must(act(as('office.director'), id, { action: 'resume' }));
    expect(pointers(await act(as('office.director'), id, { action: 'withdraw', reason: '企业注销' }))).toEqual(['/attachmentIds required']);
    const gone = await must(act(as('office.director'), id, { action: 'withdraw', reason: '企业注销', attachmentIds: [await fileOf(as('office.director'))] }));
    expect(gone).toMatchObject({ state: 'withdrawn', abilities: ['progress.log', 'assignment.create'] });
    expect(gone.steps.map((s: { action: string }) => s.action)).toEqual([
      'open', 'apply', 'accept', 'return', 'apply', 'accept', 'recommend', 'shortlist', 'designate', 'submit_plan', 'approve_plan', 'return_plan', 'submit_plan',
      'approve_plan', 'approve_plan', 'approve_plan', 'suspend', 'resume', 'withdraw',
    ]);
    test.clock.moveTo(TODAY);
  });

  it('takes its tasks to rest with it: grey until each is taken up again with a new due date', async () => {
    const { caseId, assignmentId, issuedId } = world.far;
    await must(act(as('office.director'), caseId, { action: 'suspend', reason: '停产检修' }));
    for (const one of [assignmentId, issuedId]) {
      const row = await must(as('office.director').get(`/assignments/${one}`));
      expect(row).toMatchObject({ state: 'suspended', light: 'grey', abilities: expect.arrayContaining(['resume']) });
      expect(row.steps.at(-1)).toMatchObject({ action: 'suspend', reason: '停产检修', by: { role: 'office_director' } });
    }
    await must(act(as('office.director'), caseId, { action: 'resume' }));
    const resting = await must(as('office.director').get(`/assignments/${assignmentId}`));
    expect((await as('office.director').transition(`/assignments/${assignmentId}`, resting.version, { action: 'resume', dueOn: '2026-08-03' })).body).toMatchObject({ state: 'in_progress', dueOn: '2026-08-03' });
  });

  it('may apply again in a later batch, not in the same', async () => {
    expect((await as('unit.near.leader').post('/pilot-cases', { batchId: batch.id, level: 'provincial' })).status).toBe(409);
    const later = await must(as('office.staff').post('/batches', { code: 'B10', name: '第十批', nameEn: 'Batch 10' }), 201);
    expect((await as('unit.near.leader').post('/pilot-cases', { batchId: later.id, level: 'provincial' })).status).toBe(201);
  });

  it('is in the audit trail step by step, with who and under which name', async () => {
    const { items } = await must(as('office.director').get(`/audit-entries?subjectId=${id}&limit=200`));
    const actions = items.map((entry: { action: string }) => entry.action);
    for (const action of ['case.apply', 'case.recommend', 'case.designate', 'case.submit_plan', 'case.withdraw']) expect(actions).toContain(action);
  });
});

it('designates beyond the quota only with the director’s reason, which is kept', async () => {
  const quota = await must(as('office.staff').post('/batches', { code: 'B11', name: '第十一批', nameEn: 'Batch 11', quotas: [{ regionCode: '130900', quota: 2 }] }), 201);
  const ids: string[] = [];
  for (const pilotUnitId of [world.near.unitId, world.sibling.unitId]) {
    const id = await draft(as('city.staff'), quota.id, 'prefecture', { pilotUnitId });
    await must(act(as('city.staff'), id, { action: 'apply' }));
    await must(act(as('city.staff'), id, { action: 'accept' }));
    await must(act(as('city.reviewer'), id, { action: 'recommend', opinion: '同意', attachmentIds: [await fileOf(as('city.reviewer'))] }));
    ids.push(id);
  }
  await must(as('office.staff').patch(`/batches/${quota.id}`, { quotas: [{ regionCode: '130900', quota: 1 }] }, quota.version));
  const decision = { caseIds: ids, docNo: '冀产改办〔2026〕11号', designatedOn: TODAY };
  const first = await must(as('office.director').post('/pilot-cases/designations', decision));
  expect(first).toMatchObject({ designated: 1, refused: 1 });
  expect(first.items[1].errors).toEqual([{ pointer: '/quotaReason', code: 'quota_needs_reason', detail: '本地区名额 1 个，已确定 1 个；超出须由省产改办负责人说明理由。' }]);
  const second = await must(as('office.director').post('/pilot-cases/designations', { ...decision, caseIds: [ids[1]], quotaReason: '全省统筹' }));
  expect(second.designated).toBe(1);
  expect((await must(as('office.staff').get(`/pilot-cases/${ids[1]}`))).steps.at(-1).detail).toMatchObject({ quotaReason: '全省统筹', docNo: decision.docNo });
});

it('designates into the batch of the decision, whose quota and catalogue then count', async () => {
  const [applied, decided] = [
    await must(as('office.staff').post('/batches', { code: 'B14', name: '第十四批', nameEn: 'Batch 14' }), 201),
    await must(as('office.staff').post('/batches', { code: 'B15', name: '第十五批', nameEn: 'Batch 15', quotas: [{ regionCode: '130900', quota: 0 }] }), 201),
  ];
  const id = await draft(as('city.staff'), applied.id, 'county', { pilotUnitId: world.near.unitId });
  for (const action of ['apply', 'accept']) await must(act(as('city.staff'), id, { action }));
  await must(act(as('city.reviewer'), id, { action: 'recommend', opinion: '同意', attachmentIds: [await fileOf(as('city.reviewer'))] }));
  const decision = { caseIds: [id], docNo: '冀产改办〔2026〕15号', designatedOn: TODAY };
  const bulk = async (more: object) => must(as('office.director').post('/pilot-cases/designations', { ...decision, ...more }));
  expect((await bulk({ batchId: world.near.caseId })).items[0].errors).toMatchObject([{ pointer: '/batchId', code: 'unknown_reference' }]);
  expect((await bulk({ batchId: decided.id })).items[0].errors).toMatchObject([{ pointer: '/quotaReason', code: 'quota_needs_reason' }]);
  await test.db.as((await import('../kernel/index.js')).systemActor('test'), async (em) => {
    await em.query(`INSERT INTO task_category (id, code, catalogue_version, name, name_en, direction, direction_name, direction_name_en, sequence, lead_department_id, illustrative)
      SELECT uuid_v7(), 'A03', 9, name, name_en, direction, direction_name, direction_name_en, 1, lead_department_id, illustrative FROM task_category WHERE code = 'A03' AND catalogue_version = 1`);
    await em.query('UPDATE batch SET catalogue_version = 9 WHERE id = $1', [decided.id]);
  });
  expect((await bulk({ batchId: decided.id, quotaReason: '全省统筹' })).items[0].errors).toMatchObject([{ pointer: '/batchId', code: 'task_not_in_batch', detail: expect.stringContaining('C03') }]);
  expect(await must(as('office.staff').get(`/pilot-cases/${id}`))).toMatchObject({ state: 'province_review', batch: { code: 'B14' } });
  await test.db.as((await import('../kernel/index.js')).systemActor('test'), (em) => em.query('UPDATE batch SET catalogue_version = 1 WHERE id = $1', [decided.id]));
  expect(await bulk({ batchId: decided.id, quotaReason: '全省统筹' })).toMatchObject({ designated: 1 });
  const after = await must(as('office.staff').get(`/pilot-cases/${id}`));
  expect(after).toMatchObject({ state: 'designated', batch: { code: 'B15' }, docNo: decision.docNo });
  expect(after.steps.at(-1).detail).toMatchObject({ batch: '第十五批', quotaReason: '全省统筹' });
  expect((await must(as('office.staff').get(`/batches/${decided.id}/quotas`))).items.find((q: { region: { code: string } }) => q.region.code === '130900')).toMatchObject({ designated: 1 });
});

describe('batches', () => {
  it('are refused with every bad field, a taken code, and to who may not', async () => {
    const bad = { code: 'B12', name: '第十二批', nameEn: 'B12', appliesFrom: TODAY, appliesTo: addDays(TODAY, -1), catalogueVersion: 77, quotas: [{ regionCode: '999999', quota: 1 }, { regionCode: '130900', quota: 1 }, { regionCode: '130900', quota: 2 }] };
    expect(pointers(await as('office.staff').post('/batches', bad))).toEqual(['/quotas/0/regionCode unknown_reference', '/quotas/2/regionCode repeated', '/appliesTo window_backwards', '/catalogueVersion unknown_reference']);
    expect((await as('office.staff').post('/batches', { code: 'B1', name: '又一批', nameEn: 'x' })).status).toBe(409);
    for (const name of ['city.staff', 'leader', 'hrss.leader', 'unit.near.leader', 'sys.admin']) expect((await as(name).post('/batches', { code: 'B13', name: '十三', nameEn: '13' })).status).toBe(403);
    expect((await as('office.staff').patch(`/batches/${batch.id}`, { name: '改' }, 99)).status).toBe(412);
    expect((await as('sys.admin').get('/batches')).body.items.length).toBeGreaterThan(3);
  });
});

describe('sponsorships', () => {
  it('end and stay in the history; what follows from them ends too', async () => {
    const [row] = (await must(as('office.staff').get(`/sponsorships?pilotCase=${world.near.caseId}`))).items;
    expect(row).toMatchObject({ department: { code: 'SASAC' }, endedOn: null, case: { id: world.near.caseId } });
    expect((await as('sasac.liaison').get(`/pilot-cases/${world.near.caseId}`)).status).toBe(200);
    expect((await as('sasac.liaison').delete(`/sponsorships/${row.id}`, row.version)).status).toBe(403);
    expect((await as('office.staff').delete(`/sponsorships/${row.id}`, 9)).status).toBe(412);
    await must(as('office.staff').delete(`/sponsorships/${row.id}?reason=${encodeURIComponent('调整分工')}`, row.version));
    expect(await as('office.staff').delete(`/sponsorships/${row.id}`, row.version + 1)).toMatchObject({ status: 409, body: { code: 'sponsorship_ended' } });
    expect((await must(as('office.staff').get(`/sponsorships?pilotCase=${world.near.caseId}&standing=false`))).items[0]).toMatchObject({ id: row.id, endedOn: TODAY, endReason: '调整分工' });
    expect((await as('sasac.liaison').get('/sponsorships')).body.total).toBe(0);
    expect((await must(as('office.staff').get(`/pilot-cases/${world.near.caseId}`))).sponsors).toEqual([]);
    await must(as('office.staff').post('/sponsorships', { pilotCaseId: world.near.caseId, departmentId: row.department.id }), 201);
  });

  it('are told department by department: which have none, and which more than the setting says', async () => {
    const view = await must(as('leader').get('/sponsorships/by-department'));
    expect(view).toMatchObject({ min: 1, max: 2 });
    expect(view.source).toContain('1—2家');
    const of = (code: string) => view.items.find((item: { department: { code: string } }) => item.department.code === code);
    expect(of('SASAC')).toMatchObject({ standing: 1, verdict: 'within', cases: [{ id: world.near.caseId }] });
    expect(of('FIN')).toMatchObject({ standing: 0, verdict: 'none', cases: [] });
    for (const name of ['city.staff', 'hrss.leader', 'unit.near.leader']) expect((await as(name).get('/sponsorships/by-department')).status).toBe(403);
  });
});
