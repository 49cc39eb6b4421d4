import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client, type Answer } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';
import { PROGRESS_REPORT_MACHINE } from './progress-report.rules.js';
import { fillReport } from './testing.js';

const PEOPLE: Record<string, string> = {
  'office.director': 'office_director', 'office.staff': 'office_staff', leader: 'leader_view', 'city.staff': 'city_staff', 'city.reviewer': 'city_reviewer',
  'hrss.liaison': 'dept_liaison', 'sasac.liaison': 'dept_liaison', 'unit.near.leader': 'pilot_leader', 'unit.near.liaison': 'pilot_liaison',
};
let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
const as = (name: string) => clients.get(name)!;
let id: string;
let path: string;
const sql = <T = Record<string, unknown>>(text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values) as Promise<T[]>);
const put = (state: string) => sql('UPDATE progress_report SET state = $2 WHERE id = $1', [id, state]);
const page = async (name = 'office.staff') => (await as(name).get(path)).body;
const act = async (name: string, body: object, at = path): Promise<Answer> => as(name).transition(at, (await as('office.staff').get(at)).body.version, body);
const must = async (answer: Promise<Answer>) => {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};
const told = async (name: string, kind: string) => (await as(name).get('/notifications?limit=50')).body.items.filter((n: { kind: string }) => n.kind === kind).length;

beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of [...Object.keys(PEOPLE), 'othercity.staff', 'unit.sibling.liaison', 'unit.far.liaison']) clients.set(name, await Client.signIn(test, name));
  id = world.near.reportId;
  path = `/progress-reports/${id}`;
});
afterAll(() => test.close());
afterEach(() => test.clock.moveTo(TODAY));

const AT: Record<string, Record<string, string[]>> = {
  draft: { review: ['pilot_liaison'], file_for: ['city_staff', 'office_staff'] },
  returned: { review: ['pilot_liaison'], file_for: ['city_staff', 'office_staff'] },
  internal_review: { send_back: ['pilot_leader'], submit: ['pilot_leader'] },
  submitted: { withdraw: ['pilot_liaison'], city_start: ['city_staff'] },
  withdrawn: { edit_again: ['pilot_liaison'] },
  city_review: { forward: ['city_reviewer'], return: ['city_reviewer', 'office_staff', 'dept_liaison'] },
  province_review: { accept: ['office_staff'], return: ['office_staff', 'dept_liaison'] },
  accepted: { correct: ['office_staff'] },
};
const ROAD = ['submitted', 'withdrawn', 'draft', 'internal_review', 'submitted', 'city_review', 'returned', 'internal_review', 'submitted', 'city_review', 'province_review', 'accepted'];

it('gives each role its actions in each state, and refuses every other by name', async () => {
  const seen = new Set<string>();
  for (const state of ROAD) {
    if ((await page()).state !== state) await put(state);
    if (seen.has(state)) continue;
    seen.add(state);
    for (const [name, role] of Object.entries(PEOPLE)) {
      const answer = await as(name).get(path);
      if (name === 'hrss.liaison') { expect(answer.status).toBe(404); continue; }
      const mine = Object.entries(AT[state]!).filter(([, by]) => by.includes(role)).map(([action]) => action).sort();
      const acts = answer.body.abilities.filter((a: string) => PROGRESS_REPORT_MACHINE.transitions.some(({ action }) => action === a)).sort();
      expect([state, name, acts]).toEqual([state, name, mine]);
      for (const { action } of PROGRESS_REPORT_MACHINE.transitions.filter((t) => !mine.includes(t.action))) {
        const tried = await as(name).transition(path, answer.body.version, { action, reason: '试试', opinion: '试试', cells: [{ cell: 'sections/features', reason: '试试' }], onBehalf: '试试' });
        const offered = PROGRESS_REPORT_MACHINE.transitions.find((t) => t.action === action)!.from.includes(state);
        expect([state, name, action, [403, 409].includes(tried.status)]).toEqual([state, name, action, true]);
        if (!offered && tried.status === 409) expect(tried.body.allowed.filter((a: string) => !['write', 'attach', 'remark', 'answer'].includes(a)).sort()).toEqual(mine);
      }
    }
  }
  expect((await page()).state).toBe('accepted');
});

