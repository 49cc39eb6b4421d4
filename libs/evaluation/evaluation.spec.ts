import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { textsOf } from '../ledgers/testing.js';
import { recomputes } from './evaluation-details.js';
import { move, openOne, publishOne, scoreAll } from './testing.js';

let test: TestApp;
let world: World;
const people: Record<string, Client> = {};
const as = (name: string) => people[name]!;
let id: string;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  const names = ['office.director', 'office.staff', 'leader', 'city.staff', 'city.reviewer', 'othercity.staff', 'hrss.liaison', 'sasac.liaison', 'unit.near.leader', 'unit.near.liaison', 'unit.sibling.liaison', 'unit.far.liaison', 'inspector.lead', 'sys.admin'];
  for (const name of names) people[name] = await Client.signIn(test, name);
});
afterAll(() => test.close());

const get = async (name: string, of = id) => (await as(name).get(`/evaluations/${of}`)).body;
const side = (body: { sides: { side: string }[] }, name: string) => body.sides.find((one) => one.side === name) as unknown as { marks: { item: string }[]; outcome: { score: number; levels: { items: { code: string; earned: number; because: string }[] }[]; deductions: { code: string; count: number | null; points: number; rows: { label: string }[] }[] } | null; live: boolean };
const pointers = (answer: { body: { errors?: { pointer: string; code: string }[] } }) => (answer.body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
const mark = async (name: string, marks: object[], version?: number) => as(name).patch(`/evaluations/${id}/marks`, { marks }, version ?? (await get(name)).version);
const inbox = async (name: string) => (await as(name).get('/notifications?limit=20')).body.items.map((n: { title: string }) => n.title) as string[];
const todo = async (name: string, kind: string) => (await as(name).get('/todos')).body.items.find((pile: { kind: string }) => pile.kind === kind)?.count as number;

describe('a scheme', () => {
  const scheme = async (year: number) => (await as('office.staff').get(`/evaluation-schemes/${year}`)).body;

  it('is seeded as a sample for this year and the last, and read by whoever is evaluated', async () => {
    const { items } = (await as('unit.near.liaison').get('/evaluation-schemes')).body;
    expect(items).toMatchObject([{ year: 2026, version: 1, illustrative: true, evaluations: 0, source: expect.stringContaining('示例') }, { year: 2025 }]);
    expect((await scheme(2025)).content).toMatchObject({ total: 100, levels: { length: 6 }, noEvidence: 'zero' });
    expect((await as('inspector.lead').get('/evaluation-schemes')).status).toBe(403);
    expect((await as('office.staff').get('/evaluation-schemes/1999')).status).toBe(404);
    expect((await as('office.staff').get('/evaluation-schemes/abc')).status).toBe(404);
  });

  it('is taken over from another year once', async () => {
    expect((await as('office.staff').post('/evaluation-schemes', { year: 2024, from: 2019 }))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/from', code: 'no_scheme' }] } });
    expect((await as('office.staff').post('/evaluation-schemes', { year: 2024, from: 2025 }))).toMatchObject({ status: 201, body: { year: 2024, version: 1, illustrative: true, abilities: ['change', 'open'] } });
    expect((await as('office.staff').post('/evaluation-schemes', { year: 2024, from: 2025 }))).toMatchObject({ status: 409, body: { code: 'scheme_exists' } });
    expect((await as('city.staff').post('/evaluation-schemes', { year: 2023, from: 2025 })).status).toBe(403);
  });

  it('is changed by editions until the year is scored, and every flaw is named', async () => {
    const { content } = await scheme(2024);
    const change = (name: string, body: object, version: number) => as(name).patch('/evaluation-schemes/2024', body, version);
    const other = { ...content, levels: content.levels.map((level: { items: { points: number }[] }, l: number) => (l > 0 ? level : { ...level, items: level.items.map((item, i) => ({ ...item, points: i === 0 ? 5 : item.points })) })) };
    expect(pointers(await change('office.staff', { content: other, source: '冀产改〔2026〕9号' }, 1))).toEqual(['/content/total points_do_not_add_up']);
    expect((await change('office.staff', { content: { ...content, grades: [] }, source: '' }, 1)).body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/content/grades', '/source']);
    const kept = await change('office.staff', { content: { ...other, total: 101 }, source: '冀产改〔2026〕9号' }, 1);
    expect(kept).toMatchObject({ status: 200, body: { version: 2, illustrative: false, editions: [{ version: 2, source: '冀产改〔2026〕9号' }, { version: 1 }] } });
    expect((await change('office.staff', { content, source: '再改' }, 1))).toMatchObject({ status: 412, body: { currentVersion: 2 } });
    expect((await as('office.staff').get('/evaluation-schemes/2024?edition=1')).body).toMatchObject({ version: 1, content: { total: 100 }, abilities: [] });
    expect((await change('unit.near.leader', { content, source: '再改' }, 2)).status).toBe(403);
  });
});

describe('an evaluation', () => {
  it('is opened by the office for the cases that carry tasks, once each, and the units are told', async () => {
    expect((await as('office.staff').post('/evaluations', { year: 2027 })).body.errors).toMatchObject([{ pointer: '/year', code: 'in_the_future' }]);
    expect((await as('office.staff').post('/evaluations', { year: 2022 })).body.errors).toMatchObject([{ pointer: '/year', code: 'no_scheme' }]);
    expect((await as('city.staff').post('/evaluations', { year: 2026 })).status).toBe(403);
    expect((await as('office.staff').post('/evaluations', { year: 2026, regions: ['130900'] })).body).toEqual({ opened: 2, existing: 0 });
    expect((await as('office.director').post('/evaluations', { year: 2026 })).body).toEqual({ opened: 1, existing: 2 });
    id = (await as('unit.near.liaison').get('/evaluations')).body.items[0].id;
    expect(await inbox('unit.near.liaison')).toContain('沧州恒嘉泰智能装备有限公司 的 2026 年度评估待您办理（自评）');
    expect(await todo('unit.near.liaison', 'evaluation_to_score')).toBe(1);
    // the year's scheme stands from now on, for whoever would change it behind the application too
    const { body } = await as('office.staff').get('/evaluation-schemes/2026');
    expect(body.abilities).toEqual(['open']);
    expect((await as('office.staff').patch('/evaluation-schemes/2026', { content: body.content, source: '改动' }, 1))).toMatchObject({ status: 409, body: { code: 'scheme_in_use' } });
    await expect(test.db.as(systemActor('test'), (em) => em.query(`INSERT INTO evaluation_scheme SELECT uuid_v7(), year, 2, content, false, source, author_name FROM evaluation_scheme WHERE year = 2026`))).rejects.toMatchObject({ code: '23514' });
  });

  it('is the unit’s to score first, mark by mark, and every wrong mark is named', async () => {
    expect(await get('unit.near.liaison')).toMatchObject({ state: 'self_scoring', mySide: 'self', abilities: ['score', 'submit'], scheme: { illustrative: true }, gaps: { length: 20 } });
    const wrong = await mark('unit.near.liaison', [{ item: 'ORG-1', verdict: 'full' }, { item: 'NOPE', verdict: 'full', reason: '有' }, { item: 'QUALITY-1', verdict: 'counted', target: '3' }]);
    expect(pointers(wrong)).toEqual(['/marks/0/reason required', '/marks/1/item unknown_reference', '/marks/2/target target_not_asked']);
    expect(pointers(await mark('unit.near.liaison', [{ item: 'ORG-1', verdict: 'excellent', reason: '有' }]))).toEqual(['/marks/0/verdict not_accepted']);
    expect((await mark('unit.near.liaison', [{ item: 'ORG-1', verdict: 'full', reason: '已发文' }], 9)).status).toBe(412);
    expect((await mark('unit.near.liaison', [{ item: 'ORG-1', verdict: 'full', reason: '已发文', attachmentIds: ['0197a0b0-0000-7000-8000-000000000000'] }]))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/marks/0/attachmentIds/0', code: 'unknown_reference' }] } });
    expect((await mark('city.staff', [{ item: 'ORG-1', verdict: 'full', reason: '抢先' }]))).toMatchObject({ status: 409, body: { allowed: [] } });
    expect((await mark('sasac.liaison', [{ item: 'ORG-1', verdict: 'full', reason: '部门' }])).status).toBe(403);
    expect((await as('unit.sibling.liaison').patch(`/evaluations/${id}/marks`, { marks: [{ item: 'ORG-1', verdict: 'full', reason: '别家' }] }, 1)).status).toBe(404);
  });

  it('has no points without evidence, and is not handed in with gaps', async () => {
    const written = (await mark('unit.near.liaison', [{ item: 'ORG-1', verdict: 'full', reason: '已发文' }])).body;
    expect(side(written, 'self').outcome!.levels[0]!.items[0]).toMatchObject({ earned: 0, because: 'no_evidence' });
    expect(pointers(await move(as('unit.near.liaison'), id, 'submit')).length).toBe(19);
    await scoreAll(as('unit.near.liaison'), id);
    const body = await get('unit.near.liaison');
    expect(body.gaps).toEqual([]);
    expect(side(body, 'self')).toMatchObject({ live: true });
    expect(side(body, 'self').outcome!.levels.flatMap(({ items }) => items).filter(({ because }) => because === 'no_value').length).toBe(6);
  });

  it('takes its figures from the year’s reports in force, and what is held against it from the system’s rows', async () => {
    await owner(`INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, pilot_case_id, pilot_unit_id, region_id, indicator_code, kind, value, numerator, denominator)
      SELECT uuid_v7(), r.year, r.reporting_period_id, r.id, r.pilot_case_id, r.pilot_unit_id, r.region_id, v.code, v.kind, v.value, v.n, v.d
      FROM progress_report r, (VALUES ('certified', 'flow', 7.5, NULL, NULL), ('edu_fund_front', 'ratio', NULL::numeric, 45, 100)) v(code, kind, value, n, d) WHERE r.id = '${world.near.reportId}'`);
    await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.near, 'C11', { dueOn: '2026-06-08', originalDueOn: '2026-06-08', issuedOn: '2026-05-06' }));
    const { outcome } = side(await get('unit.near.liaison'), 'self');
    const item = (code: string) => outcome!.levels.flatMap(({ items }) => items).find((one) => one.code === code);
    expect(item('QUALITY-2')).toMatchObject({ earned: 5.25, actual: 7.5, target: 10 });
    expect(item('QUALITY-1')).toMatchObject({ earned: 6, actual: 45, target: 60 });
    expect(outcome!.deductions).toMatchObject([{ code: 'late_report', count: 0 }, { code: 'red_assignment', count: 1, points: 1, rows: [{ label: expect.stringContaining('JB-TEST') }] }, { code: 'overdue_rectification', count: null }, { code: 'correction', count: 0 }]);
    expect((await get('unit.near.liaison')).sides[0].sources).toContainEqual({ indicator: 'certified', rows: [{ kind: 'progress_report', id: world.near.reportId, label: '2026年第二季度' }] });
  });

  it('is signed by the unit’s leader, and what is handed in is changed by nobody', async () => {
    expect((await move(as('unit.near.liaison'), id, 'submit')).body).toMatchObject({ state: 'unit_review', selfScore: null });
    expect((await move(as('unit.near.liaison'), id, 'sign')).status).toBe(403);
    expect((await move(as('unit.near.leader'), id, 'send_back'))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason', code: 'required' }] } });
    expect((await move(as('unit.near.leader'), id, 'send_back', '补充宣讲数据')).body).toMatchObject({ state: 'self_scoring' });
    await move(as('unit.near.liaison'), id, 'submit');
    const { body } = await move(as('unit.near.leader'), id, 'sign');
    expect(body).toMatchObject({ state: 'city_scoring', selfScore: expect.any(Number), mySide: null, abilities: [], results: [{ side: 'self', submission: 1, recomputes: true }] });
    expect((await mark('unit.near.liaison', [{ item: 'ORG-1', verdict: 'zero', reason: '改' }]))).toMatchObject({ status: 409 });
    await expect(test.db.as(systemActor('test'), (em) => em.query(`UPDATE evaluation_mark SET verdict = 'zero' WHERE evaluation_id = $1`, [id]))).rejects.toMatchObject({ code: '23514' });
    expect(await todo('city.staff', 'evaluation_to_score')).toBe(1);
    expect((await move(as('unit.near.leader'), id, 'sign'))).toMatchObject({ status: 409, body: { allowed: [] } });
  });

  it('is the city’s then, which sends back with a reason, scores apart and hides it from the unit', async () => {
    expect((await move(as('city.staff'), id, 'return')).status).toBe(422);
    expect((await move(as('city.staff'), id, 'return', '宣讲目标偏低')).body).toMatchObject({ state: 'self_scoring' });
    expect(await inbox('unit.near.leader')).toContain('沧州恒嘉泰智能装备有限公司 的 2026 年度评估待您办理（退回单位：宣讲目标偏低）');
    for (const [who, action] of [['unit.near.liaison', 'submit'], ['unit.near.leader', 'sign']] as const) await move(as(who), id, action);
    expect((await get('city.staff')).results.map((r: { side: string; submission: number }) => `${r.side} ${r.submission}`)).toEqual(['self 2', 'self 1']);
    expect((await as('othercity.staff').transition(`/evaluations/${id}`, 1, { action: 'return', reason: '别市' })).status).toBe(404);
    await scoreAll(as('city.staff'), id, 'half', false);
    expect((await move(as('city.staff'), id, 'report')).status).toBe(403);
    expect(side((await move(as('city.reviewer'), id, 'report')).body, 'city').outcome!.levels.flatMap(({ items }) => items)).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'QUALITY-2', earned: 5.25 }), expect.objectContaining({ code: 'ORG-1', earned: 2, because: 'half' })]));
    expect(await get('unit.near.leader')).toMatchObject({ cityScore: null, score: null, grade: null, state: 'province_scoring' });
    expect(side(await get('unit.near.leader'), 'city')).toMatchObject({ marks: [], outcome: null });
    expect(side(await get('sasac.liaison'), 'city')).toMatchObject({ marks: [], outcome: null });
    expect((await get('leader')).cityScore).toBeGreaterThan(30);
  });

  it('is the province’s last, whose score alone is official', async () => {
    expect(pointers(await move(as('office.director'), id, 'publish')).length).toBe(20);
    await scoreAll(as('office.staff'), id, 'full', false);
    expect((await mark('office.staff', [{ item: 'ORG-2', verdict: 'half', reason: '台账更新不及时' }, { item: 'IDEOLOGY-1', verdict: 'not_applicable', reason: '无党组织' }])).status).toBe(200);
    expect((await move(as('office.staff'), id, 'publish')).status).toBe(403);
    expect((await get('city.staff')).score).toBeNull();
    const { body } = await move(as('office.director'), id, 'publish');
    expect(body).toMatchObject({ state: 'published', veto: [], grade: { code: 'qualified', name: '合格' }, results: [{ side: 'province', submission: 1, recomputes: true }, {}, {}, {}] });
    const seen = await get('unit.near.leader');
    expect([seen.score, seen.grade.code, seen.cityScore]).toEqual([body.score, 'qualified', body.cityScore]);
    expect(side(seen, 'province').marks.find(({ item }) => item === 'ORG-2')).toMatchObject({ verdict: 'half', reason: '台账更新不及时' });
    expect(await inbox('unit.near.liaison')).toContain(`沧州恒嘉泰智能装备有限公司 的 2026 年度评估已审定：${body.score} 分，合格`);
    expect(await inbox('city.staff')).toContain(`沧州恒嘉泰智能装备有限公司 的 2026 年度评估已审定：${body.score} 分，合格`);
    expect((await get('sasac.liaison')).grade.code).toBe('qualified');
  });

  it('is corrected by another result, while what was told stands', async () => {
    const { score } = await get('office.director');
    expect((await move(as('office.director'), id, 'correct')).status).toBe(422);
    expect((await move(as('office.director'), id, 'correct', '复核发现重复计分')).body).toMatchObject({ state: 'correcting', score, mySide: 'province' });
    await mark('office.staff', [{ item: 'VETO-2', verdict: 'full', reason: '经核实虚报取证人数' }]);
    expect(await get('unit.near.leader')).toMatchObject({ score, grade: { code: 'qualified' } });
    expect(side(await get('unit.near.leader'), 'province')).toMatchObject({ marks: [], outcome: { score } });
    expect((await move(as('office.director'), id, 'publish')).body).toMatchObject({ state: 'published', grade: { code: 'unqualified' }, veto: ['VETO-2'] });
    expect((await get('unit.near.leader')).results.map((r: { side: string; submission: number; grade: string }) => `${r.side} ${r.submission} ${r.grade}`).slice(0, 2)).toEqual(['province 2 unqualified', 'province 1 qualified']);
  });

  it('goes to the province directly where no city comes to it', async () => {
    const far = (await as('unit.far.liaison').get('/evaluations')).body.items[0].id as string;
    await scoreAll(as('unit.far.liaison'), far);
    await move(as('unit.far.liaison'), far, 'submit');
    await owner(`UPDATE evaluation SET state = 'city_scoring' WHERE id = '${far}'`);
    expect((await move(as('office.staff'), far, 'direct')).status).toBe(422);
    expect((await move(as('office.staff'), far, 'direct', '省直单位')).body).toMatchObject({ state: 'province_scoring', abilities: ['score', 'return', 'return_to_city'] });
    expect((await move(as('office.staff'), far, 'return_to_city', '请市级先评')).body).toMatchObject({ state: 'city_scoring' });
  });
});

