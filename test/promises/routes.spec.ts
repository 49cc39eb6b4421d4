import { readFileSync } from 'node:fs';
import { PERMISSIONS, ROLES } from '../../libs/identity/index.js';
import { ANYONE, OWN_ACCOUNT } from '../../libs/kernel/index.js';
import { startTestApp, type TestApp } from '../app.js';
import { declaredRoutes, type Route } from './declared-routes.js';

/** Who needs no sign-in. Nothing else may ever be added by accident. */
const OPEN_TO_ALL = ['GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /api/v1/auth/demo-accounts', 'POST /api/v1/auth/login',
  'GET /api/v1/auth/options', 'GET /api/v1/auth/oidc/start', 'GET /api/v1/auth/oidc/callback', 'POST /api/v1/invitations/look', 'POST /api/v1/invitations/redeem'];
/** Not part of the API's description: operations of the installation, and where a provider of sign-in sends browsers. */
const UNDESCRIBED = ['GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /api/v1/auth/oidc/start', 'GET /api/v1/auth/oidc/callback'];
/** One proposes and another decides on the same row: their machine says who, and the route lets in whoever may look at it. */
const BY_THEIR_MACHINE = ['POST /api/v1/position-proposals/{id}/transitions'];
/** Anybody may ask these routes for what is one's own; with the permission they show everybody's. */
const WIDENING = ['session.manage', 'sign_in.read'];

let test: TestApp;
let routes: Route[];
beforeAll(async () => {
  test = await startTestApp();
  routes = declaredRoutes(test);
});
afterAll(() => test.close());

it('knows every route that answers: the controllers’ are the server’s, and those of docs/openapi.json', () => {
  const names = routes.map(({ name }) => name).sort();
  expect(names.length).toBeGreaterThan(40);
  expect(served(test)).toEqual(names);
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: Record<string, Record<string, object>> };
  const described = Object.entries(document.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
  expect([...described, ...UNDESCRIBED].sort()).toEqual(names);
});

it('has for every route either a permission or the word that it is public, and never both', () => {
  expect(routes.filter(({ permission, isPublic }) => isPublic === (permission !== undefined))).toEqual([]);
});

it('is open to whoever asks on a short list of routes', () => {
  expect(routes.filter(({ isPublic }) => isPublic).map(({ name }) => name).sort()).toEqual([...OPEN_TO_ALL].sort());
});

it('shows each route’s permission in docs/openapi.json', () => {
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { paths: Record<string, Record<string, Record<string, unknown>>> };
  for (const { name, permission } of routes.filter((route) => !UNDESCRIBED.includes(route.name))) {
    const [method, path] = name.split(' ') as [string, string];
    expect({ name, permission: document.paths[path]![method.toLowerCase()]!['x-permission'] }).toEqual({ name, permission: permission ?? 'public' });
  }
});

it('asks for no permission that no role has, and gives no role a permission that no route asks for', () => {
  const asked = new Set([...WIDENING, ...routes.flatMap(({ permission }) => permission ?? [])]);
  const held = new Set([ANYONE, OWN_ACCOUNT, ...Object.values(ROLES).flatMap(({ permissions }) => permissions)]);
  expect([...asked].sort()).toEqual([...held].sort());
});

it('asks for a permission that only looks on routes that only look', () => {
  const looks = Object.entries(PERMISSIONS).filter(([, permission]) => permission.looks).map(([code]) => code);
  expect(routes.filter(({ permission, name }) => looks.includes(permission!) && !name.startsWith('GET ')).map(({ name }) => name)).toEqual(BY_THEIR_MACHINE);
});

it('gives no permission to a role twice', () => {
  for (const [role, { permissions }] of Object.entries(ROLES)) expect({ role, n: permissions.length }).toEqual({ role, n: new Set(permissions).size });
});

it('answers 401 as problem+json to whoever has not signed in, or has a wrong token, on every other route', async () => {
  const closed = routes.filter(({ isPublic }) => !isPublic);
  expect(closed.length).toBeGreaterThan(35);
  for (const { name } of closed) {
    const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PATCH', string];
    for (const headers of [{}, { authorization: 'Bearer no-such-token' }, { cookie: 'cg_session=no-such-token' }]) {
      const url = path.replace('{id}', '0197a0b0-0000-7000-8000-000000000000').replace('{machine}', 'assignment');
      const answer = await test.app.inject({ method, url, headers, ...(method === 'GET' ? {} : { payload: {} }) });
      expect({ name, status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({ name, status: 401, type: expect.stringContaining('application/problem+json') });
      expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
  }
});

/** What the server listens on, from its own table of routes. */
function served({ app }: TestApp): string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const line of app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, own, methods] = /^([│ ]*[├└]── )(\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (indent === undefined) continue;
    const depth = indent.length / 4 - 1;
    above.length = depth;
    above.push(own!);
    const path = above.join('').replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1');
    for (const method of methods?.split(', ') ?? []) if (!['HEAD', 'OPTIONS'].includes(method)) found.push(`${method} ${path}`);
  }
  return [...new Set(found)].sort();
}
