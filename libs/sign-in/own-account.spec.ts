import { generateSync } from 'otplib';
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

const attempt = (username: string, password: string, otp?: string) => Client.anonymous(test).post('/auth/login', { username, password, ...(otp && { otp }) });
const sql = (text: string, values: unknown[] = []) => test.db.as(systemActor('test'), (em) => em.query(text, values));
const codeOf = (secret: string) => generateSync({ strategy: 'totp', secret, epoch: test.clock.now().getTime() / 1000 });
/** The next code is half a minute away. */
const wait = () => Object.assign(test.clock, { moment: new Date(test.clock.now().getTime() + 30_000) });
/** The last password was shown so long ago that a sensitive act asks for it. */
const longAgo = (username: string) => sql(`UPDATE session SET confirmed_at = now() - interval '11 minutes' WHERE user_id = (SELECT id FROM app_user WHERE username = $1)`, [username]);

describe('one’s own password', () => {
  const [FIRST, SECOND, THIRD] = ['Jixie-2026-hao', 'Gangtie+2026+qiang', 'Fangzhi=2026=xin'];

  it('is changed for one that the profile takes, ends every session and opens a new one', async () => {
    const [client, other] = [await Client.signIn(test, 'fin.liaison'), await Client.signIn(test, 'fin.liaison')];
    const changed = await client.post('/auth/password', { currentPassword: PASSWORD, newPassword: FIRST });
    expect(changed).toMatchObject({ status: 200, body: { user: { username: 'fin.liaison' }, restricted: null } });
    expect(String(changed.headers['set-cookie'])).toContain(`cg_session=${changed.body.accessToken}`);
    for (const old of [client, other]) expect((await old.get('/me')).status).toBe(401);
    expect((await client.get('/me', { authorization: `Bearer ${changed.body.accessToken}` })).status).toBe(200);
    expect((await attempt('fin.liaison', PASSWORD)).status).toBe(401);
    expect((await attempt('fin.liaison', FIRST)).status).toBe(200);
  });

  it('is refused with everything that is wrong, and nothing changes', async () => {
    const client = await Client.signIn(test, 'hrss.leader');
    const refused = async (newPassword: string, currentPassword = PASSWORD) => (await client.post('/auth/password', { currentPassword, newPassword })).body.errors;
    expect(await refused('abc')).toMatchObject([{ pointer: '/newPassword', code: 'too_short' }, { pointer: '/newPassword', code: 'password_classes' }]);
    expect(await refused('Password-2026')).toMatchObject([{ code: 'password_common' }]);
    expect(await refused('My-Leader-2026')).toMatchObject([{ code: 'password_is_name' }]);
    expect(await refused(SECOND!, 'wrong')).toMatchObject([{ pointer: '/currentPassword', code: 'password_wrong' }]);
    expect((await client.get('/me')).status).toBe(200);
  });

  it('does not come back for as many changes as the profile says', async () => {
    const change = async (from: string, to: string) => {
      const { body } = await attempt('fin.liaison', from);
      return (await Client.anonymous(test).post('/auth/password', { currentPassword: from, newPassword: to }, { authorization: `Bearer ${body.accessToken}` })).body;
    };
    expect(await change(FIRST!, FIRST!)).toMatchObject({ errors: [{ code: 'password_used_before' }] });
    expect(await change(FIRST!, SECOND!)).toMatchObject({ restricted: null });
    expect(await change(SECOND!, THIRD!)).toMatchObject({ restricted: null });
    expect(await change(THIRD!, FIRST!)).toMatchObject({ errors: [{ code: 'password_used_before' }] });
  });

  it('is asked for anew when it grows old: until then the session may do nothing else', async () => {
    await sql(`UPDATE app_user SET is_demo = false, password_changed_at = $1::timestamptz - interval '91 days' WHERE username = 'org.leader'`, [test.clock.now()]);
    const { body } = await attempt('org.leader', PASSWORD);
    expect(body.restricted).toBe('password');
    const old = { authorization: `Bearer ${body.accessToken}` };
    const anonymous = Client.anonymous(test);
    for (const path of ['/pilot-units', '/regions', '/notifications', '/sessions']) expect((await anonymous.get(path, old)).body).toMatchObject({ status: 403, code: 'needs_password' });
    expect((await anonymous.get('/me', old)).body).toMatchObject({ restricted: 'password', permissions: [] });
    const { body: renewed } = await anonymous.post('/auth/password', { currentPassword: PASSWORD, newPassword: SECOND }, old);
    expect(renewed.restricted).toBeNull();
    expect((await anonymous.get('/pilot-units', { authorization: `Bearer ${renewed.accessToken}` })).status).toBe(200);
  });
});

