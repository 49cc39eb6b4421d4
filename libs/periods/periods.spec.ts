import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { openDuePeriods } from './open-periods.js';
import { namesOf, spanOf } from './period.rules.js';
import { remindOfReports } from './remind-of-reports.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'othercity.staff', 'sasac.liaison', 'hrss.liaison', 'unit.near.liaison', 'unit.far.liaison', 'inspector', 'sys.admin']) clients.set(name, await Client.signIn(test, name));
});
afterAll(() => test.close());
afterEach(() => test.clock.moveTo(TODAY));

const as = (name: string) => clients.get(name)!;
const Q3 = { type: 'quarterly', year: 2026, number: 3, opensOn: '2026-06-20', dueOn: '2026-07-06', closesOn: '2026-07-20' };
const make = (body: object, name = 'office.staff') => as(name).post('/reporting-periods', body);
const read = async (id: string, name = 'office.staff') => (await as(name).get(`/reporting-periods/${id}`)).body;
const roll = async (id: string, query = '', name = 'office.staff') => (await as(name).get(`/reporting-periods/${id}/roll${query}`)).body;
const codes = (body: { errors: { pointer: string; code: string }[] }) => Object.fromEntries(body.errors.map((e) => [e.pointer, e.code]));
const sql = <T = Record<string, unknown>>(text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values) as Promise<T[]>);

describe('the spans and names of periods', () => {
  it('cover each year without gap or overlap', () => {
    for (const [type, n] of [['quarterly', 4], ['half_year', 2], ['annual', 1]] as const) {
      const spans = [2027, 2028].flatMap((year) => Array.from({ length: n }, (_, i) => spanOf(type, year, i + 1)!));
      expect([spans[0]!.startsOn, spans.at(-1)!.endsOn]).toEqual(['2027-01-01', '2028-12-31']);
      spans.slice(1).forEach((span, i) => expect(new Date(span.startsOn).getTime() - new Date(spans[i]!.endsOn).getTime()).toBe(86_400_000));
    }
    expect(spanOf('quarterly', 2028, 1)).toEqual({ startsOn: '2028-01-01', endsOn: '2028-03-31' });
    expect(spanOf('special', 2028, 1)).toBeNull();
    expect([namesOf('quarterly', 2026, 3).code, namesOf('half_year', 2026, 2).name, namesOf('annual', 2026, 1).code, namesOf('special', 2026, 4).code]).toEqual(['2026Q3', '2026年下半年', '2026Y', '2026S4']);
  });
});

