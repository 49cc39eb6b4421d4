import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const people = new Map<string, Client>();
const as = (name: string) => people.get(name)!;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['leader', 'office.staff', 'city.staff', 'hrss.leader', 'unit.near.liaison', 'inspector', 'sys.admin']) people.set(name, await Client.signIn(test, name));
});
afterAll(() => test.close());
interface Listed { code: string; kind: string; definition: string }

const errors = (answer: { body: { errors?: { pointer: string; code: string }[] } }) => answer.body.errors?.map(({ pointer, code }) => [pointer, code]).sort();

describe('the indicators', () => {
  it('are data: each says its kind, unit, 口径 with a source, and how it goes over units and over periods', async () => {
    const { items, period, expected } = (await as('leader').get('/indicators')).body;
    expect(items).toHaveLength(78);
    expect([period.id, expected]).toEqual([world.periodId, 3]);
    for (const item of items) {
      expect(item).toMatchObject({ unit: expect.stringMatching(/./), definition: expect.stringMatching(/.{8}/), definitionSource: expect.stringMatching(/样例口径/), overPeriods: item.kind === 'stock' ? 'last' : expect.stringMatching(/^(sum|last)$/) });
      if (item.kind === 'money') expect(item.unit).toBe('万元');
      if (item.kind === 'ratio') expect(item.definition).toContain(`${item.numerator}÷${item.denominator}`);
    }
    const of = (code: string) => items.find((item: Listed) => item.code === code);
    expect(of('contest_trades')).toMatchObject({ kind: 'flow', rollup: 'last', overPeriods: 'last' });
    expect([of('wc_rate').overPeriods, of('suggestion_adopt').overPeriods]).toEqual(['last', 'sum']);
  });

  it('are found by name, kind, task and the department that leads it', async () => {
    const codes = async (query: string) => (await as('city.staff').get(`/indicators?${query}`)).body.items.map(({ code }: Listed) => code);
    expect(await codes(`q=${encodeURIComponent('学徒制培训')}`)).toEqual(['firm_apprentices']);
    expect(await codes('q=Apprentices')).toEqual(['modern_apprentices', 'firm_apprentices', 'mentor_upgrade']);
    expect(await codes('kind=money')).toEqual(['innovation_gain', 'train_fund', 'fin_input']);
    expect(await codes('task=C03')).toEqual(['firm_apprentices']);
    expect(await codes('department=ORG')).toContain('party_org_cover');
    expect(await codes('department=ORG')).not.toContain('firm_apprentices');
  });

  it('have the province’s statistics beside them, with source and as-of; the share of high skills is computed from its two numbers', async () => {
    const { items } = (await as('unit.near.liaison').get('/indicators')).body;
    const provincial = Object.fromEntries(items.flatMap(({ code, provincial: f }: Listed & { provincial: { value: number; moreThan: boolean; asOfWords: string; source: string } | null }) => (f ? [[code, f]] : [])));
    expect(Object.keys(provincial).sort()).toEqual(['high_skill_share', 'high_skill_total', 'inspections', 'master_studios', 'meetings', 'pilot_count', 'skilled_total', 'studios', 'train_bases', 'train_fund']);
    expect(provincial['high_skill_share']).toMatchObject({ value: 29.59, numerator: 309.7, denominator: 1046.6, asOf: null, asOfWords: expect.stringContaining('未注日期'), source: expect.stringContaining('河北省总工会') });
    expect(provincial['pilot_count']).toMatchObject({ value: 500, moreThan: true });
    expect(provincial['train_fund']).toMatchObject({ value: 342_000, moreThan: false });
  });

  it('are not for whoever has no part in reporting', async () => {
    for (const who of ['inspector', 'sys.admin']) for (const path of ['/indicators', '/indicators/studios', '/indicators/studios/figures', '/indicators/studios/values']) expect((await as(who).get(path)).status).toBe(403);
  });
});

