import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, PASSWORD } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
});
afterAll(() => test.close());

const sql = (text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values));
const open = async (client: Client, query = '') => (await client.get(`/sessions?${query}`)).body;
const signIns = async (client: Client, query = '') => (await client.get(`/sign-in-events?${query}`)).body;

it('lists where one is signed in, which one asks, and ends any of them', async () => {
  const [here, there] = [await Client.signIn(test, 'city.staff'), await Client.signIn(test, 'city.staff')];
  await Client.signIn(test, 'city.reviewer');
  const { items, total } = await open(here);
  expect(total).toBe(2);
  expect(items.map((s: { current: boolean }) => s.current)).toEqual([false, true]);
  expect(items[0]).toMatchObject({ user: { username: 'city.staff' }, role: 'city_staff', method: 'password', address: '127.0.0.1', abilities: ['revoke'] });
  expect((await here.post(`/sessions/${items[0].id}/transitions`, { action: 'revoke' })).status).toBe(204);
  expect((await there.get('/me')).status).toBe(401);
  expect((await here.get('/me')).status).toBe(200);
  expect((await open(here)).total).toBe(1);
  expect((await here.post(`/sessions/${items[0].id}/transitions`, { action: 'revoke' })).status).toBe(404);
});

it('shows and ends nobody else’s, but for the administrators who may', async () => {
  const [leader, staff] = [await Client.signIn(test, 'leader'), await Client.signIn(test, 'office.staff')];
  const { items } = await open(staff);
  const { id: userId } = (await staff.get('/me')).body.user;
  expect(await open(leader, `user=${userId}`)).toMatchObject({ items: [], total: 0 });
  expect((await leader.post(`/sessions/${items[0].id}/transitions`, { action: 'revoke' })).status).toBe(404);
  expect((await open(await Client.signIn(test, 'audit.admin'), `user=${userId}`)).total).toBe(0);
  const sys = await Client.signIn(test, 'sys.admin');
  expect(await open(sys, `user=${userId}`)).toMatchObject({ total: 1, items: [{ id: items[0].id, current: false }] });
  expect((await sys.post(`/sessions/${items[0].id}/transitions`, { action: 'revoke' })).status).toBe(204);
  expect((await staff.get('/me')).status).toBe(401);
  const seen = await signIns(await Client.signIn(test, 'audit.admin'), `user=${userId}&outcome=session_revoked`);
  expect(seen).toMatchObject({ total: 1, items: [{ user: { username: 'office.staff' }, by: { username: 'sys.admin' } }] });
});

it('ends a session that nobody used for the policy’s minutes; what the console asks by itself is no use', async () => {
  const client = await Client.signIn(test, 'fin.liaison');
  const { Sessions } = await import('../identity/index.js');
  const forget = () => Object.assign(test.app.get(Sessions), { remembered: new Map() });
  const idle = (minutes: number) => sql(`UPDATE session SET seen_at = now() - make_interval(mins => $1) WHERE user_id = (SELECT id FROM app_user WHERE username = 'fin.liaison')`, [minutes]);
  await idle(59);
  forget();
  expect((await client.get('/me', { 'x-background': '1' })).status).toBe(200);
  const [{ still }] = await sql(`SELECT seen_at < now() - interval '58 minutes' AS still FROM session WHERE user_id = (SELECT id FROM app_user WHERE username = 'fin.liaison')`);
  expect(still).toBe(true);
  expect((await client.get('/me')).status).toBe(200);
  await idle(61);
  forget();
  expect((await client.get('/me')).status).toBe(401);
});

it('keeps every sign-in with its outcome and place: one’s own to see, everybody’s to those who may', async () => {
  const client = await Client.signIn(test, 'unit.near.liaison');
  await Client.anonymous(test).post('/auth/login', { username: 'unit.near.liaison', password: 'wrong' });
  await Client.anonymous(test).post('/auth/login', { username: 'nobody.at.all', password: 'wrong' });
  const own = await signIns(client);
  expect(own).toMatchObject({ total: 2, items: [{ outcome: 'wrong_password', address: '127.0.0.1' }, { outcome: 'signed_in' }] });
  const sec = await Client.signIn(test, 'sec.admin');
  expect((await signIns(sec, 'outcome=unknown_user')).items).toMatchObject([{ user: null }]);
  expect((await signIns(sec, 'outcome=fly')).errors).toMatchObject([{ pointer: 'outcome', code: 'not_accepted' }]);
  const walked: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { id: string }[]; nextCursor: string | null; total: number } = await signIns(sec, `limit=3${cursor && `&cursor=${cursor}`}`);
    walked.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(walked).toEqual([...new Set(walked)].sort().reverse());
  expect(JSON.stringify(await sql('SELECT * FROM unknown_name'))).not.toContain('nobody');
});

it('ends every session with the password, whoever changed it', async () => {
  const client = await Client.signIn(test, 'inspector');
  await sql(`UPDATE app_user SET password_hash = '$argon2id$other' WHERE username = 'inspector'`);
  expect((await client.get('/me')).status).toBe(401);
  expect((await Client.anonymous(test).post('/auth/login', { username: 'inspector', password: PASSWORD })).status).toBe(401);
});