describe('a period', () => {
  it('is made by the office alone, named after what it is, and shows of whom it would be expected', async () => {
    for (const [name, status] of [['leader', 403], ['city.staff', 403], ['hrss.liaison', 403], ['unit.near.liaison', 403], ['sys.admin', 403]] as const) expect((await make(Q3, name)).status).toBe(status);
    const { status, body } = await make(Q3);
    expect(status).toBe(201);
    expect(body).toMatchObject({ code: '2026Q3', name: '2026年第三季度', nameEn: 'Quarter 3, 2026', startsOn: '2026-07-01', endsOn: '2026-09-30', state: 'planned', openedAt: null, abilities: ['change', 'open'], roll: { expected: 3, notExpected: [], stoppedSince: 0 } });
    expect((await make(Q3)).body).toMatchObject({ status: 409, code: 'duplicate' });
    expect(await read(body.id, 'leader')).toMatchObject({ abilities: [], roll: { expected: 3 } });
    expect(await read(body.id, 'othercity.staff')).toMatchObject({ roll: { expected: 1 } });
    expect((await as('sys.admin').get(`/reporting-periods/${body.id}`)).status).toBe(403);
  });

  it('names every bad field and keeps nothing', async () => {
    const bad = await make({ type: 'special', year: 2026, number: 1, opensOn: '2026-07-06', dueOn: '2026-07-04', closesOn: '2026-07-03', regionCodes: ['130900', '999'], batchCodes: ['B9'] });
    expect(bad.status).toBe(422);
    expect(codes(bad.body)).toEqual({ '/name': 'required', '/startsOn': 'required', '/endsOn': 'required', '/dueOn': 'due_not_working_day', '/closesOn': 'window_backwards', '/regionCodes/1': 'unknown_reference', '/batchCodes/0': 'unknown_reference' });
    expect(codes((await make({ ...Q3, number: 5, dueOn: '2026-06-15' })).body)).toEqual({ '/number': 'no_such_period', '/dueOn': 'window_backwards' });
    expect(codes((await make({ ...Q3, type: 'weekly', levels: ['x'], caseStates: ['draft'], closesOn: undefined })).body)).toEqual({ '/type': 'not_accepted', '/levels': 'not_accepted', '/caseStates': 'not_accepted', '/closesOn': 'required' });
    expect(codes((await make({ ...Q3, year: 2031, dueOn: '2031-07-07', opensOn: '2031-07-01', closesOn: '2031-07-20' })).body)).toEqual({ '/dueOn': 'calendar_not_loaded' });
    expect(await sql(`SELECT code FROM reporting_period WHERE code NOT IN ('2026Q2', '2026Q3')`)).toEqual([]);
  });

  it('is due so many working days after it opens, where the office says so', async () => {
    const { body } = await make({ type: 'half_year', year: 2026, number: 1, opensOn: '2026-06-18', dueInWorkingDays: 3, closesOn: '2026-07-10' });
    // 2026-06-19 to 21 are the Dragon Boat Festival
    expect(body).toMatchObject({ code: '2026H1', dueOn: '2026-06-24' });
  });

  it('is for chosen regions, levels and batches, and says of each case why not', async () => {
    const { body } = await make({ type: 'special', year: 2026, number: 7, name: '高技能人才专项', startsOn: '2026-01-01', endsOn: '2026-06-30', opensOn: '2026-06-11', dueOn: '2026-06-16', closesOn: '2026-06-30', regionCodes: ['130900'], levels: ['provincial'] });
    expect(body).toMatchObject({ nameEn: '高技能人才专项', regions: [{ code: '130900' }], levels: ['provincial'], roll: { expected: 2, notExpected: [{ reason: 'other_region', n: 1 }] } });
    expect(await roll(body.id, '?expected=false')).toMatchObject({ total: 1, items: [{ id: world.far.caseId, expected: false, reason: 'other_region', reportId: null }] });
    const changed = await as('office.staff').patch(`/reporting-periods/${body.id}`, { regionCodes: [], batchCodes: ['B2'] }, 1);
    expect(changed.body).toMatchObject({ version: 2, roll: { expected: 0, notExpected: [{ reason: 'other_batch', n: 3 }] } });
    expect((await as('office.staff').patch(`/reporting-periods/${body.id}`, { batchCodes: [] }, 1)).status).toBe(412);
  });
});

describe('opening', () => {
  it('happens by its day, once, however many look; who is expected is frozen and told', async () => {
    const [period] = await sql<{ id: string }>(`SELECT id FROM reporting_period WHERE code = '2026Q3'`);
    const id = period!.id;
    test.clock.moveTo('2026-06-19');
    expect(await openDuePeriods(test.db, test.clock)).toBe(2);
    expect(await read(id)).toMatchObject({ state: 'planned' });
    // withdrawn before it opens: not expected
    await sql(`UPDATE pilot_case SET state = 'suspended' WHERE id = $1`, [world.sibling.caseId]);
    test.clock.moveTo('2026-06-22');
    const opened = await Promise.all([1, 2, 3].map(() => openDuePeriods(test.db, test.clock)));
    expect(opened.reduce((sum, n) => sum + n)).toBe(1);
    expect(await read(id)).toMatchObject({ state: 'open', abilities: ['change'], roll: { expected: 2, notExpected: [{ reason: 'other_state', n: 1 }], stoppedSince: 0 } });
    await sql(`UPDATE pilot_case SET state = 'implementing' WHERE id = $1`, [world.sibling.caseId]);
    expect((await read(id)).roll).toMatchObject({ expected: 2, notExpected: [{ reason: 'other_state', n: 1 }] });
    expect(await roll(id, '?expected=false')).toMatchObject({ total: 1, items: [{ id: world.sibling.caseId, caseState: 'suspended', caseStateNow: 'implementing', reason: 'other_state', reportId: null }] });
    const { items } = (await as('unit.near.liaison').get('/notifications')).body;
    const [report] = await sql<{ id: string }>(`SELECT id FROM progress_report WHERE reporting_period_id = $1 AND pilot_case_id = $2`, [id, world.near.caseId]);
    expect(items[0]).toMatchObject({ kind: 'report_open', title: '2026年第三季度进展报告开始填报，请于 2026-07-06 前报送', href: `/reports/${report!.id}` });
    expect((await as('office.staff').get(`/progress-reports?period=${id}`)).body.total).toBe(2);
  });

  it('shows who was suspended since', async () => {
    const [period] = await sql<{ id: string }>(`SELECT id FROM reporting_period WHERE code = '2026Q3'`);
    await sql(`UPDATE pilot_case SET state = 'suspended' WHERE id = $1`, [world.near.caseId]);
    test.clock.moveTo('2026-06-22');
    expect((await read(period!.id)).roll).toMatchObject({ expected: 2, stoppedSince: 1 });
    expect(await roll(period!.id, '?stopped=true')).toMatchObject({ total: 1, items: [{ id: world.near.caseId, caseState: 'implementing', caseStateNow: 'suspended', reportState: 'draft' }] });
    await sql(`UPDATE pilot_case SET state = 'implementing' WHERE id = $1`, [world.near.caseId]);
  });

  it('is refused for what is open or over, and to whoever has not seen it', async () => {
    const { id, version } = (await make({ type: 'annual', year: 2026, number: 1, opensOn: '2026-12-01', dueOn: '2026-12-21', closesOn: '2026-12-28' })).body;
    const open = (name: string, v: number) => as(name).post(`/reporting-periods/${id}/open`, undefined, { 'if-match': `"${v}"` });
    expect([(await open('leader', version)).status, (await as('office.staff').post(`/reporting-periods/${id}/open`)).status, (await open('office.staff', 9)).status]).toEqual([403, 428, 412]);
    expect((await open('office.director', version)).body).toMatchObject({ opensOn: TODAY, state: 'open', roll: { expected: 3 } });
    expect((await open('office.director', version + 1)).body).toMatchObject({ status: 409, code: 'period_is_open' });
  });
});

