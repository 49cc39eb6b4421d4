import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { PNG } from '../../test/promises/scene.js';
import { buildWorld, type World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';

let test: TestApp;
let world: World;
const clients = new Map<string, Client>();
const positions = new Map<string, string>();
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  for (const name of ['office.staff', 'leader', 'city.staff', 'othercity.staff', 'hrss.leader', 'hrss.liaison', 'org.leader', 'sasac.liaison', 'unit.near.leader', 'unit.near.liaison', 'unit.far.liaison', 'inspector', 'sys.admin']) {
    const client = await Client.signIn(test, name);
    clients.set(name, client);
    positions.set(name, (await client.get('/me')).body.position.id);
  }
});
afterAll(() => test.close());

const as = (name: string) => clients.get(name)!;
const at = (name: string) => positions.get(name)!;
const say = (name: string, body: object) => as(name).post('/comments', { assignmentId: world.near.assignmentId, body: '请补充名册', ...body });
const mentionsTo = async (name: string) => (await as(name).get('/notifications?limit=100')).body.items.filter((n: { kind: string }) => n.kind === 'mentioned');

it('is said by whoever sees the assignment, read by whoever sees it, and by nobody else', async () => {
  const made = await say('hrss.liaison', {});
  expect(made).toMatchObject({ status: 201, body: { body: '请补充名册', assignmentId: world.near.assignmentId, pilotCaseId: null, mentions: [], author: { name: '测试 hrss.liaison', role: 'dept_liaison' } } });
  const listed = async (name: string) => (await as(name).get(`/comments?assignment=${world.near.assignmentId}`)).body.total;
  expect([await listed('unit.near.liaison'), await listed('city.staff'), await listed('office.staff'), await listed('leader')]).toEqual([1, 1, 1, 1]);
  expect([await listed('unit.far.liaison'), await listed('othercity.staff'), await listed('org.leader')]).toEqual([0, 0, 0]);
  expect([(await say('unit.far.liaison', {})).status, (await say('othercity.staff', {})).status]).toEqual([404, 404]);
  expect([(await say('leader', {})).status, (await say('inspector', {})).status, (await say('sys.admin', {})).status]).toEqual([403, 403, 403]);
  expect((await say('hrss.liaison', { assignmentId: null })).body).toMatchObject({ status: 422, errors: [{ pointer: '/assignmentId', code: 'required' }] });
  expect((await say('hrss.liaison', { pilotCaseId: world.near.caseId })).body).toMatchObject({ status: 422, errors: [{ code: 'one_subject_only' }] });
  expect((await say('hrss.liaison', { body: '' })).status).toBe(422);
});

it('tells whoever is mentioned, once, and refuses a mention of who may not see it', async () => {
  const told = await say('hrss.liaison', { body: '请核对培训人数', mentions: [at('unit.near.liaison'), at('city.staff'), at('sasac.liaison')] });
  expect(told.body.mentions.map((m: { name: string }) => m.name)).toEqual(['测试 unit.near.liaison', '测试 city.staff', '测试 sasac.liaison']);
  for (const name of ['unit.near.liaison', 'city.staff', 'sasac.liaison']) {
    expect(await mentionsTo(name)).toMatchObject([{ subjectType: 'assignment', subjectId: world.near.assignmentId, title: expect.stringContaining('请核对培训人数'), href: `/assignments/${world.near.assignmentId}` }]);
  }
  const others = ['unit.far.liaison', 'othercity.staff', 'org.leader', 'inspector', 'sys.admin'];
  const refused = await say('hrss.liaison', { mentions: [at('unit.near.leader'), ...others.map(at), '0197a0b0-0000-7000-8000-000000000000'] });
  expect(refused.body).toMatchObject({ status: 422, errors: [1, 2, 3, 4, 5, 6].map((i) => ({ pointer: `/mentions/${i}`, code: 'not_mentionable' })) });
  for (const name of ['unit.near.leader', ...others]) expect({ name, told: await mentionsTo(name) }).toEqual({ name, told: [] });
  // what the unit may not see yet, its people are not told of
  await test.db.as(systemActor('test'), (em) => em.query(`UPDATE assignment SET state = 'pending_issue', issued_on = NULL WHERE id = $1`, [world.far.issuedId]));
  expect((await say('org.leader', { assignmentId: world.far.issuedId, mentions: [at('office.staff'), at('unit.far.liaison')] })).body).toMatchObject({ status: 422, errors: [{ pointer: '/mentions/1', code: 'not_mentionable' }] });
});

