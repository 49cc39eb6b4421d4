import pg from 'pg';
import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
let liaison: Client;
let city: Client;
let path: string;
const page = async (client = liaison) => (await client.get(path)).body;
const write = (cells: object[], more: object = {}, client = liaison) => client.post(`${path}/cells`, { cells, ...more });
const entry = (field: string) => `entries/${world.near.assignmentId}/${field}`;

beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  [liaison, city] = [await Client.signIn(test, 'unit.near.liaison'), await Client.signIn(test, 'city.staff')];
  path = `/progress-reports/${world.near.reportId}`;
  await liaison.transition(path, 1, { action: 'withdraw' });
  await liaison.transition(path, 2, { action: 'edit_again' });
});
afterAll(() => test.close());

it('opens prefilled with what was logged, and says what is missing', async () => {
  const body = await page();
  expect(body).toMatchObject({ state: 'draft', complete: false, submittedAt: null, direct: false, lastPeriod: null, abilities: ['review', 'write', 'attach', 'answer'], editions: [{ edition: 1 }] });
  const [a03, c03] = body.entries;
  expect(c03).toMatchObject({ task: { code: 'C03' }, progress: 40, done: '6月7日：完成班组培训', prefilled: true, previous: null, updates: [{ progress: 40 }] });
  expect(a03).toMatchObject({ task: { code: 'A03' }, progress: 0, done: '', prefilled: true });
  expect(body.indicators.length).toBeGreaterThan(0);
  expect(body.indicators[0]).toMatchObject({ prefilled: true, lastPeriod: null, changeOnYear: null });
  expect(body.problems).toContainEqual(expect.objectContaining({ cell: `entries/${world.near.issuedId}/done`, code: 'entry_missing', severity: 'missing', explained: false }));
  expect(body.problems.filter((p: { code: string }) => p.code === 'section_missing')).toHaveLength(4);
  expect(body.steps.map((s: { action: string }) => s.action)).toEqual(['withdraw', 'edit_again']);
});

it('keeps cells one by one, as they were typed, and refuses the wrong ones alone', async () => {
  const { indicators } = await page();
  const number = indicators.find((i: { kind: string }) => i.kind !== 'ratio').code;
  const { status, body } = await write([
    { cell: entry('progress'), value: '５５％', was: '40' }, { cell: entry('nextSteps'), value: '开展技能竞赛', was: '' },
    { cell: `indicators/${number}/value`, value: '1,234.50', was: '' }, { cell: 'sections/features', value: '师带徒', was: '' },
    { cell: entry('progress'), value: '120', was: '55' }, { cell: `indicators/${number}/numerator`, value: '1', was: '' }, { cell: 'entries/nowhere/done', value: 'x', was: '' },
    { cell: 'sections/problems', value: '联系人 130902199001011234', was: '' }, { cell: `indicators/${number}/value`, value: '很多', was: '1234.5' },
  ]);
  expect(status).toBe(200);
  expect(body.saved).toEqual([{ cell: entry('progress'), value: '55' }, { cell: entry('nextSteps'), value: '开展技能竞赛' }, { cell: `indicators/${number}/value`, value: '1234.5' }, { cell: 'sections/features', value: '师带徒' }]);
  expect(body.refused.map((r: { code: string }) => r.code)).toEqual(['not_a_percentage', 'unknown_cell', 'unknown_cell', 'no_id_number', 'not_a_number']);
  const now = await page();
  expect(now.version).toBe(body.version);
  expect(now.entries[1]).toMatchObject({ progress: 55, done: '6月7日：完成班组培训', nextSteps: '开展技能竞赛', prefilled: false });
  expect(now.indicators.find((i: { code: string }) => i.code === number)).toMatchObject({ value: '1234.5', prefilled: false });
  expect(now.sections).toMatchObject({ features: '师带徒', problems: '' });
});

