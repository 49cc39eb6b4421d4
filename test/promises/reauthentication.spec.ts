import { ROLES } from '../../libs/identity/index.js';
import { ANYONE, OWN_ACCOUNT, systemActor } from '../../libs/kernel/index.js';
import { startTestApp, type TestApp } from '../app.js';
import { Client } from '../client.js';
import { buildWorld, PASSWORD } from '../world.js';
import { declaredRoutes, type Route } from './declared-routes.js';

/** Every act that gives or takes power or credentials, or that cannot well be taken back; a new one belongs here on purpose. */
const SENSITIVE_ROUTES: Record<string, Route['sensitive']> = {
  'GET /api/v1/users/export': true,
  'PATCH /api/v1/roles/{code}': true,
  'PATCH /api/v1/sign-in-policy': true,
  'PATCH /api/v1/users/{id}': { expiresOn: true },
  'PATCH /api/v1/webhooks/{id}': true,
  'POST /api/v1/api-tokens': true,
  'POST /api/v1/api-tokens/{id}/transitions': true,
  'POST /api/v1/auth/second-factor': true,
  'POST /api/v1/auth/second-factor/remove': true,
  'POST /api/v1/notification-preferences/email': true,
  'POST /api/v1/evaluations/transitions': { action: ['publish'] },
  'POST /api/v1/evaluations/{id}/transitions': { action: ['publish'] },
  'POST /api/v1/organisations/{id}/transitions': { action: ['close'] },
  'POST /api/v1/pilot-cases/designations': true,
  'POST /api/v1/pilot-cases/{id}/transitions': { action: ['designate', 'withdraw'] },
  'POST /api/v1/pilot-units/{id}/merge': true,
  'POST /api/v1/position-proposals/{id}/transitions': true,
  'POST /api/v1/positions': true,
  'POST /api/v1/positions/{id}/transitions': true,
  'POST /api/v1/roles/{code}/transitions': true,
  'POST /api/v1/users': true,
  'POST /api/v1/users/imports/{id}/commit': true,
  'POST /api/v1/users/imports/{id}/links': true,
  'POST /api/v1/users/imports/{id}/undo': true,
  'POST /api/v1/users/{id}/second-factor/remove': true,
  'POST /api/v1/users/{id}/transitions': true,
  'POST /api/v1/webhooks': true,
  'POST /api/v1/webhooks/{id}/transitions': { action: ['enable'] },
};
const ID = '0197a0b0-0000-7000-8000-000000000000';
/** Somebody of each role that one of these routes asks for. */
const HOLDERS: Record<string, string> = { sys_admin: 'sys.admin', sec_admin: 'sec.admin', office_director: 'office.director', office_staff: 'office.staff' };

let test: TestApp;
let routes: Route[];
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
  routes = declaredRoutes(test);
});
afterAll(() => test.close());

/** Signed in a good while ago: the password was shown then. */
async function signedInLongAgo(username: string): Promise<Client> {
  const client = await Client.signIn(test, username);
  await test.db.as(systemActor('test'), (em) =>
    em.query(`UPDATE session SET confirmed_at = now() - interval '11 minutes' WHERE user_id = (SELECT id FROM app_user WHERE username = $1)`, [username]));
  return client;
}
function holderOf(permission: string): string {
  if (permission === ANYONE || permission === OWN_ACCOUNT) return 'office.staff';
  const role = Object.keys(HOLDERS).find((code) => ROLES[code]!.permissions.includes(permission));
  return HOLDERS[role!]!;
}
/** A body for which the route is sensitive. */
const bodyOf = (when: Route['sensitive']): object =>
  typeof when === 'object' ? Object.fromEntries(Object.entries(when).map(([name, values]) => [name, values === true ? '2099-12-31' : values[0]])) : {};

it('is asked for by exactly the acts that give or take power or credentials, and OpenAPI says so', () => {
  const found = Object.fromEntries(routes.filter(({ sensitive }) => sensitive !== undefined).map(({ name, sensitive }) => [name, sensitive]));
  expect(found).toEqual(SENSITIVE_ROUTES);
});

it('refuses each of them when no password was shown lately, and whoever may not do it is told that first', async () => {
  const reader = await signedInLongAgo('leader');
  const clients = new Map<string, Client>();
  for (const { name, permission, sensitive } of routes.filter((route) => route.sensitive !== undefined)) {
    const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PATCH', string];
    const url = path.replace('/api/v1', '').replace(/\{(id|code)\}/, ID);
    const username = holderOf(permission!);
    const client = clients.get(username) ?? (await signedInLongAgo(username));
    clients.set(username, client);
    const send = (by: Client) => by.raw(method, url, method === 'GET' ? undefined : Buffer.from(JSON.stringify(bodyOf(sensitive))), {
      'if-match': '"1"', ...(method !== 'GET' && { 'content-type': 'application/json' }),
    });
    const answer = await send(client);
    expect({ name, status: answer.status, code: answer.body.code }).toEqual({ name, status: 403, code: 'needs_confirmation' });
    if (permission !== OWN_ACCOUNT && permission !== ANYONE) expect({ name, code: (await send(reader)).body.code }).toEqual({ name, code: 'forbidden' });
  }
});

it('is not asked for by what the same routes do beside, and once shown the act goes through', async () => {
  const sys = await signedInLongAgo('sys.admin');
  const row = async () => (await sys.get('/users?q=fin.liaison')).body.items[0];
  const renamed = await sys.patch(`/users/${(await row()).id}`, { phoneWork: '0311-1' }, (await row()).version);
  expect(renamed.status).toBe(200);
  const expire = async () => sys.patch(`/users/${(await row()).id}`, { expiresOn: '2099-12-31' }, (await row()).version);
  expect((await expire()).body.code).toBe('needs_confirmation');
  expect((await sys.post('/auth/confirm', { password: 'wrong' })).status).toBe(422);
  expect((await expire()).body.code).toBe('needs_confirmation');
  expect((await sys.post('/auth/confirm', { password: PASSWORD })).status).toBe(204);
  expect((await expire()).status).toBe(200);
});

it('is asked before somebody else’s session is ended, and not before one’s own', async () => {
  const sec = await signedInLongAgo('sec.admin');
  await Client.signIn(test, 'hrss.liaison');
  const { items } = (await sec.get('/sessions')).body as { items: { id: string; current: boolean; user: { username: string } }[] };
  const other = items.find(({ user }) => user.username === 'hrss.liaison')!;
  const end = (id: string) => sec.post(`/sessions/${id}/transitions`, { action: 'revoke' });
  expect((await end(other.id)).body.code).toBe('needs_confirmation');
  expect((await sec.get('/sessions')).body.items.map(({ id }: { id: string }) => id)).toContain(other.id);
  const own = items.find(({ current }) => current)!;
  expect((await end(own.id)).status).toBe(204);
  expect((await sec.get('/sessions')).status).toBe(401);
});