describe('a second factor', () => {
  let client: Client;
  let secret: string;
  let recoveryCodes: string[];

  it('is set up and asks for nothing until a code of it was shown', async () => {
    client = await Client.signIn(test, 'hrss.liaison');
    const { body } = await client.post('/auth/second-factor');
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/.*hrss\.liaison\?/);
    ({ secret } = body);
    expect((await attempt('hrss.liaison', PASSWORD)).status).toBe(200);
    expect((await client.post('/auth/second-factor/confirm', { otp: '000000' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/otp', code: 'otp_wrong' }] });
    const confirmed = await client.post('/auth/second-factor/confirm', { otp: codeOf(secret) });
    expect(confirmed.status).toBe(200);
    ({ recoveryCodes } = confirmed.body);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await client.get('/me')).body.twoFactorSince).not.toBeNull();
    expect((await client.post('/auth/second-factor')).body).toMatchObject({ status: 409, code: 'second_factor_on' });
  });

  it('is asked for after the password, and each code opens once', async () => {
    expect((await attempt('hrss.liaison', PASSWORD)).body).toMatchObject({ status: 401, code: 'otp_required' });
    expect((await attempt('hrss.liaison', 'wrong', codeOf(secret))).body).toMatchObject({ status: 401, code: 'invalid_credentials' });
    expect((await attempt('hrss.liaison', PASSWORD, codeOf(secret))).body).toMatchObject({ status: 401, code: 'otp_wrong' });
    wait();
    const code = codeOf(secret);
    expect((await attempt('hrss.liaison', PASSWORD, code)).status).toBe(200);
    expect((await attempt('hrss.liaison', PASSWORD, code)).body.code).toBe('otp_wrong');
  });

  it('has recovery codes, each good once, however it is typed', async () => {
    const code = recoveryCodes[0]!;
    expect((await attempt('hrss.liaison', PASSWORD, `${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`)).status).toBe(200);
    expect((await attempt('hrss.liaison', PASSWORD, code)).body.code).toBe('otp_wrong');
    expect(await sql(`SELECT 1 FROM recovery_code WHERE code_hash = $1`, [Buffer.from(code)])).toEqual([]);
  });

  it('is removed only after the password and a code were shown again', async () => {
    wait();
    const { body } = await attempt('hrss.liaison', PASSWORD, codeOf(secret));
    const headers = { authorization: `Bearer ${body.accessToken}` };
    const anonymous = Client.anonymous(test);
    await longAgo('hrss.liaison');
    Object.assign(test.app.get((await import('../identity/index.js')).Sessions), { remembered: new Map() });
    expect((await anonymous.post('/auth/second-factor/remove', undefined, headers)).body).toMatchObject({ status: 403, code: 'needs_confirmation' });
    expect((await anonymous.post('/auth/confirm', { password: PASSWORD }, headers)).body).toMatchObject({ status: 422, errors: [{ pointer: '/otp', code: 'required' }] });
    expect((await anonymous.post('/auth/confirm', { password: 'wrong' }, headers)).body).toMatchObject({ status: 422, errors: [{ pointer: '/password', code: 'password_wrong' }] });
    wait();
    expect((await anonymous.post('/auth/confirm', { password: PASSWORD, otp: codeOf(secret) }, headers)).status).toBe(204);
    expect((await anonymous.post('/auth/second-factor/remove', undefined, headers)).status).toBe(204);
    expect((await attempt('hrss.liaison', PASSWORD)).status).toBe(200);
  });

  it('is demanded of administrators, or of everybody, where the policy says so', async () => {
    const sec = await Client.signIn(test, 'sec.admin');
    const { body: policy } = await sec.get('/sign-in-policy');
    expect(policy).toMatchObject({ passwordProfile: 'dengbao', secondFactor: 'optional', abilities: ['change'] });
    expect((await sec.patch('/sign-in-policy', { secondFactor: 'administrators' }, policy.version)).status).toBe(200);
    expect((await attempt('leader', PASSWORD)).body.restricted).toBeNull();
    const { body } = await attempt('audit.admin', PASSWORD);
    expect(body.restricted).toBe('second_factor');
    const headers = { authorization: `Bearer ${body.accessToken}` };
    const anonymous = Client.anonymous(test);
    expect((await anonymous.get('/audit-entries', headers)).body).toMatchObject({ status: 403, code: 'needs_second_factor' });
    const { body: made } = await anonymous.post('/auth/second-factor', undefined, headers);
    expect((await anonymous.post('/auth/second-factor/confirm', { otp: codeOf(made.secret) }, headers)).status).toBe(200);
    expect((await anonymous.get('/audit-entries', headers)).status).toBe(200);
  });
});

describe('the policy', () => {
  it('is the security administrator’s alone, by version, and the audit shows the change', async () => {
    const sys = await Client.signIn(test, 'office.director');
    expect((await sys.get('/sign-in-policy')).body.abilities).toEqual([]);
    expect((await sys.patch('/sign-in-policy', { idleMinutes: 30 }, 1)).status).toBe(403);
    const { body: signedIn } = await attempt('sec.admin', PASSWORD);
    expect(signedIn.restricted).toBe('second_factor');
    await sql(`UPDATE sign_in_policy SET second_factor = 'optional'`);
    const sec = await Client.signIn(test, 'sec.admin');
    const { version } = (await sec.get('/sign-in-policy')).body;
    expect((await sec.patch('/sign-in-policy', { idleMinutes: 4, passwordProfile: 'none', other: 1 }, version)).body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/idleMinutes', '/other', '/passwordProfile']);
    expect((await sec.patch('/sign-in-policy', { idleMinutes: 30 })).status).toBe(428);
    expect((await sec.patch('/sign-in-policy', { idleMinutes: 30 }, version - 1)).status).toBe(412);
    expect((await sec.patch('/sign-in-policy', { idleMinutes: 30, passwordProfile: 'asvs' }, version)).body).toMatchObject({ idleMinutes: 30, passwordProfile: 'asvs' });
    const [entry] = await sql(`SELECT account_after FROM audit_entry WHERE subject_type = 'sign_in_policy' AND action = 'sign_in_policy.write' ORDER BY id DESC LIMIT 1`);
    expect(entry.account_after).toMatchObject({ idle_minutes: 30, password_profile: 'asvs' });
  });
});
