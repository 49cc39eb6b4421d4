import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { makeReportParts } from '../../test/promises/report-parts.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { Organisation, User } from '../identity/index.js';
import { newId, systemActor } from '../kernel/index.js';
import { ReportEntry } from './progress-report.entity.js';
import { ReportRemark } from './report-step.entity.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  await test.db.as(systemActor('test'), async (em) => {
    const { id: hrss } = await em.findOneByOrFail(Organisation, { code: 'HRSS' });
    const { id: looker } = await em.findOneByOrFail(User, { username: 'office.staff' });
    for (const pilot of ['near', 'sibling', 'far'] as const) await makeReportParts(em, world[pilot], hrss, looker);
    for (const state of ['internal_review', 'submitted']) await em.query('UPDATE progress_report SET state = $2, submissions = 1 WHERE id = $1', [world.far.reportId, state]);
  });
  for (const name of ['office.staff', 'city.staff', 'hrss.liaison', 'org.leader', 'sasac.liaison', 'unit.near.liaison', 'unit.far.liaison', 'inspector', 'sys.admin']) clients.set(name, await Client.signIn(test, name));
});
afterAll(() => test.close());

const as = (name: string) => clients.get(name)!;
const entries = async (name: string, query = '') => (await as(name).get(`/progress-reports/entries?${query}`)).body;
const units = (body: { items: { unit: { id: string }; task: { code: string } }[] }) => body.items.map(({ unit, task }) => [unit.id, task.code]);