describe('an open period', () => {
  it('keeps of whom it is expected; its limit is extended, and what came by then was in time', async () => {
    const { id, version } = (await make({ type: 'special', year: 2026, number: 8, name: '专项二', startsOn: '2026-01-01', endsOn: '2026-03-31', opensOn: TODAY, dueOn: '2026-06-11', closesOn: '2026-06-30' })).body;
    await openDuePeriods(test.db, test.clock);
    const fixed = await as('office.staff').patch(`/reporting-periods/${id}`, { levels: ['national'], opensOn: '2026-06-01' }, version + 1);
    expect(fixed.body).toMatchObject({ status: 409, code: 'period_is_open', fixed: ['levels', 'opensOn'] });
    await sql(`UPDATE progress_report SET submitted_at = '2026-06-12T03:00:00Z', complete = true WHERE reporting_period_id = $1 AND pilot_case_id = $2`, [id, world.near.caseId]);
    const moved = await as('office.staff').patch(`/reporting-periods/${id}`, { dueOn: '2026-06-16', instructions: '以在岗职工为口径' }, version + 1);
    expect(moved.body).toMatchObject({ dueOn: '2026-06-16', instructions: '以在岗职工为口径' });
    expect(await sql('SELECT on_time FROM progress_report WHERE reporting_period_id = $1 AND submitted_at IS NOT NULL', [id])).toEqual([{ on_time: true }]);
    expect(await sql(`SELECT n FROM report_tally WHERE reporting_period_id = $1 AND kind = 'on_time'`, [id])).toEqual([{ n: 1 }]);
  });

  it('is reminded of once before it is due and once after, on working days, and nobody who has handed in', async () => {
    const { id } = (await make({ type: 'special', year: 2026, number: 9, name: '专项三', startsOn: '2026-01-01', endsOn: '2026-03-31', opensOn: '2026-08-03', dueOn: '2026-08-14', closesOn: '2026-08-28' })).body;
    test.clock.moveTo('2026-08-03');
    await sql(`UPDATE reporting_period SET reminded_at = now(), overdue_told_at = now() WHERE id <> $1`, [id]);
    await openDuePeriods(test.db, test.clock);
    await sql(`UPDATE progress_report SET submitted_at = now(), complete = true WHERE reporting_period_id = $1 AND pilot_case_id = $2`, [id, world.near.caseId]);
    const told = async (day: string) => {
      test.clock.moveTo(day);
      return (await Promise.all([remindOfReports(test.db, test.clock), remindOfReports(test.db, test.clock)])).reduce((a, b) => a + b);
    };
    // far and sibling, each with a liaison; 2026-08-15 is a Saturday
    expect([await told('2026-08-10'), await told('2026-08-11'), await told('2026-08-12'), await told('2026-08-15'), await told('2026-08-17'), await told('2026-08-18')]).toEqual([0, 2, 0, 0, 2, 0]);
    expect((await as('unit.far.liaison').get('/notifications')).body.items.slice(0, 2).map(({ title }: { title: string }) => title)).toEqual(['专项三进展报告已逾期（2026-08-14 截止），最迟可于 2026-08-28 补报', '专项三进展报告尚未报送，2026-08-14 截止']);
  });
});
