import yauzl from 'yauzl';
import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, makeAssignment, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { raiseByRule } from './raise-by-rule.js';
import { LEVELS, numberOf, words } from './supervision.rules.js';


let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.director', 'office.staff', 'leader', 'city.staff', 'hrss.leader', 'hrss.liaison', 'org.leader', 'unit.near.leader', 'unit.near.liaison', 'unit.sibling.liaison', 'sys.admin']) {
    clients.set(name, await Client.signIn(test, name));
  }
});
afterAll(() => test.close());
afterEach(() => test.clock.moveTo(TODAY));

const as = (name: string) => clients.get(name)!;
const raise = (name: string, body: object, headers?: Record<string, string>) => as(name).post('/supervision-notices', body, headers);
const act = async (name: string, id: string, body: object) => {
  const { body: row } = await as('office.staff').get(`/supervision-notices/${id}`);
  return as(name).transition(`/supervision-notices/${id}`, row.version, body);
};

describe('a reminder', () => {
  it('is numbered, reaches the unit, and is sent once a day', async () => {
    const { assignmentId } = world.near;
    const key = { 'idempotency-key': 'urge-near-0001' };
    const first = await raise('hrss.liaison', { kind: 'remind', assignmentIds: [assignmentId, world.sibling.assignmentId] }, key);
    expect(first.body).toMatchObject({ issued: 2, proposed: 0, skipped: 0, refused: 0, items: [{ assignmentId, outcome: 'issued', no: '冀产改督催〔2026〕1号' }, { no: '冀产改督催〔2026〕2号' }] });
    expect((await raise('hrss.liaison', { kind: 'remind', assignmentIds: [assignmentId, world.sibling.assignmentId] }, key)).body).toEqual(first.body);
    expect((await raise('city.staff', { kind: 'remind', assignmentIds: [assignmentId] })).body).toMatchObject({ issued: 0, skipped: 1, items: [{ outcome: 'skipped', code: 'told_today' }] });
    expect((await as('unit.near.liaison').get('/notifications')).body.items[0]).toMatchObject({ kind: 'assignment_urged', href: `/assignments/${assignmentId}` });
    const row = (await as('unit.near.liaison').get(`/supervision-notices/${first.body.items[0].noticeId}`)).body;
    expect(row).toMatchObject({ kind: 'remind', state: 'sent', replyBy: null, abilities: [], signer: '测试 hrss.liaison', steps: [{ action: 'issue', to: 'sent' }] });
    test.clock.moveTo('2026-06-11');
    expect((await raise('hrss.liaison', { kind: 'remind', assignmentIds: [assignmentId] })).body).toMatchObject({ issued: 1, items: [{ no: '冀产改督催〔2026〕3号' }] });
  });

  it('is once under a hundred hands at once, and its numbers have no gap', async () => {
    test.clock.moveTo('2026-06-12');
    const both = { kind: 'remind', assignmentIds: [world.near.assignmentId, world.sibling.assignmentId] };
    const answers = await Promise.all(Array.from({ length: 12 }, () => raise('office.staff', both)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.reduce((n, { body }) => n + body.issued, 0)).toBe(2);
    const { body } = await as('office.staff').get('/supervision-notices?kind=remind&limit=100');
    const numbers = body.items.map(({ no }: { no: string }) => Number(/(\d+)号/.exec(no)![1])).sort((a: number, b: number) => a - b);
    expect(numbers).toEqual(numbers.map((_: number, i: number) => i + 1));
  });

  it('waits for a working day unless it is urgent', async () => {
    test.clock.moveTo('2026-06-13');
    const refused = await raise('office.staff', { kind: 'remind', assignmentIds: [world.near.assignmentId] });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/urgent', code: 'rest_day', detail: expect.stringContaining('2026-06-15') }] } });
    expect((await raise('office.staff', { kind: 'remind', assignmentIds: [world.near.assignmentId], urgent: true })).body).toMatchObject({ issued: 1 });
  });

  it('is refused for what is not under way, another department’s task, and what is out of sight', async () => {
    expect((await raise('org.leader', { kind: 'remind', assignmentIds: [world.near.issuedId] })).body).toMatchObject({ issued: 1 });
    await test.db.as(systemActor('test'), (em) => em.query(`UPDATE assignment SET department_ids = department_ids || (SELECT id FROM organisation WHERE code = 'ORG') WHERE id = $1`, [world.near.assignmentId]));
    expect((await raise('org.leader', { kind: 'remind', assignmentIds: [world.near.assignmentId] })).body).toMatchObject({ refused: 1, items: [{ code: 'not_your_assignment' }] });
    const done = await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.near, 'C10', { state: 'completed' }));
    expect((await raise('office.staff', { kind: 'remind', assignmentIds: [done] })).body).toMatchObject({ refused: 1, items: [{ code: 'not_under_way' }] });
    const far = await raise('city.staff', { kind: 'remind', assignmentIds: [world.near.assignmentId, world.far.assignmentId] });
    expect(far).toMatchObject({ status: 422, body: { errors: [{ pointer: '/assignmentIds/1', code: 'unknown_reference' }] } });
    expect((await raise('unit.near.leader', { kind: 'remind', assignmentIds: [world.near.assignmentId] })).status).toBe(403);
    expect((await raise('leader', { kind: 'remind', assignmentIds: [world.near.assignmentId] })).status).toBe(403);
    expect((await raise('city.staff', { kind: 'yellow', assignmentIds: [world.near.assignmentId] }))).toMatchObject({ status: 403, body: { code: 'not_your_level' } });
  });
});