describe('what is handed in', () => {
  it('comes to the same figure when everything that was kept is computed again', async () => {
    await publishOne({ liaison: as('unit.sibling.liaison'), leader: await leaderOf('sibling'), reviewer: as('city.reviewer'), office: as('office.staff'), director: as('office.director') }, 2025, world.sibling.caseId, { city: 'half' });
    const rows = await owner('SELECT inputs, outcome, score::float8 AS score, side FROM evaluation_result');
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const row of rows) expect({ side: row.side, again: recomputes(row) }).toEqual({ side: row.side, again: true });
    const [bent] = rows;
    expect(recomputes({ ...bent, score: bent.score + 0.01 })).toBe(false);
  });

  it('stays as it was when reports change afterwards', async () => {
    const before = (await get('office.staff')).score;
    await owner(`UPDATE indicator_value SET value = 1 WHERE indicator_code = 'certified'`);
    expect((await get('office.staff')).score).toBe(before);
    expect((await get('office.staff')).results.every(({ recomputes: same }: { recomputes: boolean }) => same)).toBe(true);
  });
});

describe('the list', () => {
  it('is each reader’s own, filtered, and in no order of scores', async () => {
    const total = async (name: string, query = '') => (await as(name).get(`/evaluations?${query}`)).body.total;
    expect([await total('office.staff'), await total('city.staff'), await total('unit.near.liaison'), await total('sasac.liaison'), await total('hrss.liaison')]).toEqual([4, 3, 1, 1, 0]);
    expect((await as('inspector.lead').get('/evaluations')).status).toBe(403);
    expect((await as('sys.admin').get('/evaluations')).status).toBe(403);
    expect(await total('office.staff', 'year=2025')).toBe(1);
    expect(await total('office.staff', 'grade=unqualified&region=130900')).toBeGreaterThanOrEqual(1);
    expect(await total('office.staff', `q=${encodeURIComponent('恒嘉泰')}&state=published`)).toBe(1);
    expect(await total('office.staff', 'department=SASAC')).toBe(1);
    expect((await as('office.staff').get('/evaluations?sort=-score')).status).toBe(400);
    const pages = await as('office.staff').get('/evaluations?limit=3');
    const { items } = (await as('office.staff').get(`/evaluations?limit=3&cursor=${pages.body.nextCursor}`)).body;
    expect([...pages.body.items, ...items].map((row: { year: number }) => row.year)).toEqual([2026, 2026, 2026, 2025]);
  });

  it('is a workbook per unit, in the form’s columns, of what the reader may see', async () => {
    const { bytes, headers } = await as('unit.near.leader').download(`/evaluations/${id}/workbook`);
    expect(String(headers['content-disposition'])).toContain('.xlsx');
    const rows = (await textsOf(bytes))['评估表']!;
    expect(rows[0]).toEqual(['一级指标', '二级指标', '分值', '评分标准', '自评分', '市级评分', '省级评分', '扣分原因', '佐证']);
    expect(rows).toContainEqual(['组织推进', '试点方案与任务台账', '5', expect.any(String), '5', '2.5', '2.5', expect.stringContaining('省级：台账更新不及时'), 'ORG-2.pdf']);
    expect(rows.at(-1)).toEqual(['总分', expect.stringContaining('恒嘉泰'), '100', expect.stringContaining('2026年度'), expect.any(String), expect.any(String), expect.any(String), '等次：不合格', '']);
    expect((await as('unit.sibling.liaison').download(`/evaluations/${id}/workbook`)).status).toBe(404);
  });

  it('is a summary of the province’s for the unions, by region and batch, and for nobody else', async () => {
    const book = await textsOf((await as('leader').download('/evaluations/export?year=2026')).bytes);
    const [head, ...lines] = book['等次汇总']!;
    const line = (by: string, name: string) => Object.fromEntries(head!.map((title, i) => [title, lines.find((row) => row[1] === by && row[2] === name)![i]]));
    expect(line('地区', '沧州市')).toMatchObject({ 年度: '2026', 合计: '2', 不合格: '1', 未公布: '1' });
    expect(line('批次', '第一批')).toMatchObject({ 合计: '3', 未公布: '2' });
    expect(book['评估明细']!.length).toBe(4);
    expect((await textsOf((await as('city.staff').download('/evaluations/export')).bytes))['评估明细']!.length).toBe(4);
    expect((await as('unit.near.leader').get('/evaluations/export')).status).toBe(403);
    expect((await as('sasac.liaison').get('/evaluations/export')).status).toBe(403);
  });
});

