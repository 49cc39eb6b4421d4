import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { randomly } from '../../test/promises/chance.js';
import { buildWorld, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'city.staff', 'othercity.staff', 'hrss.leader', 'hrss.liaison', 'org.leader', 'unit.near.leader', 'unit.near.liaison', 'unit.far.liaison']) {
    clients.set(name, await Client.signIn(test, name));
  }
});
afterAll(() => test.close());
const as = (name: string) => clients.get(name)!;
const system = systemActor('test.recount');
const sql = <T extends object>(text: string, values: unknown[] = []) => test.db.as(system, (em) => em.query(text, values)) as Promise<T[]>;

// Judged row by row from the facts, as a list judges them; the tallies are not looked at.
const RECOUNT = `SELECT r.code AS region, a.state, light_on(a.state, a.yellow_from, a.red_from, $1) AS light,
    (a.answer_due_on < $1 AND a.state IN ('issued', 'in_progress', 'returned')) AS overdue, count(*)::int AS n
  FROM assignment a JOIN region r ON r.id = a.region_id GROUP BY 1, 2, 3, 4`;
const REPORTS = `SELECT r.code AS region, count(*)::int AS expected,
    (count(*) FILTER (WHERE submitted_at IS NOT NULL AND complete))::int AS actual, (count(*) FILTER (WHERE submitted_at IS NOT NULL AND complete AND on_time))::int AS on_time
  FROM progress_report p JOIN region r ON r.id = p.region_id WHERE reporting_period_id = $1 GROUP BY 1`;

async function holds(day: string): Promise<void> {
  test.clock.moveTo(day);
  const rows = await sql<{ region: string; state: string; light: string; overdue: boolean; n: number }>(RECOUNT, [day]);
  const reports = await sql<{ region: string; expected: number; actual: number; on_time: number }>(REPORTS, [world.periodId]);
  const { body } = await as('office.director').get('/stats/overview');
  for (const shown of [...body.regions, { ...body.total, region: undefined }]) {
    const code = shown.region?.code as string | undefined;
    const mine = rows.filter((row) => code === undefined || row.region === code);
    const sum = (keep: (row: (typeof rows)[number]) => boolean) => mine.filter(keep).reduce((n, row) => n + row.n, 0);
    const byState = Object.fromEntries([...new Set(mine.map((r) => r.state))].map((state) => [state, sum((r) => r.state === state)]));
    const lights = (keep: (row: (typeof rows)[number]) => boolean) => Object.fromEntries(['green', 'yellow', 'red', 'grey', 'done'].map((light) => [light, sum((r) => r.light === light && keep(r))]));
    const counted = reports.filter((row) => code === undefined || row.region === code);
    const all = (key: 'expected' | 'actual' | 'on_time') => counted.reduce((n, row) => n + row[key], 0);
    expect({ day, code, assignments: shown.assignments, overdue: shown.overdue, byState: shown.byState, byLight: shown.byLight, byStateAndLight: shown.byStateAndLight, report: shown.report }).toEqual({
      day, code,
      assignments: sum(() => true),
      overdue: sum((r) => r.overdue),
      byState,
      byLight: lights(() => true),
      byStateAndLight: Object.fromEntries(Object.keys(byState).map((state) => [state, lights((r) => r.state === state)])),
      report: { expected: all('expected'), actual: all('actual'), onTime: all('on_time'), rate: percent(all('actual'), all('expected')), onTimeRate: percent(all('on_time'), all('expected')) },
    });
  }
}
const percent = (n: number, of: number) => (of === 0 ? null : Math.round((1000 * n) / of) / 10);

const DAYS = [TODAY, '2026-06-15', '2026-07-13', '2026-07-20', '2026-07-21', '2026-09-01', '2026-12-31'];

