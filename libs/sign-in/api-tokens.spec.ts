import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld } from '../../test/world.js';
import { addDays, systemActor } from '../kernel/index.js';

let test: TestApp;
let sec: Client;
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
  sec = await Client.signIn(test, 'sec.admin');
});
afterAll(() => test.close());

const positionOf = async (username: string): Promise<string> => (await (await Client.signIn(test, username)).get('/me')).body.position.id;
const make = async (username: string, more: object = {}) =>
  sec.post('/api-tokens', { positionId: await positionOf(username), name: '数据交换', scope: ['unit.read'], expiresOn: addDays(TODAY, 400 - 300), ...more });
const as = (token: string) => ({ authorization: `Bearer ${token}` });
const anonymous = () => Client.anonymous(test);

it('acts as its position, cut down to its scope, until it is revoked', async () => {
  // the tests' province lives in June, the database in the present: a day that is to come for both
  const { status, body } = await make('city.staff', { expiresOn: addDays(TODAY, 366) });
  expect({ status, token: /^cgt_[\w-]{43}$/.test(body.token) }).toEqual({ status: 201, token: true });
  const token = as(body.token);
  expect((await anonymous().get('/pilot-units', token)).body.total).toBe((await (await Client.signIn(test, 'city.staff')).get('/pilot-units')).body.total);
  for (const path of ['/pilot-cases', '/assignments', '/stats/overview']) expect((await anonymous().get(path, token)).status).toBe(403);
  expect((await anonymous().post('/pilot-units', {}, token)).status).toBe(403);
  expect((await anonymous().post('/auth/second-factor', undefined, token)).body.code).toBe('needs_confirmation');
  const { items } = (await sec.get('/api-tokens')).body;
  expect(items).toMatchObject([{ id: body.id, name: '数据交换', role: 'city_staff', scope: ['unit.read'], user: { username: 'city.staff' } }]);
  expect(JSON.stringify(items)).not.toContain(body.token);
  expect((await sec.post(`/api-tokens/${body.id}/transitions`, { action: 'revoke' })).status).toBe(204);
  expect((await anonymous().get('/pilot-units', token)).status).toBe(401);
  expect((await sec.get('/api-tokens')).body.total).toBe(0);
});

it('does not grow idle as a person’s session does', async () => {
  const { body } = await make('office.staff', { expiresOn: addDays(TODAY, 366) });
  await test.db.as(systemActor('test'), (em) => em.query(`UPDATE session SET seen_at = now() - interval '30 days' WHERE id = $1`, [body.id]));
  expect((await anonymous().get('/pilot-units', as(body.token))).status).toBe(200);
});

it('is refused with every bad field, for administrators, and beyond a year', async () => {
  expect((await make('audit.admin', { expiresOn: '2026-06-09' })).body.errors).toMatchObject([{ pointer: '/positionId', code: 'token_for_administrator' }, { pointer: '/expiresOn', code: 'in_the_past' }]);
  expect((await make('city.staff', { scope: ['unit.read', 'audit.read', 'fly'], expiresOn: '2028-01-01' })).body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/scope/1', '/scope/2', '/expiresOn']);
  for (const who of ['sys.admin', 'audit.admin', 'office.director']) expect((await (await Client.signIn(test, who)).post('/api-tokens', {})).status).toBe(403);
});