describe('the office keeps', () => {
  it('口径 and its source, with the version seen; never kind, unit or roll-up', async () => {
    const before = (await as('office.staff').get('/indicators/studios')).body;
    expect(before).toMatchObject({ kind: 'stock', abilities: ['keep'] });
    expect((await as('leader').get('/indicators/studios')).body.abilities).toEqual([]);
    const change = { definition: '经县级以上工会命名、在有效期内的工作室', definitionSource: '省总工会2026年统计口径' };
    expect((await as('office.staff').patch('/indicators/studios', change)).status).toBe(428);
    expect((await as('office.staff').patch('/indicators/studios', change, before.version + 1)).status).toBe(412);
    for (const who of ['leader', 'city.staff', 'hrss.leader', 'unit.near.liaison']) expect((await as(who).patch('/indicators/studios', change, before.version)).status).toBe(403);
    expect(errors(await as('office.staff').patch('/indicators/studios', { kind: 'flow', unit: '个', rollup: 'sum', definition: '' }, before.version))).toEqual([['/definition', 'too_short'], ['/kind', 'unknown_field'], ['/rollup', 'unknown_field'], ['/unit', 'unknown_field']].sort());
    expect(errors(await as('office.staff').patch('/indicators/studios', { overPeriods: 'sum' }, before.version))).toEqual([['/overPeriods', 'follows_from_kind']]);
    const after = (await as('office.staff').patch('/indicators/studios', change, before.version)).body;
    expect(after).toMatchObject({ ...change, version: before.version + 1, kind: 'stock', overPeriods: 'last' });
    const rate = (await as('office.staff').get('/indicators/hazard_fix')).body;
    expect((await as('office.staff').patch('/indicators/hazard_fix', { overPeriods: 'last' }, rate.version)).body.overPeriods).toBe('last');
    expect((await as('office.staff').patch('/indicators/nosuch', change, 1)).status).toBe(404);
  });

  it('targets by year, of the province or a region, each with a source; one of each', async () => {
    const office = as('office.staff');
    const put = (code: string, body: object) => office.post(`/indicators/${code}/targets`, body);
    expect(errors(await put('contest_count', { year: 1999, value: -1, source: '' }))).toEqual([['/source', 'too_short'], ['/value', 'too_small'], ['/year', 'too_small']]);
    expect(errors(await put('contest_count', { year: 2026, value: 10, source: '年度计划', region: '999999' }))).toEqual([['/region', 'unknown_reference']]);
    const made = await put('contest_count', { year: 2026, value: 200, source: '省产改办2026年工作要点' });
    expect(made.body.targets).toMatchObject([{ year: 2026, value: 200, region: { code: '130000' } }]);
    expect(await put('contest_count', { year: 2026, value: 300, source: '省产改办2026年工作要点' })).toMatchObject({ status: 409, body: { code: 'target_there' } });
    const both = (await put('contest_count', { year: 2026, value: 40, source: '市级分解', region: '130900' })).body;
    expect(both.targets.map((t: { region: { code: string }; value: number }) => [t.region.code, t.value])).toEqual([['130000', 200], ['130900', 40]]);
    for (const who of ['leader', 'city.staff']) expect((await as(who).post('/indicators/contest_count/targets', { year: 2027, value: 1, source: '越权' })).status).toBe(403);
    const [target] = both.targets;
    expect((await office.patch(`/indicator-targets/${target.id}`, { value: 210 }, target.version + 1)).status).toBe(412);
    expect((await as('city.staff').patch(`/indicator-targets/${target.id}`, { value: 210 }, target.version)).status).toBe(403);
    // who reads it is held against the own target: the city against its share
    await report('contest_count', 'flow', 30);
    const row = async (who: string) => (await as(who).get('/indicators?q=contest_count')).body.items[0];
    expect(await row('leader')).toMatchObject({ target: 200, figure: { value: 30, n: 1 }, cumulative: { value: 30 }, attainment: 15 });
    expect(await row('city.staff')).toMatchObject({ target: 40, attainment: 75 });
    expect(await row('unit.near.liaison')).toMatchObject({ figure: { value: 30 }, attainment: null });
    const lines = (await as('leader').get('/indicators/contest_count/figures?by=region')).body;
    const of = (key: string) => lines.lines.find((line: { key: string }) => line.key === key);
    expect([lines.total, of('130900'), of('130200')]).toMatchObject([{ target: 200, attainment: 15 }, { target: 40, attainment: 75 }, { target: null, attainment: null, n: 0, expected: 1 }]);
    // taken back, it is held against nothing
    expect((await office.patch(`/indicator-targets/${target.id}`, { value: null }, target.version)).body.targets[0]).toMatchObject({ value: null, version: target.version + 1 });
    expect(await row('leader')).toMatchObject({ target: null, attainment: null });
  });

  it('statistics of the province: a ratio as its two numbers, anything else as one', async () => {
    const office = as('office.staff');
    const facts = { asOf: '2025-12-31', source: '省人社厅统计' };
    const put = (code: string, body: object) => office.post(`/indicators/${code}/provincial-figures`, { ...facts, ...body });
    expect(errors(await put('studios', {}))).toEqual([['/value', 'required']]);
    expect(errors(await put('studios', { numerator: 1, denominator: 2 }))).toEqual([['/denominator', 'follows_from_kind'], ['/numerator', 'follows_from_kind'], ['/value', 'required']]);
    expect(errors(await put('wc_rate', { value: 90 }))).toEqual([['/denominator', 'required'], ['/numerator', 'required'], ['/value', 'follows_from_kind']]);
    expect(errors(await put('wc_rate', { numerator: 1, denominator: 0 }))).toEqual([['/denominator', 'too_small']]);
    expect(errors(await put('wc_rate', { numerator: 1, denominator: 3, asOf: '2025-02-30' }))).toEqual([['/asOf', 'not_a_date']]);
    const [figure] = (await put('wc_rate', { numerator: 2, denominator: 3 })).body.provincial;
    expect(figure).toMatchObject({ value: 66.67, asOf: '2025-12-31' });
    const mended = await office.patch(`/provincial-figures/${figure.id}`, { ...facts, numerator: 1, denominator: 4 }, figure.version);
    expect(mended.body.provincial).toMatchObject([{ value: 25, version: figure.version + 1 }]);
    expect((await office.patch(`/provincial-figures/${figure.id}`, { ...facts, numerator: 1, denominator: 4 }, figure.version)).status).toBe(412);
    expect((await as('leader').post('/indicators/wc_rate/provincial-figures', { ...facts, numerator: 1, denominator: 4 })).status).toBe(403);
    // the newest is what the list shows, the older ones stay
    expect((await put('studios', { value: 900 })).body.provincial.map(({ value }: { value: number }) => value)).toEqual([900, 816]);
  });

  it('and the trail shows it', async () => {
    const director = await Client.signIn(test, 'office.director');
    for (const [subject, actions] of [['indicator', ['indicator.update']], ['indicator_target', ['indicator.target']], ['provincial_figure', ['indicator.provincial_figure']]] as const) {
      const { items } = (await director.get(`/audit-entries?subjectType=${subject}&limit=200`)).body;
      const own = items.filter(({ user }: { user: object | null }) => user !== null);
      expect({ subject, actions: [...new Set(own.map(({ action }: { action: string }) => action))] }).toEqual({ subject, actions });
    }
  });
});

async function report(code: string, kind: string, value: number): Promise<void> {
  await test.db.as(systemActor('test'), (em) => em.query(
    `INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, indicator_code, kind, pilot_case_id, pilot_unit_id, region_id, value)
     SELECT uuid_v7(), r.year, r.reporting_period_id, r.id, $2, $3, r.pilot_case_id, r.pilot_unit_id, r.region_id, $4 FROM progress_report r WHERE r.id = $1`,
    [world.near.reportId, code, kind, value],
  ));
}
