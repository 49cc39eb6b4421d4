import { generateSync } from 'otplib';
import type pg from 'pg';
import type { TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import type { World } from '../../test/world.js';
import { systemActor } from '../kernel/index.js';
import { openAccounts, type AccountTrial } from './testing.js';

let trial: AccountTrial;
let test: TestApp;
let world: World;
let owner: pg.Client;
let sys: Client;
beforeAll(async () => {
  trial = await openAccounts();
  ({ test, world, owner, sys } = trial);
});
afterAll(() => trial.close());

it('an account is disabled with a reason from the next request, and enabled again', async () => {
  const client = await Client.signIn(test, 'org.leader');
  const row = await trial.user('org.leader');
  expect(await sys.transition(`/users/${row.id}`, row.version, { action: 'disable' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  const disabled = await sys.transition(`/users/${row.id}`, row.version, { action: 'disable', reason: '调离' });
  expect(disabled.body).toMatchObject({ state: 'disabled', disabledReason: '调离', abilities: ['update', 'enable'] });
  expect((await client.get('/me')).status).toBe(401);
  expect(await sys.transition(`/users/${row.id}`, disabled.body.version, { action: 'unlock' })).toMatchObject({ status: 409, body: { allowed: ['enable'] } });
  expect((await sys.transition(`/users/${row.id}`, row.version, { action: 'enable' })).status).toBe(412);
  expect((await sys.transition(`/users/${row.id}`, disabled.body.version, { action: 'enable' })).body.state).toBe('active');
  expect((await trial.attempt('org.leader')).status).toBe(200);
});

it('an account expires by itself: sessions end at its last moment, and nobody signs in after it', async () => {
  const client = await Client.signIn(test, 'fin.liaison');
  const row = await trial.user('fin.liaison');
  expect((await sys.patch(`/users/${row.id}`, { expiresOn: '2099-12-31' }, row.version)).body).toMatchObject({ expiresOn: '2099-12-31', state: 'active' });
  expect((await client.get('/assignments')).status).toBe(200);
  await owner.query(`UPDATE app_user SET expires_at = now() + interval '300 milliseconds' WHERE id = $1`, [row.id]);
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect((await client.get('/assignments')).status).toBe(401);
  const [expired, wrong] = [await trial.attempt('fin.liaison'), await trial.attempt('nobody.at.all')];
  expect({ ...expired.body, traceId: '' }).toEqual({ ...wrong.body, traceId: '' });
  expect((await trial.user('fin.liaison')).state).toBe('expired');
  const again = await sys.patch(`/users/${row.id}`, { expiresOn: null }, (await trial.user('fin.liaison')).version);
  expect(again.body).toMatchObject({ state: 'active', expiresOn: null });
});

it('an account is reset: the old password is void at once and every session ends', async () => {
  const client = await Client.signIn(test, 'hrss.leader');
  const row = await trial.user('hrss.leader');
  const { body } = await sys.transition(`/users/${row.id}`, row.version, { action: 'reset' });
  expect(body).toMatchObject({ state: 'invited', link: { kind: 'reset' } });
  expect((await client.get('/me')).status).toBe(401);
  expect((await trial.attempt('hrss.leader')).status).toBe(401);
  expect((await trial.redeem(body.token, 'A new long phrase 7')).status).toBe(204);
  expect((await trial.attempt('hrss.leader', 'A new long phrase 7')).status).toBe(200);
});

it('an account is found by Chinese, pinyin, initials and user name, by role, place, region and state, and counted exactly', async () => {
  const { body: whole } = await sys.get('/users?limit=200');
  expect(whole.items).toHaveLength(whole.total);
  await owner.query(`UPDATE app_user SET name = '王小明', search_text = '王小明 city.staff wangxiaoming wxm' WHERE username = 'city.staff'`);
  for (const q of ['王小', 'wangxiao', 'wxm', 'city.staff', 'CITY.STAFF']) {
    const { body } = await sys.get(`/users?q=${encodeURIComponent(q)}`);
    expect(body.items.map((u: { username: string }) => u.username)).toContain('city.staff');
    expect(body.total).toBe(body.items.length);
  }
  const names = async (query: string) => (await sys.get(`/users?${query}`)).body.items.map((u: { username: string }) => u.username).sort();
  expect(await names('role=city_reviewer&role=audit_admin')).toEqual(['audit.admin', 'city.reviewer']);
  expect(await names('region=130900')).toEqual(['city.reviewer', 'city.staff', 'two.hats', 'unit.near.leader', 'unit.near.liaison', 'unit.sibling.liaison']);
  expect(await names(`organisation=${world.near.unitId}`)).toEqual(['unit.near.leader', 'unit.near.liaison']);
  await trial.invite('li.si');
  expect(await names('state=invited')).toContain('li.si');
  expect((await sys.get('/users?state=asleep')).status).toBe(400);
});

it('records what a business role tries of the administrators’ acts', async () => {
  const client = await Client.signIn(test, 'office.director');
  expect((await client.post('/positions', {})).status).toBe(403);
  const [row] = await test.db.read(systemActor('test'), { name: undefined, text: `SELECT action, method, path, code FROM refused_act WHERE role = 'office_director'` });
  expect(row).toEqual({ action: 'position.write', method: 'POST', path: '/api/v1/positions', code: 'forbidden' });
});

it('an account is not changed by whoever guesses at its password: an open edit of it goes through, and the guesses are audited', async () => {
  const row = await trial.user('city.reviewer');
  for (let i = 0; i < 5; i += 1) await trial.attempt('city.reviewer', 'a guess');
  expect(await trial.user('city.reviewer')).toMatchObject({ state: 'locked', version: row.version });
  const edited = await sys.patch(`/users/${row.id}`, { phoneWork: '0317-1' }, row.version);
  expect(edited).toMatchObject({ status: 200, body: { version: row.version + 1 } });
  expect((await sys.transition(`/users/${row.id}`, edited.body.version, { action: 'unlock' })).body).toMatchObject({ state: 'active', version: row.version + 2 });
  const entries = (await trial.auditor.get(`/audit-entries?subjectType=app_user&subjectId=${row.id}`)).body.items as { action: string; changed: string[] }[];
  expect(entries.filter(({ action }) => action === 'sign_in').map(({ changed }) => changed.includes('failed_attempts'))).toEqual(Array(5).fill(true));
});

it('an account whose person lost the telephone has its second factor taken by the security administrator alone, with every session', async () => {
  const client = await Client.signIn(test, 'leader');
  const { secret } = (await client.post('/auth/second-factor')).body;
  const otp = generateSync({ strategy: 'totp', secret, epoch: test.clock.now().getTime() / 1000 });
  expect((await client.post('/auth/second-factor/confirm', { otp })).status).toBe(200);
  expect((await trial.attempt('leader')).body.code).toBe('otp_required');
  const { id } = await trial.user('leader');
  const seen = (await trial.sec.get(`/users/${id}`)).body;
  expect(seen).toMatchObject({ twoFactorSince: expect.any(String), abilities: ['remove_second_factor'] });
  const remove = (by: Client, version: number, who = id) => by.post(`/users/${who}/second-factor/remove`, undefined, { 'if-match': `"${version}"` });
  expect((await remove(sys, seen.version)).status).toBe(403);
  expect((await remove(trial.sec, seen.version - 1)).status).toBe(412);
  const own = await trial.user('sec.admin');
  expect((await remove(trial.sec, own.version, own.id)).body.code).toBe('own_account');
  const done = await remove(trial.sec, seen.version);
  expect(done).toMatchObject({ status: 200, body: { twoFactorSince: null, abilities: [] } });
  expect((await remove(trial.sec, done.body.version)).body.code).toBe('second_factor_off');
  expect((await client.get('/me')).status).toBe(401);
  expect((await trial.attempt('leader')).status).toBe(200);
  const events = (await trial.auditor.get(`/sign-in-events?user=${id}&outcome=second_factor_off`)).body.items;
  expect(events).toMatchObject([{ user: { username: 'leader' }, by: { username: 'sec.admin' } }]);
  const [entry] = (await trial.auditor.get(`/audit-entries?subjectType=app_user&subjectId=${id}&action=second_factor.remove`)).body.items;
  expect(entry).toMatchObject({ user: { name: '测试 sec.admin' }, changed: expect.arrayContaining(['two_factor_since']) });
});