describe('a report on its road', () => {
  beforeAll(async () => {
    id = world.sibling.reportId;
    path = `/progress-reports/${id}`;
    await sql('UPDATE position SET organisation_id = $1 WHERE organisation_id = $2 AND role LIKE $3', [world.sibling.unitId, world.near.unitId, 'pilot_%']);
    for (const name of ['unit.near.liaison', 'unit.near.leader']) clients.set(name, await Client.signIn(test, name));
  });

  it('goes to the leader only when nothing is missing or unexplained, every gap named', async () => {
    const refused = await act('unit.near.liaison', { action: 'review' });
    expect(refused).toMatchObject({ status: 422 });
    const gaps = (await page()).problems.filter((p: { explained: boolean }) => !p.explained);
    expect(refused.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(gaps.map((p: { cell: string }) => `/${p.cell}`));
    expect(gaps.length).toBeGreaterThan(5);
    await fillReport(as('unit.near.liaison'), id);
    expect((await page()).problems).toEqual([]);
    expect(await must(act('unit.near.liaison', { action: 'review' }))).toMatchObject({ state: 'internal_review', complete: true, submittedAt: null, abilities: ['answer'] });
    expect((await page('unit.near.leader')).entries.every((e: { prefilled: boolean }) => !e.prefilled)).toBe(true);
    expect(await told('unit.near.leader', 'report_waits')).toBe(1);
    expect((await act('unit.near.leader', { action: 'send_back' })).body.errors).toMatchObject([{ pointer: '/reason', code: 'required' }]);
    expect(await must(act('unit.near.leader', { action: 'send_back', reason: '数字请再核' }))).toMatchObject({ state: 'draft', complete: false });
    await must(act('unit.near.liaison', { action: 'review' }));
  });

  it('is signed once, on time by the due day, and a retry gets the same answer', async () => {
    const { version } = await page();
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': 'sign-report-1' };
    expect((await as('unit.near.leader').transition(path, version - 1, { action: 'submit' })).status).toBe(412);
    const answers = await Promise.all([1, 2, 3].map(() => as('unit.near.leader').post(`${path}/transitions`, { action: 'submit' }, headers)));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { state: 'submitted', complete: true, onTime: true, submissions: 1, version: version + 1, abilities: ['answer'] } });
    expect(answers.filter(({ headers: given }) => given['idempotency-replayed'] !== 'true')).toHaveLength(1);
    expect(await told('city.staff', 'report_waits')).toBe(1);
    expect(await told('office.staff', 'report_waits')).toBe(0);
    expect((await page()).steps.filter((s: { action: string }) => s.action === 'submit')).toMatchObject([{ by: { role: 'pilot_leader' }, detail: { submission: 1 } }]);
    expect((await act('unit.near.leader', { action: 'submit' })).body).toMatchObject({ status: 409, code: 'wrong_state', allowed: ['answer'] });
    expect((await act('unit.near.liaison', { action: 'submit' })).status).toBe(409);
  });

  it('is taken back before review starts and not after; what was handed in is kept', async () => {
    expect(await must(act('unit.near.liaison', { action: 'withdraw' }))).toMatchObject({ state: 'withdrawn', submittedAt: null, complete: false, onTime: false });
    await must(act('unit.near.liaison', { action: 'edit_again' }));
    await must(act('unit.near.liaison', { action: 'review' }));
    await must(act('unit.near.leader', { action: 'submit' }));
    await must(act('city.staff', { action: 'city_start' }));
    expect(await act('unit.near.liaison', { action: 'withdraw' })).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
    expect(await sql(`SELECT submission, content ->> 'sections/features' AS features FROM report_revision WHERE progress_report_id = $1`, [id])).toEqual([{ submission: 1, features: '无' }]);
    expect((await act('city.reviewer', { action: 'forward' })).body.errors).toMatchObject([{ pointer: '/opinion', code: 'required' }]);
  });

  it('goes back with a reason on each cell, is mended and sent again, and tells what changed since it was looked at', async () => {
    const city = as('city.reviewer');
    expect((await city.post('/progress-reports/looks', { items: [{ id, submission: 2 }, { id: world.far.reportId, submission: 1 }] })).body).toEqual({ looked: [id] });
    const cells = [{ cell: `entries/${world.sibling.assignmentId}/done`, reason: '请写明期次' }, { cell: 'sections/problems', reason: '请具体' }];
    expect((await act('city.reviewer', { action: 'return' })).body.errors).toMatchObject([{ pointer: '/cells', code: 'required' }]);
    expect((await act('city.reviewer', { action: 'return', cells: [...cells, { cell: `entries/${world.near.assignmentId}/done`, reason: '不是它的' }] })).body.errors).toMatchObject([{ pointer: '/cells/2/cell', code: 'unknown_cell' }]);
    await must(act('city.reviewer', { action: 'return', cells }));
    const back = await page('unit.near.liaison');
    expect(back).toMatchObject({ state: 'returned', returnedCount: 1, complete: true, inForce: false, remarks: cells.map(({ cell, reason }) => ({ cell, kind: 'return', text: reason, submission: 2, author: { role: 'city_reviewer' } })) });
    await must(as('unit.near.liaison').post(`${path}/cells`, { cells: [{ cell: cells[0]!.cell, value: '完成三期培训', was: back.entries[1].done }, { cell: cells[1]!.cell, value: '夜班难参训', was: '无' }] }));
    const answered = await as('unit.near.liaison').post(`/report-remarks/${back.remarks[0].id}/answer`, { answer: '已写明' }, { 'if-match': `"${back.remarks[0].version}"` });
    expect(answered).toMatchObject({ status: 200, body: { answer: '已写明', answeredBy: '测试 unit.near.liaison' } });
    test.clock.moveTo(addDays(TODAY, 30));
    await must(act('unit.near.liaison', { action: 'review' }));
    expect(await must(act('unit.near.leader', { action: 'submit' }))).toMatchObject({ submissions: 3, onTime: true });
    const changes = (await city.get(`${path}/changes`)).body;
    expect(changes).toMatchObject({ since: 2, against: 'submission', submission: 3 });
    expect(changes.changes).toEqual([
      { cell: cells[0]!.cell, was: back.entries[1].done, now: '完成三期培训', name: expect.stringContaining('C03'), nameEn: expect.anything() },
      { cell: 'sections/problems', was: '无', now: '夜班难参训', name: null, nameEn: null },
    ]);
    expect((await as('unit.near.liaison').get(`${path}/changes?since=2`)).body.changes).toHaveLength(2);
  });

  it('is accepted only by whoever looked at it as it is', async () => {
    await must(act('city.staff', { action: 'city_start' }));
    await must(act('city.reviewer', { action: 'forward', opinion: '同意' }));
    const office = as('office.staff');
    expect((await act('office.staff', { action: 'accept' })).body.errors).toMatchObject([{ pointer: '/submission', code: 'report_not_looked_at' }]);
    expect((await act('office.staff', { action: 'accept', submission: 1, changesShown: true })).body.errors).toMatchObject([{ code: 'report_changed_since' }]);
    const { version } = await page();
    const bulk = async (items: object[]) => (await office.post('/progress-reports/transitions', { action: 'accept', items })).body;
    expect(await bulk([{ id, version }, { id: world.near.reportId, version: 1 }, { id: '0190aaaa-0000-7000-8000-000000000000', version: 1 }])).toMatchObject({ done: 0, refused: 3, items: [{ code: 'report_not_looked_at', state: 'province_review' }, { code: 'stale' }, { code: 'not_found', unit: null }] });
    expect(await bulk([{ id, version, submission: 3, changesShown: true }])).toMatchObject({ done: 1, items: [{ outcome: 'done', state: 'accepted' }] });
    expect(await told('unit.near.liaison', 'report_told')).toBe(1);
  });

  it('is corrected by another edition; the old one stays readable, and no rate moves', async () => {
    const tally = () => sql(`SELECT kind, sum(n)::int AS n FROM report_tally WHERE region_id = $1 GROUP BY 1 ORDER BY 1`, [world.sibling.regionId]);
    const [before, old] = [await tally(), await page()];
    const { successorId } = await must(act('office.staff', { action: 'correct', reason: '培训期次有误' }));
    expect(await page()).toMatchObject({ state: 'corrected', isCurrent: false, inForce: true, abilities: [] });
    const next = `/progress-reports/${successorId}`;
    const edition = (await as('unit.near.liaison').get(next)).body;
    expect(edition).toMatchObject({ state: 'draft', edition: 2, isCurrent: true, inForce: false, submittedAt: expect.anything(), onTime: true, correctionReason: '培训期次有误', sections: old.sections, editions: [{ id }, { id: successorId }] });
    expect(await tally()).toEqual(before);
    await must(as('unit.near.liaison').post(`${next}/cells`, { cells: [{ cell: `entries/${world.sibling.assignmentId}/progress`, value: '62', was: String(edition.entries[1].progress) }] }));
    test.clock.moveTo(addDays(TODAY, 40));
    await must(act('unit.near.liaison', { action: 'review' }, next));
    await must(act('unit.near.leader', { action: 'submit' }, next));
    expect([(await page()).inForce, (await as('office.staff').get(next)).body.inForce]).toEqual([false, true]);
    expect((await as('office.staff').get(`${next}/comparison`)).body).toMatchObject({ against: 'edition', changes: [{ cell: `entries/${world.sibling.assignmentId}/progress`, now: '62' }] });
    expect((await as('office.staff').get(`${path}/comparison`)).body).toMatchObject({ changes: [] });
    expect(await tally()).toEqual(before);
    expect((await as('office.staff').get(`/progress-reports?period=${world.periodId}`)).body.total).toBe(3);
  });

  it('is filed for a unit on a basis that stays, and not accepted by whoever filed it', async () => {
    id = world.far.reportId;
    path = `/progress-reports/${id}`;
    await fillReport(as('office.staff'), id, '邮寄的盖章报告');
    expect((await act('othercity.staff', { action: 'file_for', onBehalf: '电话核实' }))).toMatchObject({ status: 200, body: { state: 'submitted', submissions: 1 } });
    expect((await page()).onBehalf).toContain('电话核实');
    expect((await page()).steps.at(-1)).toMatchObject({ action: 'file_for', by: { role: 'city_staff' } });
    expect(await told('unit.far.liaison', 'report_told')).toBe(1);
    for (const state of ['withdrawn', 'draft']) await put(state);
    await must(act('office.staff', { action: 'file_for' }));
    for (const state of ['city_review', 'province_review']) await put(state);
    expect((await act('office.staff', { action: 'accept', changesShown: true })).body.errors).toMatchObject([{ code: 'report_own_filing' }]);
  });

  it('skips the city for a unit of which the province says that it reports directly', async () => {
    const unit = async () => (await as('office.staff').get(`/pilot-units/${world.far.unitId}`)).body;
    const say = async (name: string, reportsDirectly: unknown) => as(name).patch(`/pilot-units/${world.far.unitId}`, { reportsDirectly }, (await unit()).version);
    const toStart = async () => (await as('othercity.staff').get('/todos')).body.items.find(({ kind }: { kind: string }) => kind === 'report_to_start');
    await put('returned');
    await must(act('othercity.staff', { action: 'file_for' }));
    expect(await toStart()).toMatchObject({ count: 1, href: '/reports?awaits=city' });
    expect(await say('othercity.staff', true)).toMatchObject({ status: 403, body: { code: 'province_says_direct' } });
    expect((await say('office.staff', 'yes')).status).toBe(422);
    expect(await say('office.staff', true)).toMatchObject({ status: 200, body: { reportsDirectly: true } });
    expect((await page('othercity.staff')).abilities).not.toContain('city_start');
    expect(await act('othercity.staff', { action: 'city_start' })).toMatchObject({ status: 403, body: { code: 'not_your_report' } });
    expect((await page()).abilities).toContain('direct');
    expect((await as('office.staff').get('/progress-reports?awaits=direct')).body.total).toBe(1);
    expect(await toStart()).toMatchObject({ count: 0 });
    expect(await must(act('office.staff', { action: 'direct' }))).toMatchObject({ state: 'province_review' });
    expect(await say('office.staff', false)).toMatchObject({ status: 200, body: { reportsDirectly: false } });
  });

  it('skips the city where no territorial union stands between', async () => {
    await put('returned');
    await must(act('othercity.staff', { action: 'file_for' }));
    expect(await act('office.staff', { action: 'direct' })).toMatchObject({ status: 409, body: { code: 'report_other_way' } });
    await sql(`UPDATE position SET revoked_at = now() WHERE organisation_id IN (SELECT id FROM organisation WHERE kind = 'territorial_union' AND region_id = $1)`, [world.far.regionId]);
    await sql(`UPDATE organisation SET closed_at = now() WHERE kind = 'territorial_union' AND region_id = $1`, [world.far.regionId]);
    expect((await page()).abilities).toContain('direct');
    expect(await must(act('office.staff', { action: 'direct' }))).toMatchObject({ state: 'province_review' });
  });
});