describe('what units reported of tasks', () => {
  it('is one table for a department: its tasks across units, once the report is handed in', async () => {
    // near and far were handed in; the sibling’s is a draft
    const hrss = await entries('hrss.liaison');
    expect(hrss.total).toBe(2);
    expect(units(hrss).sort()).toEqual([[world.near.unitId, 'C03'], [world.far.unitId, 'C03']].sort());
    expect(hrss.items.map(({ reportId }: { reportId: string | null }) => reportId)).toEqual([null, null]);
    expect(hrss.items[0].remarks).toMatchObject([{ field: 'done', kind: 'request', answer: null, author: { role: 'dept_liaison' } }]);
    expect(units(await entries('org.leader')).sort()).toEqual([[world.near.unitId, 'A03'], [world.far.unitId, 'A03']].sort());
    // who sponsors the case sees the whole report too
    const { items } = await entries('sasac.liaison');
    expect(items.flatMap(({ reportId }: { reportId: string | null }) => reportId ?? [])).toEqual([world.near.reportId, world.near.reportId]);
  });

  it('is the same for the union, the city and the unit, each in its own sight', async () => {
    expect((await entries('office.staff')).total).toBe(6);
    expect((await entries('city.staff')).total).toBe(4);
    expect((await entries('unit.far.liaison')).total).toBe(2);
    expect((await as('inspector').get('/progress-reports/entries')).status).toBe(403);
    expect((await as('sys.admin').get('/progress-reports/entries')).status).toBe(403);
  });

  it('is filtered, paged without losing a row, and found by what waits for an answer', async () => {
    expect((await entries('office.staff', 'task=C03&region=130900')).total).toBe(2);
    expect((await entries('office.staff', 'department=HRSS&batch=B2')).total).toBe(0);
    const all = units(await entries('office.staff'));
    const paged: unknown[] = [];
    for (let cursor = ''; ; ) {
      const page = await entries('office.staff', `limit=2${cursor}`);
      paged.push(...units(page));
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(all);
    expect((await entries('hrss.liaison', 'remarks=open')).total).toBe(2);
    await test.db.as(systemActor('test'), (em) => em.update(ReportRemark, { progressReportId: world.far.reportId }, { answer: '已补充', answeredBy: '样例', answeredAt: new Date() }));
    expect((await entries('hrss.liaison', 'remarks=open')).total).toBe(1);
    expect((await entries('hrss.liaison', 'remarks=any')).total).toBe(2);
    expect((await as('office.staff').get('/progress-reports/entries?period=now')).status).toBe(400);
  });

  it('is asked about where it stands, by whoever sees the entry, and answered by the unit', async () => {
    const far = (await entries('hrss.liaison', 'region=130200')).items[0];
    const ask = (name: string, body: object) => as(name).post(`/progress-reports/entries/${far.id}/remarks`, body);
    const body = { field: 'progress', kind: 'request', text: '请说明四成进度的依据' };
    const asked = await ask('hrss.liaison', body);
    expect(asked).toMatchObject({ status: 201, body: { cell: `entries/${world.far.assignmentId}/progress`, kind: 'request', answer: null, submission: 1 } });
    expect([(await ask('city.staff', body)).status, (await ask('org.leader', body)).status, (await ask('unit.far.liaison', body)).status]).toEqual([404, 404, 403]);
    expect(Object.keys(Object.fromEntries((await ask('hrss.liaison', { field: 'all', kind: 'return', text: 'x' })).body.errors.map((e: { pointer: string }) => [e.pointer, 1])))).toEqual(['/field', '/kind', '/text']);
    expect((await as('unit.far.liaison').get('/notifications')).body.items[0]).toMatchObject({ kind: 'report_asked', href: `/reports/${world.far.reportId}` });
    const answered = await as('unit.far.liaison').post(`/report-remarks/${asked.body.id}/answer`, { answer: '以已办班次占计划班次计' }, { 'if-match': `"${asked.body.version}"` });
    expect(answered.status).toBe(200);
    expect((await entries('hrss.liaison', 'region=130200')).items[0].remarks.at(-1)).toMatchObject({ field: 'progress', answer: '以已办班次占计划班次计' });
  });

  it('shows what the report before said beside it', async () => {
    await test.db.as(systemActor('test'), async (em) => {
      const [periodId, reportId] = [newId(), newId()];
      await em.query(`INSERT INTO reporting_period (id, code, name, name_en, type, year, number, starts_on, ends_on, opens_on, due_on, closes_on, opened_at)
        VALUES ($1, '2026Q1', '2026年第一季度', 'Q1', 'quarterly', 2026, 1, '2026-01-01', '2026-03-31', '2026-03-20', '2026-04-07', '2026-04-20', now())`, [periodId]);
      const { caseId, unitId, regionId, assignmentId } = world.near;
      await em.query(`INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id) VALUES ($1, $2, 2026, $3, $4, $5)`, [reportId, periodId, caseId, unitId, regionId]);
      await em.insert(ReportEntry, { id: newId(), year: 2026, reportingPeriodId: periodId, progressReportId: reportId, assignmentId, pilotUnitId: unitId, regionId, progress: 15, done: '一季度' });
    });
    const { items } = await entries('city.staff', 'task=C03');
    const before = Object.fromEntries(items.map((row: { unit: { id: string }; previousProgress: number }) => [row.unit.id, row.previousProgress]));
    expect(before).toEqual({ [world.near.unitId]: 15, [world.sibling.unitId]: null });
  });
});

it('counts the fields that a unit was asked for in a year: of reports begun what they hold, of others what the tasks ask, and each request', async () => {
  const asked = (name: string, unitId: string, query = '') => as(name).get(`/pilot-units/${unitId}/asked-fields${query}`);
  const { body } = await asked('unit.far.liaison', world.far.unitId);
  // four sections, two entries of four fields, one value; and two requests
  expect(body).toEqual({ year: 2026, total: 15, requests: 2, periods: [{ period: { id: world.periodId, name: '2026年第二季度' }, fields: 13 }] });
  expect((await asked('office.staff', world.far.unitId)).body).toEqual(body);
  await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.far, 'C08'));
  expect((await asked('office.staff', world.far.unitId)).body.total).toBe(15);
  expect((await asked('unit.far.liaison', world.near.unitId)).status).toBe(404);
  expect((await asked('office.staff', world.far.unitId, '?year=2025')).body).toEqual({ year: 2025, total: 0, requests: 0, periods: [] });
});
