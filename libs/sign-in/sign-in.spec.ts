import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, PASSWORD } from '../../test/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
});
afterAll(() => test.close());

const attempt = (username: string, password: string) => Client.anonymous(test).post('/auth/login', { username, password });

it('signs in with a cookie for the browser and a token for programs', async () => {
  const { status, body, headers } = await attempt('city.staff', PASSWORD);
  expect(status).toBe(200);
  expect(body.position).toMatchObject({ role: 'city_staff', reach: 'city' });
  expect(String(headers['set-cookie'])).toMatch(/cg_session=.*HttpOnly.*SameSite=Strict/i);
  const me = await Client.anonymous(test).get('/me', { cookie: String(headers['set-cookie']).split(';')[0]! });
  expect(me.body.user.username).toBe('city.staff');
});

it('tells an unknown user and a wrong password alike', async () => {
  const [unknown, wrong] = [await attempt('nobody.here', 'x'), await attempt('city.reviewer', 'x')];
  expect(unknown.status).toBe(401);
  expect({ ...unknown.body, traceId: '' }).toEqual({ ...wrong.body, traceId: '' });
});

it('locks after five failures, also for the right password, and opens again', async () => {
  for (let i = 0; i < 5; i += 1) expect((await attempt('fin.liaison', 'wrong')).status).toBe(401);
  const locked = await attempt('fin.liaison', PASSWORD);
  expect(locked).toMatchObject({ status: 423, body: { code: 'account_locked' } });
  const before = test.clock.now();
  Object.assign(test.clock, { moment: new Date(before.getTime() + 16 * 60_000) });
  expect((await attempt('fin.liaison', PASSWORD)).status).toBe(200);
  Object.assign(test.clock, { moment: before });
});

it('locks under a burst of guesses sent at once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => attempt('org.leader', 'guess')));
  expect((await attempt('org.leader', PASSWORD)).status).toBe(423);
});

it('ends a session with the next request when it is revoked, its position taken or its user disabled', async () => {
  const cases: [string, string][] = [
    ['office.staff', `UPDATE session SET revoked_at = now() WHERE user_id = (SELECT id FROM app_user WHERE username = $1)`],
    ['hrss.leader', `UPDATE position SET revoked_at = now() WHERE user_id = (SELECT id FROM app_user WHERE username = $1)`],
    ['hrss.liaison', `UPDATE app_user SET disabled_at = now() WHERE username = $1`],
  ];
  const { systemActor } = await import('../kernel/index.js');
  for (const [username, sql] of cases) {
    const client = await Client.signIn(test, username);
    expect((await client.get('/pilot-units')).status).toBe(200);
    await test.db.as(systemActor('test'), (em) => em.query(sql, [username]));
    for (const path of ['/pilot-units', '/me', '/assignments']) expect((await client.get(path)).status).toBe(401);
  }
});

it('acts in another of one’s own positions, and in nobody else’s', async () => {
  const client = await Client.signIn(test, 'two.hats');
  const { body: me } = await client.get('/me');
  expect(me.positions).toHaveLength(2);
  expect(me.reach).toBe('province');
  const other = me.positions.find((p: { id: string }) => p.id !== me.position.id);
  const switched = await client.post('/auth/position', { positionId: other.id });
  expect(switched).toMatchObject({ status: 200, body: { position: { role: 'city_staff' } } });
  expect((await client.get('/me')).body.reach).toBe('city');
  const stranger = (await (await Client.signIn(test, 'leader')).get('/me')).body.position.id;
  expect((await client.post('/auth/position', { positionId: stranger })).status).toBe(404);
});

it('signs out', async () => {
  const client = await Client.signIn(test, 'leader');
  expect((await client.post('/auth/logout')).status).toBe(204);
  expect((await client.get('/me')).status).toBe(401);
});