it('lets two tabs write in different cells at once, and in the same cell keeps both in sight', async () => {
  const [{ entries }] = [await page()];
  const before = entries[1];
  const answers = await Promise.all([
    write([{ cell: entry('done'), value: '甲写的', was: before.done }]), write([{ cell: entry('problems'), value: '乙写的', was: before.problems }]),
    write([{ cell: 'sections/coordination', value: '请协调场地', was: '' }]), write([{ cell: `entries/${world.near.issuedId}/done`, value: '已部署', was: '' }]),
  ]);
  expect(answers.map(({ body }) => [body.saved.length, body.refused.length])).toEqual([[1, 0], [1, 0], [1, 0], [1, 0]]);
  const race = await Promise.all(['一', '二'].map((value) => write([{ cell: entry('explanation'), value, was: '' }])));
  const winner = race.find(({ body }) => body.saved.length === 1)!.body.saved[0].value;
  expect(race.find(({ body }) => body.refused.length === 1)!.body.refused).toEqual([expect.objectContaining({ cell: entry('explanation'), code: 'changed_meanwhile', now: winner })]);
  expect((await page()).entries[1]).toMatchObject({ done: '甲写的', problems: '乙写的', explanation: winner });
  // alike is nobody's loss
  expect((await write([{ cell: entry('explanation'), value: winner, was: '' }])).body.refused).toEqual([]);
});

