import { systemActor } from '../kernel/index.js';
import { planInspection } from './plan-inspection.js';
import { openVisits, type Person, type VisitWorld } from './testing.js';

let world: VisitWorld;
let items: { id: string; weight: number }[];
beforeAll(async () => {
  world = await openVisits();
  items = (await world.ask('inspector', 'GET', `/visits/${world.visit}`)).body.checklist.items;
});
afterAll(() => world.close());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const upload = async (who: Person) => (await world.ask(who, 'POST', '/attachments', { file: { name: '现场.png', bytes: PNG } })).body.id as string;

const result = (over: object = {}) => ({
  action: 'file',
  conclusion: '总体较好。',
  answers: items.map(({ id }, i) => ({ itemId: id, verdict: i === 0 ? 'partial' : 'pass', note: i === 0 ? '台账不全' : undefined })),
  findings: [{ itemId: items[0]!.id, nature: 'data', severity: 'general', facts: '缺三月台账', taskCode: 'C08' }],
  ...over,
});
const take = (who: Person, visit: string, body: object, version?: number, headers?: Record<string, string>) =>
  world.ask(who, 'POST', `/visits/${visit}/transitions`, { body, version, headers });

describe('a visit', () => {
  it.each<[Person, number]>([
    ['inspector', 1], ['lead', 2], ['stranger', 0], ['staff', 3], ['city', 2], ['otherCity', 1], ['sponsor', 2], ['unit', 2], ['otherUnit', 1],
  ])('is listed to %s as far as the position reaches: %i', async (who, visits) => {
    const { body } = await world.ask(who, 'GET', '/visits');
    expect([body.total, body.items.length]).toEqual([visits, visits]);
  });

  it('is nobody else’s: not the stranger’s, not outside of its window, not the administrator’s', async () => {
    for (const [who, visit, status] of [
      ['stranger', world.visit, 404], ['inspector', world.otherVisit, 404], ['inspector', world.pastVisit, 404], ['otherCity', world.visit, 404],
      ['auditor', world.visit, 403], ['inspector', 'no-id', 404], ['lead', world.otherVisit, 200],
    ] as const) {
      expect([who, (await world.ask(who, 'GET', `/visits/${visit}`)).status]).toEqual([who, status]);
    }
  });

  it('is never given to somebody of the unit itself (回避)', async () => {
    const { ids } = world;
    const members = [{ positionId: ids['position:insider']!, name: 'insider', leads: true }];
    const visit = { pilotCaseId: ids['case']!, pilotUnitId: ids['unit']!, regionId: ids['city']!, visitOn: '2026-01-02', members };
    const [{ id: checklistId }] = (await world.owner.query('SELECT id FROM checklist')).rows as [{ id: string }];
    const window = { windowFrom: '2026-01-01', windowTo: '2026-01-31' };
    const planned = world.db.as(systemActor('test'), (em) => planInspection(em, { name: 'x', code: 'X', ...window, checklistId, visits: [visit] }));
    await expect(planned).rejects.toMatchObject({ driverError: { constraint: 'visit_member_avoidance' } });
  });

  it('says what may be done now, and refuses the rest', async () => {
    expect((await world.ask('inspector', 'GET', `/visits/${world.visit}`)).body.abilities).toEqual(['file']);
    expect((await world.ask('staff', 'GET', `/visits/${world.visit}`)).body.abilities).toEqual([]);
    expect((await take('inspector', world.visit, result())).status).toBe(428);
    expect(await take('inspector', world.visit, result(), 7)).toMatchObject({ status: 412, body: { currentVersion: 1 } });
    expect(await take('inspector', world.visit, { action: 'zap' }, 1)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/action', code: 'not_accepted' }] } });
    expect(await take('inspector', world.visit, { action: 'feed_back' }, 1)).toMatchObject({ status: 409, body: { code: 'wrong_state', allowed: ['file'] } });
    for (const who of ['staff', 'unit', 'city'] as const) expect((await take(who, world.visit, result(), 1)).status).toBe(403);
    expect((await take('stranger', world.visit, result(), 1)).status).toBe(404);
  });

  it('keeps nothing of a result with a wrong field, and names them all', async () => {
    const answers = result().answers.slice(1);
    answers[3]!.verdict = 'fail';
    const theirs = await upload('lead');
    const findings = [{ nature: 'odd', severity: 'general', facts: 'x', attachmentIds: [theirs] }];
    const { status, body } = await take('inspector', world.visit, result({ answers, findings }), 1);
    expect(status).toBe(422);
    expect(body.errors.map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`)).toEqual([
      '/answers/3/note note_required',
      `/answers/${items[0]!.id} unanswered`,
      '/findings/0/nature not_accepted',
      '/findings/0/attachmentIds/0 unknown_reference',
    ]);
    expect((await world.owner.query('SELECT FROM visit_result')).rowCount).toBe(0);
  });

  it('is filed once, with score, findings, photo and a notice; a retry replays, a second is refused', async () => {
    const photo = await upload('inspector');
    const sent = result({ findings: [{ ...result().findings[0], attachmentIds: [photo] }] });
    const key = { 'idempotency-key': 'field-device-0001' };
    const filed = await take('inspector', world.visit, sent, 1, key);
    expect(filed).toMatchObject({ status: 200, body: { state: 'filed', score: 96, version: 2, filedBy: 'inspector', abilities: [] } });
    expect(filed.headers['etag']).toBe('"2"');
    expect(filed.body.findings).toMatchObject([{ no: expect.stringMatching(/^WT-\d{4}-\d{6}$/), task: { code: 'C08' }, fedBackAt: null, attachments: [{ id: photo }] }]);
    expect((await take('inspector', world.visit, sent, 1, key)).body).toEqual(filed.body);
    expect((await take('lead', world.visit, result(), 1)).status).toBe(412);
    expect(await take('lead', world.visit, result(), 2)).toMatchObject({ status: 409, body: { allowed: ['feed_back'] } });
    const inbox = await world.ask('staff', 'GET', '/notifications?unread=true');
    expect(inbox.body.items).toMatchObject([{ kind: 'visit_filed', href: `/visits/${world.visit}`, title: 'unit 的督查结果已报送（年度督查），问题 1 个' }]);
    expect((await world.ask('staff', 'POST', `/notifications/${inbox.body.items[0].id}/read`)).body.readAt).not.toBeNull();
    expect((await world.ask('staff', 'GET', '/notifications?unread=true')).body.total).toBe(0);
  });

  it('shows the unit and its sponsor nothing of the result before it is fed back, and all of it after', async () => {
    const seenBy = async (who: Person) => {
      const { body } = await world.ask(who, 'GET', `/visits/${world.visit}`);
      const findings = (await world.ask(who, 'GET', '/findings')).body;
      const file = findings.items[0]?.attachments[0]?.id as string | undefined;
      const download = file && (await world.ask(who, 'GET', `/attachments/${file}/content`)).status;
      return [body.score, body.answers.length, body.conclusion, body.findings.length, findings.total, download];
    };
    for (const who of ['unit', 'sponsor'] as const) expect(await seenBy(who)).toEqual([null, 0, null, 0, 0, undefined]);
    expect(await take('lead', world.visit, { action: 'feed_back' }, 2)).toMatchObject({ status: 200, body: { state: 'fed_back', version: 3 } });
    for (const who of ['unit', 'sponsor', 'city', 'staff', 'inspector'] as const) {
      expect([who, await seenBy(who)]).toEqual([who, [96, 12, '总体较好。', 1, 1, 200]]);
    }
    expect((await world.ask('otherUnit', 'GET', '/findings')).body.total).toBe(0);
    expect((await world.ask('unit', 'GET', '/notifications')).body.items).toMatchObject([{ kind: 'visit_fed_back' }]);
    expect((await world.ask('otherUnit', 'GET', '/notifications')).body.total).toBe(0);
  });

  it('is filed by one of two who file at once', async () => {
    const body = result({ findings: [] });
    const answers = await Promise.all([take('lead', world.otherVisit, body, 1), take('lead', world.otherVisit, body, 1)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