it('offers those it may mention, of the parties, and finds them by a piece of the name', async () => {
  const offered = async (name: string, q = '') => (await as(name).get(`/comments/mentionable?assignment=${world.near.assignmentId}${q}`)).body.items.map((m: { name: string }) => m.name.replace('测试 ', ''));
  const all = await offered('hrss.liaison');
  expect(all).toEqual(expect.arrayContaining(['unit.near.leader', 'unit.near.liaison', 'city.staff', 'office.staff', 'sasac.liaison', 'hrss.leader']));
  for (const other of ['unit.far.liaison', 'othercity.staff', 'org.leader', 'inspector', 'sys.admin', 'hrss.liaison']) expect(all).not.toContain(other);
  expect(await offered('hrss.liaison', `&q=${encodeURIComponent('near.lead')}`)).toEqual(['unit.near.leader']);
  expect((await as('unit.far.liaison').get(`/comments/mentionable?assignment=${world.near.assignmentId}`)).status).toBe(404);
});

it('stands beside a case too', async () => {
  const made = await say('sasac.liaison', { assignmentId: undefined, pilotCaseId: world.near.caseId, mentions: [at('unit.near.leader')] });
  expect(made).toMatchObject({ status: 201, body: { pilotCaseId: world.near.caseId } });
  expect(await mentionsTo('unit.near.leader')).toMatchObject([{ subjectType: 'pilot_case', href: `/cases/${world.near.caseId}` }]);
  expect((await as('unit.near.liaison').get(`/comments?pilotCase=${world.near.caseId}`)).body.total).toBe(1);
  expect((await say('city.staff', { assignmentId: undefined, pilotCaseId: world.far.caseId })).status).toBe(404);
});

it('is said once per key, and never changed in the database', async () => {
  const key = { 'idempotency-key': 'comment-0001' };
  const body = { assignmentId: world.near.assignmentId, body: '只说一次', mentions: [at('hrss.leader')] };
  const [first, again] = [await as('city.staff').post('/comments', body, key), await as('city.staff').post('/comments', body, key)];
  expect(again.body).toEqual(first.body);
  expect(await mentionsTo('hrss.leader')).toHaveLength(1);
  for (const role of ['province', 'city', 'department', 'unit']) {
    await expect(test.db.as(systemActor('test'), (em) => em.query(`SET LOCAL ROLE reach_${role}; UPDATE comment SET body = 'x'`))).rejects.toThrow(/permission denied/);
  }
});

describe('files', () => {
  const upload = async (name: string, file: string) => (await as(name).upload(file, PNG)).body.id as string;
  const path = () => `/assignments/${world.near.assignmentId}/attachments`;

  it('of one name are versions of one another, all kept and all to be had', async () => {
    const first = await upload('unit.near.liaison', '实施方案.png');
    expect((await as('unit.near.liaison').post(path(), { attachmentIds: [first] })).body.items).toMatchObject([{ id: first, fileVersion: 1, latest: true, cameWith: 'file', by: '测试 unit.near.liaison' }]);
    const second = await upload('office.staff', '实施方案.png');
    const other = await upload('office.staff', '会议纪要.png');
    const { status, body } = await as('office.staff').post(path(), { attachmentIds: [second, other] });
    expect(status).toBe(200);
    const said = (await as('hrss.liaison').get(path())).body.items;
    expect(said).toEqual(body.items);
    expect(said).toMatchObject([
      { id: other, name: '会议纪要.png', fileVersion: 1, latest: true },
      { id: second, name: '实施方案.png', fileVersion: 2, latest: true, by: '测试 office.staff' },
      { id: first, name: '实施方案.png', fileVersion: 1, latest: false },
    ]);
    for (const id of [first, second]) expect((await as('hrss.liaison').get(`/attachments/${id}/content`)).status).toBe(200);
    expect((await as('unit.far.liaison').get(`/attachments/${first}/content`)).status).toBe(404);
  });

  it('that came with a progress entry count among them', async () => {
    const id = await upload('unit.near.liaison', '实施方案.png');
    await as('unit.near.liaison').post(`/assignments/${world.near.assignmentId}/progress-updates`, { progress: 60, done: '更新方案', attachmentIds: [id] });
    expect((await as('office.staff').get(path())).body.items.find((f: { id: string }) => f.id === id)).toMatchObject({ fileVersion: 3, latest: true, cameWith: 'progress' });
  });

  it('are added by whoever sees it and brought them, and hang on one thing only', async () => {
    const id = await upload('unit.near.liaison', 'a.png');
    expect((await as('office.staff').post(path(), { attachmentIds: [id] })).body).toMatchObject({ status: 422, errors: [{ pointer: '/attachmentIds/0', code: 'unknown_reference' }] });
    expect((await as('unit.far.liaison').post(path(), { attachmentIds: [await upload('unit.far.liaison', 'a.png')] })).status).toBe(404);
    expect((await as('unit.near.liaison').post(`/pilot-cases/${world.near.caseId}/attachments`, { attachmentIds: [id] })).body.items).toMatchObject([{ id, fileVersion: 1 }]);
    expect((await as('unit.near.liaison').post(path(), { attachmentIds: [id] })).status).toBe(422);
    expect((await as('city.staff').get(`/pilot-cases/${world.near.caseId}/attachments`)).body.items).toHaveLength(1);
  });
});