describe('a notice that is to be answered', () => {
  it('is proposed, signed by its level, answered, returned once, and closed by another than who answered', async () => {
    const { assignmentId } = world.near;
    const raised = await raise('office.staff', { kind: 'red', assignmentIds: [assignmentId], problem: '逾期未办。', requirement: '三日内书面说明。' });
    expect(raised.body).toMatchObject({ proposed: 1, items: [{ outcome: 'proposed', no: null }] });
    const id = raised.body.items[0].noticeId as string;
    expect((await as('unit.near.liaison').get(`/supervision-notices/${id}`)).status).toBe(404);
    expect((await as('office.staff').get(`/supervision-notices/${id}`)).body.abilities).toEqual([]);
    expect((await act('hrss.leader', id, { action: 'issue' }))).toMatchObject({ status: 403, body: { code: 'not_your_level' } });
    expect((await as('office.director').get('/todos')).body.items).toContainEqual(expect.objectContaining({ kind: 'notice_to_issue', count: 1 }));
    expect((await act('office.director', id, { action: 'issue' })).body).toMatchObject({ state: 'issued', no: '冀产改督红〔2026〕1号', issuedOn: TODAY, replyBy: '2026-06-12', signer: '测试 office.director', issuer: expect.any(String) });
    expect((await as('unit.near.liaison').get('/notifications')).body.items[0]).toMatchObject({ kind: 'supervision_issued', href: `/supervision-notices/${id}`, title: expect.stringContaining('请于 2026-06-12 前回复') });
    expect((await act('unit.near.liaison', id, { action: 'reply' }))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reply', code: 'required' }] } });
    expect((await act('unit.sibling.liaison', id, { action: 'reply', reply: '不是我的' })).status).toBe(404);
    expect((await act('unit.near.liaison', id, { action: 'reply', reply: '已制定措施。' })).body).toMatchObject({ state: 'replied', reply: '已制定措施。', repliedOn: TODAY });
    expect((await act('unit.near.leader', id, { action: 'close' })).status).toBe(403);
    test.clock.moveTo('2026-06-15');
    expect((await act('office.staff', id, { action: 'return', reason: '没有时间表' })).body).toMatchObject({ state: 'issued', replyBy: '2026-06-17' });
    expect((await act('unit.near.leader', id, { action: 'reply', reply: '七月一日前完成。' })).body).toMatchObject({ state: 'replied' });
    expect((await act('hrss.liaison', id, { action: 'close' })).body).toMatchObject({ state: 'closed', abilities: [] });
    expect((await act('office.director', id, { action: 'close' }))).toMatchObject({ status: 409, body: { allowed: [] } });
    const steps = (await as('unit.near.liaison').get(`/supervision-notices/${id}`)).body.steps.map((s: { action: string }) => s.action);
    expect(steps).toEqual(['issue', 'reply', 'return', 'reply', 'close']);
  });

  it('is taken on in bulk with an answer for each, and a dropped proposal never reaches the unit', async () => {
    const raised = await raise('hrss.liaison', { kind: 'yellow', assignmentIds: [world.near.assignmentId, world.sibling.assignmentId], replyDays: 1 });
    const [first, second] = raised.body.items.map((item: { noticeId: string }) => item.noticeId) as [string, string];
    expect((await act('hrss.leader', second, { action: 'drop', reason: '已口头说明' })).body).toMatchObject({ state: 'withdrawn', no: null });
    const bulk = await as('office.director').post('/supervision-notices/bulk-transitions', { action: 'issue', ids: [first, second] });
    expect(bulk.body).toMatchObject({ done: 1, refused: 1, items: [{ id: first, outcome: 'done' }, { id: second, outcome: 'refused', code: 'wrong_state' }] });
    expect((await as('unit.sibling.liaison').get(`/supervision-notices/${second}`)).status).toBe(404);
    expect((await as('unit.near.liaison').get(`/supervision-notices/${first}`)).body).toMatchObject({ no: '冀产改督黄〔2026〕1号', replyBy: '2026-06-11' });
  });

  it('is a Word file with what it says, and nobody else’s', async () => {
    const { body } = await as('office.staff').get('/supervision-notices?kind=red');
    const { id, no } = body.items[0];
    const file = await as('office.staff').download(`/supervision-notices/${id}/document`);
    expect(file.headers['content-disposition']).toContain('.docx');
    const xml = await entry(file.bytes, 'word/document.xml');
    for (const said of [no, '红色督办单', '逾期未办。', '三日内书面说明。', '七月一日前完成。', '仿宋_GB2312', '2026年6月']) expect(xml).toContain(said);
    // 37, 28, 26 and 35 mm in twentieths of a point
    expect(xml).toContain('w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"');
    expect((await as('unit.sibling.liaison').get(`/supervision-notices/${id}/document`)).status).toBe(404);
  });
});

describe('the list', () => {
  it('is filtered, and each sees its own', async () => {
    const total = async (name: string, query = '') => (await as(name).get(`/supervision-notices?${query}`)).body.total;
    const all = await total('office.staff', 'limit=1');
    expect(await total('leader')).toBe(all);
    expect(await total('unit.sibling.liaison')).toBeLessThan(all);
    expect((await as('sys.admin').get('/supervision-notices')).status).toBe(403);
    expect(await total('office.staff', 'kind=red')).toBe(1);
    expect(await total('office.staff', `q=${encodeURIComponent('恒嘉泰')}&state=sent`)).toBeGreaterThan(0);
    expect(await total('office.staff', `assignment=${world.far.assignmentId}`)).toBe(0);
    test.clock.moveTo('2026-07-01');
    expect(await total('office.staff', 'overdue=true')).toBe(1);
  });
});

describe('the rules', () => {
  const run = () => raiseByRule(test.db, test.clock);
  const of = async (assignmentId: string) => (await as('office.staff').get(`/supervision-notices?assignment=${assignmentId}`)).body.items as { kind: string; state: string; rule: string | null; no: string | null }[];

  it('send reminders and lay the rest before whoever signs, once for each occasion, and nothing on a rest day', async () => {
    const { near } = world;
    const late = await test.db.as(systemActor('test'), (em) => makeAssignment(em, near, 'C11', { dueOn: '2026-06-08', originalDueOn: '2026-06-08', issuedOn: '2026-05-06' }));
    await test.db.as(systemActor('test'), (em) => em.query('UPDATE assignment SET sign_due_on = $2 WHERE id = $1', [near.issuedId, '2026-06-11']));
    test.clock.moveTo('2026-06-14');
    expect(await run()).toBe(0);
    test.clock.moveTo('2026-06-16');
    expect(await run()).toBeGreaterThan(0);
    expect(await of(late)).toMatchObject([{ kind: 'red', state: 'proposed', rule: 'overdue', no: null }]);
    expect(await of(near.issuedId)).toContainEqual(expect.objectContaining({ kind: 'remind', state: 'sent', rule: 'sign_overdue', no: expect.stringContaining('冀产改督催') }));
    expect(await run()).toBe(0);
    // two replicas at once
    await test.db.as(systemActor('test'), (em) => em.query('UPDATE assignment SET due_on = $2 WHERE id = $1', [late, '2026-06-09']));
    test.clock.moveTo('2026-06-17');
    const [one, other] = await Promise.all([run(), run()]);
    expect(one + other).toBeGreaterThanOrEqual(1);
    expect((await of(late)).filter(({ rule }) => rule === 'overdue')).toHaveLength(2);
  });

  it('answer two yellow notices with a letter, and a red one left unanswered with an interview', async () => {
    const slow = await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.sibling, 'C12', { issuedOn: '2026-01-05', dueOn: '2026-12-30', originalDueOn: '2026-12-30', progress: 0 }));
    for (const day of ['2026-06-22', '2026-06-23']) {
      test.clock.moveTo(day);
      const { body } = await raise('office.director', { kind: 'yellow', assignmentIds: [slow] });
      expect(body).toMatchObject({ issued: 1 });
    }
    await run();
    expect((await of(slow)).filter(({ kind }) => kind === 'letter')).toMatchObject([{ state: 'proposed', rule: 'two_yellows' }]);
    expect((await raise('office.director', { kind: 'red', assignmentIds: [slow] })).body).toMatchObject({ issued: 1 });
    test.clock.moveTo('2026-06-26');
    await run();
    expect((await of(slow)).filter(({ kind }) => kind === 'talk')).toMatchObject([{ state: 'proposed', rule: 'red_unanswered' }]);
  });

  it('are the office’s to turn off, with the days to reply and the number’s mark', async () => {
    const { body: was } = await as('office.staff').get('/settings/supervision');
    expect(was.rules.every(({ on }: { on: boolean }) => on)).toBe(true);
    const change = (name: string, body: object, version = was.version) => as(name).patch('/settings/supervision', body, version);
    expect((await change('office.staff', { prefix: '冀' })).status).toBe(403);
    expect((await change('office.director', { prefix: '1', rulesOff: ['nothing'], replyWorkingDays: { red: 0 } })).body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/prefix', '/replyWorkingDays/red', '/rulesOff']);
    const { body } = await change('office.director', { prefix: '冀工督', rulesOff: ['yellow_light', 'overdue'], replyWorkingDays: { red: 4 }, source: '省产改办〔2026〕3号' });
    expect(body).toMatchObject({ prefix: '冀工督', replyWorkingDays: { red: 4, blue: 5 }, version: was.version + 1, source: '省产改办〔2026〕3号' });
    expect((await change('office.director', { prefix: '冀' }))).toMatchObject({ status: 412 });
    expect(body.rules.filter(({ on }: { on: boolean }) => !on).map(({ code }: { code: string }) => code)).toEqual(['yellow_light', 'overdue']);
    const late = await test.db.as(systemActor('test'), (em) => makeAssignment(em, world.far, 'C11', { dueOn: '2026-06-08', originalDueOn: '2026-06-08', issuedOn: '2026-05-06' }));
    test.clock.moveTo('2026-06-29');
    await run();
    expect(await of(late)).toEqual([]);
  });
});