it('keeps the tallies equal to a recount of the rows, on any day, folded and not, through a random history', async () => {
  const chance = randomly(42);
  const codes = (await sql<{ code: string }>('SELECT code FROM task_category ORDER BY code')).map(({ code }) => code);
  const cases = [world.near.caseId, world.sibling.caseId, world.far.caseId];
  const dues = ['2026-06-22', '2026-07-20', '2026-08-03', '2026-09-01'];
  const BY: Record<string, string[]> = {
    issue: ['office.director', 'hrss.leader'], sign: ['unit.near.liaison', 'unit.far.liaison', 'city.staff', 'othercity.staff'], feedback: ['unit.near.liaison', 'unit.far.liaison'], return: ['office.staff', 'hrss.liaison'],
    complete: ['office.director', 'org.leader'], archive: ['office.staff'], suspend: ['office.director'], resume: ['office.director'], cancel: ['office.director'], refuse_task: ['unit.near.leader'],
  };
  await sql(`UPDATE setting SET value = '{"leaderSignsOff": false, "evidence": false}' WHERE key = 'assignment.feedback'`);
  const met = new Map<string, number>();
  const note = (what: string, status: number) => met.set(`${what} ${status < 300}`, (met.get(`${what} ${status < 300}`) ?? 0) + 1);
  for (let step = 0; step < 160; step += 1) {
    test.clock.moveTo(addDays(TODAY, Math.floor(step / 12)));
    const list = (await as('office.staff').get('/assignments?limit=200&sort=-updatedAt')).body.items as { id: string; version: number; state: string }[];
    const one = chance.of(list);
    const turn = chance.below(10);
    if (turn < 2) {
      const body = { pilotCaseIds: [chance.of(cases)], taskCodes: [chance.of(codes), chance.of(codes)].filter((c, i, both) => both.indexOf(c) === i), dueOn: chance.of(dues.slice(1)), issue: chance.below(3) > 0 };
      note('give', (await as(chance.of(['office.director', 'office.staff'])).post('/assignments', body)).status);
    } else if (turn < 4) {
      note('log', (await as(chance.of(['office.staff', 'unit.near.liaison', 'othercity.staff'])).post(`/assignments/${one.id}/progress-updates`, { progress: chance.between(0, 100), done: `第 ${step} 步` })).status);
    } else if (turn < 5) {
      const [report] = await sql<{ id: string }>('SELECT id FROM progress_report ORDER BY random() LIMIT 1');
      const submitted = chance.below(2) === 0;
      await sql(`UPDATE progress_report SET complete = $2, submitted_at = CASE WHEN $3 THEN now() END, on_time = $4 WHERE id = $1`, [report!.id, chance.below(2) === 0, submitted, submitted && chance.below(2) === 0]);
      note('report', 200);
    } else {
      const fitting: Record<string, string[]> = { pending_issue: ['issue', 'cancel'], issued: ['sign', 'sign', 'suspend', 'cancel', 'refuse_task'], in_progress: ['feedback', 'suspend'], returned: ['feedback'], feedback_submitted: ['return', 'complete'], completed: ['archive'], suspended: ['resume'] };
      const action = chance.of(fitting[one.state] ?? ['sign']);
      const body = { action, reason: '随机历史', conclusion: '随机历史', unconfirmedReason: '随机历史', dueOn: chance.of(dues.slice(1)) };
      note(action, (await as(chance.of(BY[action]!)).transition(`/assignments/${one.id}`, one.version, body)).status);
    }
    if (step % 40 === 39) await holds(chance.of(DAYS));
    if (step === 100) await sql('SELECT fold_tallies()');
  }
  // the history was one: every act was taken at least once
  expect(['give', 'log', 'report', 'issue', 'sign', 'feedback', 'return', 'complete', 'suspend', 'resume', 'cancel'].filter((act) => !met.has(`${act} true`))).toEqual([]);
  for (const day of DAYS) await holds(day);
  const [piled] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM assignment_tally');
  await sql('SELECT fold_tallies()');
  const [folded] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM assignment_tally');
  expect(folded!.n).toBeLessThan(piled!.n);
  for (const day of DAYS) await holds(day);
}, 60_000);

it('keeps them through a statement of many rows, a unit that moves and a transaction that is taken back', async () => {
  await sql(`UPDATE assignment SET due_on = '2026-09-01', progress = 5 WHERE state IN ('issued', 'in_progress')`);
  for (const day of DAYS) await holds(day);
  await sql(`UPDATE pilot_unit SET region_id = (SELECT id FROM region WHERE code = '130100') WHERE id = $1`, [world.sibling.unitId]);
  for (const day of DAYS) await holds(day);
  await expect(test.db.as(system, async (em) => {
    await em.query(`UPDATE assignment SET progress = 99`);
    throw new Error('taken back');
  })).rejects.toThrow('taken back');
  for (const day of DAYS) await holds(day);
});

it('keeps them while forty write at once and the piles are folded', async () => {
  test.clock.moveTo(TODAY);
  const { items } = (await as('office.staff').get('/assignments?state=in_progress&state=issued&limit=40')).body as { items: { id: string }[] };
  expect(items.length).toBeGreaterThan(3);
  const writes = Array.from({ length: 40 }, (_, i) => as('office.staff').post(`/assignments/${items[i % items.length]!.id}/progress-updates`, { progress: (i * 7) % 101, done: `并发 ${i}` }));
  const folds = Array.from({ length: 6 }, () => sql('SELECT fold_tallies()').catch((error: { code: string }) => expect(error.code).toBe('40P01')));
  await Promise.all([...writes, ...folds]);
  for (const day of DAYS) await holds(day);
});