describe('many at once', () => {
  it('are taken each for itself: what lacks something, changed since or is out of sight says so', async () => {
    const rows = (await as('office.director').get('/evaluations?year=2026')).body.items as { id: string; version: number; unit: { name: string } }[];
    const [far, near] = [rows.find(({ unit }) => unit.name.startsWith('唐山'))!, rows.find(({ id: one }) => one === id)!];
    await move(as('office.director'), id, 'correct', '再次复核');
    const items = [{ id: far.id, version: far.version }, { id: near.id, version: near.version }, { id: '0197a0b0-0000-7000-8000-000000000000', version: 1 }];
    const first = await as('office.director').post('/evaluations/transitions', { action: 'publish', items });
    expect(first.body).toMatchObject({ done: 0, refused: 3 });
    expect(Object.fromEntries(first.body.items.map((item: { id: string; code: string }) => [item.id, item.code]))).toEqual({ [far.id]: 'wrong_state', [near.id]: 'stale', '0197a0b0-0000-7000-8000-000000000000': 'not_found' });
    const { id: second, version: at } = (await as('unit.sibling.liaison').get('/evaluations?year=2026')).body.items[0];
    await owner(`UPDATE evaluation SET state = 'city_scoring' WHERE id = '${second}'`);
    expect((await as('city.reviewer').post('/evaluations/transitions', { action: 'report', items: [{ id: second, version: at }] })).body.items).toMatchObject([{ code: 'score_incomplete', detail: '评分还有 20 处未完成。' }]);
    const { version } = await get('office.director');
    expect((await as('office.director').post('/evaluations/transitions', { action: 'publish', items: [{ id, version }, items[0]] })).body).toMatchObject({ done: 1, refused: 1 });
    expect((await as('city.staff').post('/evaluations/transitions', { action: 'report', items: [items[0]] })).body).toMatchObject({ done: 0, items: [{ code: 'not_found' }] });
    expect((await as('office.director').post('/evaluations/transitions', { action: 'correct', items: [] })).body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/action', '/items']);
    expect((await as('leader').post('/evaluations/transitions', { action: 'publish', items })).status).toBe(403);
  });
});

describe('a case', () => {
  const pass = async (caseId: string, more: object = {}) => {
    const { version } = (await as('office.director').get(`/pilot-cases/${caseId}`)).body;
    return as('office.director').transition(`/pilot-cases/${caseId}`, version, { action: 'pass', ...more });
  };

  it('passes on its official evaluation alone, and nobody types a score', async () => {
    await owner(`UPDATE pilot_case SET state = 'evaluating'`);
    expect(pointers(await pass(world.near.caseId, { score: 99, grade: 'excellent' }))).toEqual(['/score unknown_field', '/grade unknown_field']);
    expect(pointers(await pass(world.near.caseId))).toEqual(['/vetoItems/0 veto_item']);
    expect(pointers(await pass(world.far.caseId))).toEqual(['/evaluation no_official_evaluation']);
    expect(pointers(await pass(world.sibling.caseId))).toEqual([]);
    const { body } = await as('unit.sibling.liaison').get(`/pilot-cases/${world.sibling.caseId}`);
    const { score } = (await as('office.staff').get('/evaluations?year=2025')).body.items[0];
    expect(body).toMatchObject({ state: 'passed', steps: expect.arrayContaining([expect.objectContaining({ action: 'pass', detail: expect.objectContaining({ score, grade: 'qualified', year: 2025 }) })]) });
  });

  it('does not pass on the lowest grade', async () => {
    const opened = await openOne(as('office.staff'), 2024, world.far.caseId);
    await owner(`UPDATE evaluation SET score = 40, grade = 'unqualified', published_at = now() WHERE id = '${opened}'`);
    expect(pointers(await pass(world.far.caseId))).toEqual(['/grade evaluated_too_low']);
  });
});

async function leaderOf(pilot: 'sibling'): Promise<Client> {
  await owner(`INSERT INTO app_user (id, username, name, password_hash, is_demo) SELECT '0197a0b0-0000-7000-8000-00000000000a', 'unit.${pilot}.leader', '测试', password_hash, true FROM app_user WHERE username = 'unit.${pilot}.liaison';
    INSERT INTO position (id, user_id, organisation_id, role) VALUES ('0197a0b0-0000-7000-8000-00000000000b', '0197a0b0-0000-7000-8000-00000000000a', '${world[pilot].unitId}', 'pilot_leader')`);
  return Client.signIn(test, `unit.${pilot}.leader`);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads any column
async function owner(sql: string): Promise<any[]> {
  const client = new pg.Client({ connectionString: test.ownerUrl });
  await client.connect();
  try {
    return (await client.query(`SET session_replication_role = replica; ${sql}`) as unknown as { rows: object[] }[]).at(-1)!.rows;
  } finally {
    await client.end();
  }
}