describe('the thresholds of the lights', () => {
  it('are seen before they are changed, change every light at once, and leave no audit entry but their own', async () => {
    const { body: was } = await as('unit.near.liaison').get('/settings/lights');
    expect(was).toMatchObject({ yellowWithinWorkingDays: 5, yellowBehind: 10, redBehind: 30 });
    const seen = (await as('office.director').post('/settings/lights/preview', { yellowWithinWorkingDays: 60 })).body;
    expect(seen.after.yellow).toBeGreaterThan(seen.before.yellow);
    expect((await as('office.director').get('/settings/lights')).body).toEqual(was);
    expect((await as('office.director').patch('/settings/lights', { yellowBehind: 50 }, was.version)).body.errors).toMatchObject([{ pointer: '/redBehind', code: 'too_small' }]);
    const trail = async () => (await as('office.director').get('/audit-entries?limit=1')).body.total;
    const before = await trail();
    expect((await as('office.director').patch('/settings/lights', { yellowWithinWorkingDays: 60, source: '省产改办定' }, was.version)).body).toMatchObject({ yellowWithinWorkingDays: 60, version: was.version + 1 });
    expect(await trail()).toBe(before + 1);
    expect((await as('office.director').post('/settings/lights/preview', {})).body.before).toEqual(seen.after);
    expect((await as('hrss.leader').patch('/settings/lights', { yellowBehind: 12 }, was.version + 1)).status).toBe(403);
  });
});

describe('the words', () => {
  it('say late, behind or near', () => {
    const row = { dueOn: '2026-06-01', progress: 40, plannedProgress: 100, today: '2026-06-10' };
    expect(words('red', row).problem).toContain('应于2026-06-01前办结');
    expect(words('yellow', { ...row, dueOn: '2026-07-01', plannedProgress: 75 }).problem).toBe('序时进度应为75%，实际40%，滞后35个百分点。');
    expect(words('remind', { ...row, dueOn: '2026-07-01', plannedProgress: 30 }).problem).toContain('办理期限为2026-07-01');
  });

  it('number as GB/T 9704 does', () => expect(numberOf('冀产改督', 'yellow', '2026', 3)).toBe(`冀产改督${LEVELS.yellow.sign}〔2026〕3号`));
});

/** One file of a docx. */
function entry(bytes: Buffer, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (found: yauzl.Entry) => {
        if (found.fileName !== name) return zip.readEntry();
        zip.openReadStream(found, (failure, stream) => {
          if (failure) return reject(failure);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()));
        });
      });
      zip.on('end', () => reject(new Error(`no ${name}`)));
      zip.readEntry();
    });
  });
}
