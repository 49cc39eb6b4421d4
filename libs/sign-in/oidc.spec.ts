import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import Provider from 'oidc-provider';
import { startTestApp, type TestApp } from '../../test/app.js';
import { buildWorld } from '../../test/world.js';
import { Client } from '../../test/client.js';
import { systemActor } from '../kernel/index.js';

/** A real provider on loopback. Whoever signs in there is `person`; its pages are passed without a browser. */
let server: Server;
let issuer: string;
let person = { sub: 'subject-1', preferred_username: 'city.staff' };
const CALLBACK = 'http://127.0.0.1:3000/api/v1/auth/oidc/callback';

async function startProvider(): Promise<void> {
  server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'pilot', client_secret: 'a secret for tests', redirect_uris: [CALLBACK] }],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...person, sub }) }),
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void (async () => {
      const { prompt, params, grantId } = await provider.interactionDetails(request, response);
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: person.sub } });
      const grant = grantId ? (await provider.Grant.find(grantId))! : new provider.Grant({ accountId: person.sub, clientId: String(params['client_id']) });
      grant.addOIDCScope('openid profile');
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    })();
  });
}

let test: TestApp;
beforeAll(async () => {
  // it tells at length that it is set up for a test
  for (const how of ['info', 'warn'] as const) jest.spyOn(console, how).mockImplementation(() => undefined);
  await startProvider();
  Object.assign(process.env, { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'pilot', OIDC_CLIENT_SECRET: 'a secret for tests', OIDC_NAME: '统一认证', PUBLIC_URL: 'http://127.0.0.1:3000' });
  test = await startTestApp();
  await buildWorld(test);
});
afterAll(async () => {
  for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME', 'PUBLIC_URL']) delete process.env[name];
  await test.close();
  await new Promise((done) => server.close(done));
});

const inject = (url: string, cookie?: string) => test.app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });
const cookieOf = (headers: Record<string, unknown>, name: string) => [headers['set-cookie']].flat().map(String).find((c) => c.startsWith(`${name}=`))?.split(';')[0];

/** Begins here, goes through the provider as a browser would, and comes back with its answer. */
async function goThrough(): Promise<{ back: string; attempt: string }> {
  const begun = await inject('/api/v1/auth/oidc/start');
  expect(begun.statusCode).toBe(302);
  const jar = new Map<string, string>();
  let next = begun.headers.location!;
  while (!next.startsWith(CALLBACK)) {
    const answer = await fetch(new URL(next, issuer), { redirect: 'manual', headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } });
    for (const set of answer.headers.getSetCookie()) {
      const [key, value] = set.split(';')[0]!.split('=') as [string, string];
      if (value) jar.set(key, value);
      else jar.delete(key);
    }
    next = answer.headers.get('location') ?? `stuck at ${answer.status}: ${await answer.text()}`;
    if (next.startsWith('stuck')) throw new Error(next);
  }
  return { back: next.slice('http://127.0.0.1:3000'.length), attempt: cookieOf(begun.headers, 'cg_oidc')! };
}

async function signIn() {
  const { back, attempt } = await goThrough();
  const answer = await inject(back, attempt);
  return { ...answer, to: answer.headers.location, session: cookieOf(answer.headers, 'cg_session') };
}
const usernameOf = async (session: string) => JSON.parse((await inject('/api/v1/me', session)).payload).user.username as string;

it('says what the provider is called', async () => {
  expect((await Client.anonymous(test).get('/auth/options')).body).toEqual({ provider: '统一认证' });
});

it('signs in whom the provider names, and remembers the person and not the name', async () => {
  const first = await signIn();
  expect(first.to).toBe('/?signed-in');
  expect(await usernameOf(first.session!)).toBe('city.staff');
  person = { sub: 'subject-1', preferred_username: 'office.director' };
  expect(await usernameOf((await signIn()).session!)).toBe('city.staff');
  // nor can somebody else come later under the first one's name
  person = { sub: 'subject-2', preferred_username: 'city.staff' };
  expect(await signIn()).toMatchObject({ to: '/sign-in?refused=oidc_unknown', session: undefined });
});

it('refuses a stranger, a disabled account and one without a user here', async () => {
  person = { sub: 'subject-3', preferred_username: 'nobody.here' };
  expect((await signIn()).to).toBe('/sign-in?refused=oidc_unknown');
  await test.db.as(systemActor('test'), (em) => em.query(`UPDATE app_user SET disabled_at = now() WHERE username = 'fin.liaison'`));
  person = { sub: 'subject-4', preferred_username: 'fin.liaison' };
  expect((await signIn()).to).toBe('/sign-in?refused=oidc_unknown');
});

it('refuses an answer to another attempt, a second use and a forged one', async () => {
  person = { sub: 'subject-1', preferred_username: 'city.staff' };
  const [one, two] = [await goThrough(), await goThrough()];
  const refused = '/sign-in?refused=oidc_failed';
  expect((await inject(one.back, two.attempt)).headers.location).toBe(refused);
  expect((await inject(one.back)).headers.location).toBe(refused);
  expect((await inject(one.back, `${one.attempt}x`)).headers.location).toBe(refused);
  expect((await inject(one.back.replace(/code=[^&]+/, 'code=forged'), one.attempt)).headers.location).toBe(refused);
  expect((await inject(two.back, two.attempt)).headers.location).toBe('/?signed-in');
  expect((await inject(two.back, two.attempt)).headers.location).toBe(refused);
  expect((await inject('/api/v1/auth/oidc/callback?error=access_denied&state=x', two.attempt)).headers.location).toBe(refused);
});

it('keeps who linked and who was refused in the history', async () => {
  const admin = await Client.signIn(test, 'audit.admin');
  const outcomes = async (outcome: string) => (await admin.get(`/sign-in-events?outcome=${outcome}`)).body.total;
  expect(await outcomes('identity_linked')).toBe(1);
  expect(await outcomes('identity_unknown')).toBe(3);
});
