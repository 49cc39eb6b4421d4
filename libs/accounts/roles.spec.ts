import type { TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import type { World } from '../../test/world.js';
import { PERMISSIONS, ROLES } from '../identity/index.js';
import { openAccounts, type AccountTrial } from './testing.js';

let trial: AccountTrial;
let test: TestApp;
let world: World;
let sec: Client;
let auditor: Client;
beforeAll(async () => {
  trial = await openAccounts();
  ({ test, world, sec, auditor } = trial);
});
afterAll(() => trial.close());

const role = async (code: string) => (await sec.get('/roles')).body.items.find((r: { code: string }) => r.code === code);
const adjust = (code: string, version: number, body: object) => sec.patch(`/roles/${code}`, body, version);

it('the matrix of roles says in both languages what every permission of every route means', async () => {
  const { body } = await auditor.get('/roles');
  expect(body.permissions.map((p: { code: string }) => p.code)).toEqual(Object.keys(PERMISSIONS));
  const held = new Set(Object.values(ROLES).flatMap(({ permissions }) => permissions));
  expect([...held].filter((p) => !PERMISSIONS[p])).toEqual([]);
  for (const { zh, en } of Object.values(PERMISSIONS)) expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
});

it('the matrix of roles takes and gives with the next request of whoever is signed in, remembered or not, and goes back to the default', async () => {
  const client = await Client.signIn(test, 'city.staff');
  expect((await client.get('/stats/overview')).status).toBe(200);
  const before = await role('city_staff');
  const without = before.permissions.filter((p: string) => !['stats.view', 'unit.write'].includes(p));
  const taken = await adjust('city_staff', before.version, { permissions: without, reason: '收紧' });
  expect(taken).toMatchObject({ status: 200, body: { version: 2, permissions: without, reason: '收紧', changedBy: '测试 sec.admin' } });
  expect((await client.get('/stats/overview')).status).toBe(403);
  expect((await client.get('/assignments')).status).toBe(200);
  expect((await client.get('/me')).body.permissions).not.toContain('stats.view');
  const create = { name: '沧州某公司', uscc: '91350100M000100Y43', regionCode: '130900', unitKind: 'enterprise' };
  expect((await client.post('/pilot-units', create)).status).toBe(403);
  const back = await adjust('city_staff', 2, { permissions: before.defaults });
  expect(back.body).toMatchObject({ version: 3, permissions: before.defaults });
  expect((await client.get('/stats/overview')).status).toBe(200);
  expect((await client.post('/pilot-units', create, { 'idempotency-key': 'after-the-change' })).status).toBe(201);
  const { body: history } = await auditor.get('/roles/city_staff/history');
  expect(history.items).toMatchObject([{ version: 3, given: [], taken: [] }, { version: 2, taken: ['unit.write', 'stats.view'] }]);
  expect((await adjust('city_staff', 2, { permissions: without })).status).toBe(412);
});

it('the matrix of roles is run again with a request under way that the door did not let in, once and with its retry key', async () => {
  const client = await Client.signIn(test, 'office.staff');
  expect((await client.get('/assignments')).status).toBe(200);
  const { version, permissions } = await role('office_staff');
  await adjust('office_staff', version, { permissions: permissions.filter((p: string) => p !== 'visit.act') });
  const headers = { 'idempotency-key': 'run-again-once' };
  const body = { progress: 60, done: '调整后登记' };
  const [first, second] = [await client.post(`/assignments/${world.far.assignmentId}/progress-updates`, body, headers), await client.post(`/assignments/${world.far.assignmentId}/progress-updates`, body, headers)];
  expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
});

it('the matrix of roles keeps to its limits: nothing of the administrators’, nothing to write for who reads, nothing below the floor', async () => {
  const staff = await role('office_staff');
  const beyond = await adjust('office_staff', staff.version, { permissions: [...staff.permissions, 'user.write', 'fly'] });
  expect(beyond.body.errors.map((e: { code: string }) => e.code)).toEqual(['role_limits', 'role_limits']);
  const viewer = await role('leader_view');
  expect((await adjust('leader_view', 1, { permissions: [...viewer.permissions, 'unit.write'] })).status).toBe(422);
  expect((await adjust('leader_view', 1, { permissions: ['stats.view'] })).body.errors[0].code).toBe('role_least');
  expect((await adjust('sys_admin', 1, { permissions: ['user.read'] })).body.code).toBe('role_fixed');
  expect((await adjust('nobody', 1, { permissions: [] })).status).toBe(404);
  const races = await Promise.all([1, 2, 3].map(() => adjust('dept_leader', 1, { permissions: [...ROLES['dept_leader']!.permissions].filter((p) => p !== 'stats.view') })));
  expect(races.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
});

it('the matrix of roles is taken back by an act of its own with a reason, and says which versions were when and whose', async () => {
  const before = await role('city_reviewer');
  const reset = (version: number, body: object) => sec.transition('/roles/city_reviewer', version, { action: 'reset', ...body });
  expect(await reset(before.version, { reason: '恢复' })).toMatchObject({ status: 409, body: { allowed: ['update'] } });
  const adjusted = (await adjust('city_reviewer', before.version, { permissions: before.permissions.filter((p: string) => p !== 'stats.view'), reason: '收紧' })).body;
  expect(adjusted.abilities).toEqual(['update', 'reset']);
  expect((await reset(adjusted.version, {})).body.errors[0].pointer).toBe('/reason');
  expect((await reset(before.version, { reason: '恢复' })).status).toBe(412);
  expect((await trial.sys.transition('/roles/city_reviewer', adjusted.version, { action: 'reset', reason: '恢复' })).status).toBe(403);
  expect((await sec.transition('/roles/sys_admin', 1, { action: 'reset', reason: '恢复' })).body.code).toBe('role_fixed');
  expect((await reset(adjusted.version, { reason: '恢复默认' })).body).toMatchObject({ permissions: before.defaults, version: adjusted.version + 1, abilities: ['update'] });
  const { items } = (await auditor.get('/roles/city_reviewer/history')).body;
  expect(items).toMatchObject([
    { version: adjusted.version + 1, by: '测试 sec.admin', given: [], taken: [], reason: '恢复默认' },
    { version: adjusted.version, by: '测试 sec.admin', given: [], taken: ['stats.view'], reason: '收紧' },
  ]);
});