it('is written in the unit’s place by union staff who say on what basis, and by nobody else', async () => {
  const cells = [{ cell: 'sections/nextSteps', value: '下季度推广', was: '' }];
  expect(await write(cells, {}, city)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/onBehalf', code: 'required' }] } });
  expect((await write(cells, { onBehalf: '单位盖章的纸质报告' }, city)).body.saved).toHaveLength(1);
  expect((await page()).onBehalf).toMatch(/^.+ 测试 city\.staff：单位盖章的纸质报告$/);
  for (const who of ['unit.near.leader', 'city.reviewer', 'sasac.liaison', 'leader', 'office.director']) {
    expect((await write(cells, { onBehalf: '依据' }, await Client.signIn(test, who))).status).toBe(403);
  }
  for (const who of ['unit.sibling.liaison', 'othercity.staff']) expect((await write(cells, { onBehalf: '依据' }, await Client.signIn(test, who))).status).toBe(404);
});

it('stands beside last period and the same period last year, and asks about what looks wrong until it is explained', async () => {
  const periods = { last: ['2026Q1', 2026, 1], year: ['2025Q2', 2025, 2] } as const;
  // a task that is measured by a stock, behind the others
  await test.db.as(systemActor('test'), async (em) => {
    const [task] = await em.query(`SELECT t.code FROM task_category t JOIN indicator i ON i.code = ANY (t.indicator_codes) WHERE i.kind = 'stock' AND t.code > 'C03' ORDER BY t.code LIMIT 1`);
    await makeAssignment(em, world.near, task.code);
  });
  const { indicators, entries } = await page();
  const [stock, flow] = ['stock', 'flow'].map((kind) => indicators.find((i: { kind: string }) => i.kind === kind));
  expect([stock?.kind, flow?.kind]).toEqual(['stock', 'flow']);
  await test.db.as(systemActor('test'), async (em) => {
    for (const [code, year, number] of Object.values(periods)) {
      const [period] = await em.query(`INSERT INTO reporting_period (id, code, name, name_en, type, year, number, starts_on, ends_on, opens_on, due_on, closes_on)
        SELECT uuid_v7(), $1::text, $1, $1, 'quarterly', $2::int, $3::int, d, d + 89, d + 80, d + 95, d + 100 FROM (SELECT make_date($2::int, $3::int * 3 - 2, 1) AS d) s RETURNING id`, [code, year, number]);
      const [report] = await em.query(`INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id, state, complete, submitted_at, on_time, submissions)
        VALUES (uuid_v7(), $1, $2::int, $3, $4, $5, 'accepted', true, make_date($2::int, $6::int * 3, 28), true, 1) RETURNING id`, [period.id, year, world.near.caseId, world.near.unitId, world.near.regionId, number]);
      const of = [report.id, year, period.id, world.near.unitId, world.near.regionId];
      await em.query(`INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, pilot_unit_id, region_id, assignment_id, progress, done) VALUES (uuid_v7(), $2, $3, $1, $4, $5, $6, 70, '上期所做')`, [...of, world.near.assignmentId]);
      for (const [one, value] of [[stock, 200], [flow, 100]]) await em.query(`INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, pilot_unit_id, region_id, pilot_case_id, indicator_code, kind, value)
        VALUES (uuid_v7(), $2, $3, $1, $4, $5, $6, $7, $8, $9)`, [...of, world.near.caseId, one.code, one.kind, Number(value) + (year === 2025 ? 50 : 0)]);
    }
  });
  const of = (body: { indicators: { code: string }[] }, one: { code: string }) => body.indicators.find(({ code }) => code === one.code) as unknown as Record<string, unknown> & { value: string | null };
  const opened = await page();
  expect(opened).toMatchObject({ lastPeriod: { name: '2026Q1' }, lastYear: { name: '2025Q2' } });
  const now = of(opened, stock);
  if (now['prefilled']) expect(now.value).toBe('200');
  expect(of(opened, flow)['lastYear']).toMatchObject({ value: '150' });
  const written = await write([{ cell: `indicators/${stock.code}/value`, value: '80', was: now.value }, { cell: `indicators/${flow.code}/value`, value: '180', was: of(opened, flow).value }]);
  expect(written.body.refused).toEqual([]);
  const found = (body: { problems: { code: string; explained: boolean }[] }, code: string) => body.problems.find((p) => p.code === code);
  expect(found(written.body, 'stock_drop')).toMatchObject({ cell: `indicators/${stock.code}/value`, severity: 'suspicious', explained: false });
  expect(found(written.body, 'progress_back')).toMatchObject({ cell: entry('progress'), explained: true });
  expect(of(await page(), flow)).toMatchObject({ changeOnYear: 20, lastPeriod: { value: '100' }, earlierInYear: '100' });
  expect(of(await page(), stock)['earlierInYear']).toBeNull();
  const explained = await write([{ cell: `indicators/${stock.code}/explanation`, value: '厂区拆分', was: '' }]);
  expect(found(explained.body, 'stock_drop')).toMatchObject({ explained: true });
  expect((await page()).entries[1].previous).toMatchObject({ progress: 70, done: '上期所做' });
  expect(entries[1].previous).toBeNull();
});

it('takes no cell once it lies before the leader, nor after the period closed; the database neither', async () => {
  const asUnit = async (sql: string, values: unknown[]) => test.db.as({ ...systemActor('test'), reach: 'unit', scope: world.near.unitId }, (em) => em.query(sql, values));
  const sibling = await Client.signIn(test, 'unit.sibling.liaison');
  const late = { cells: [{ cell: 'sections/features', value: '迟到', was: '' }] };
  test.clock.moveTo(addDays(TODAY, 16));
  expect(await sibling.post(`/progress-reports/${world.sibling.reportId}/cells`, late)).toMatchObject({ status: 409, body: { code: 'period_closed' } });
  test.clock.moveTo(TODAY);
  await test.db.as(systemActor('test'), (em) => em.query(`UPDATE progress_report SET state = 'internal_review' WHERE id = $1`, [world.near.reportId]));
  expect(await write([{ cell: 'sections/features', value: '改', was: '师带徒' }])).toMatchObject({ status: 409, body: { code: 'report_locked' } });
  await expect(asUnit(`UPDATE report_entry SET progress = 99 WHERE progress_report_id = $1`, [world.near.reportId])).rejects.toMatchObject({ driverError: { code: '42501' } });
  await expect(asUnit(`UPDATE progress_report SET features = '改' WHERE id = $1`, [world.near.reportId])).rejects.toMatchObject({ driverError: { code: '42501' } });
  await expect(asUnit(`UPDATE progress_report SET state = 'accepted' WHERE id = $1`, [world.near.reportId])).rejects.toMatchObject({ driverError: { code: '42501' } });
  // nor does another reach take a step that is not in its hands, whatever the use case above it says
  const department = (await test.db.as(systemActor('test'), (em) => em.query(`SELECT id FROM organisation WHERE code = 'SASAC'`)))[0].id as string;
  const hands = [['unit', world.near.unitId, 'city_review', 'returned'], ['city', world.near.regionId, 'province_review', 'accepted'], ['city', world.near.regionId, 'internal_review', 'submitted'], ['department', department, 'province_review', 'accepted']] as const;
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  await owner.query('SET session_replication_role = replica');
  for (const [reach, scope, from, to] of hands) {
    await owner.query('UPDATE progress_report SET state = $2 WHERE id = $1', [world.near.reportId, from]);
    const moving = test.db.as({ ...systemActor('test'), reach, scope }, (em) => em.query('UPDATE progress_report SET state = $2 WHERE id = $1', [world.near.reportId, to]));
    await expect(moving).rejects.toMatchObject({ driverError: { code: '42501' } });
  }
  await owner.end();
});
