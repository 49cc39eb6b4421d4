import type pg from 'pg';
import type { Client } from '../../test/client.js';
import { openAccounts, type AccountTrial } from './testing.js';

let trial: AccountTrial;
let owner: pg.Client;
let sys: Client;
let sec: Client;
beforeAll(async () => {
  trial = await openAccounts();
  ({ owner, sys, sec } = trial);
});
afterAll(() => trial.close());

it('an invitation is a link shown once; the person sets a password with it, and it is void then', async () => {
  const made = await trial.invite('zhang.san', { phoneWork: '0311-12345678' });
  expect(made).toMatchObject({ state: 'invited', positions: [], abilities: ['update', 'invite', 'disable'], link: { kind: 'invitation' } });
  expect((await sys.get(`/users/${made.id}`)).body.token).toBeNull();
  expect((await trial.attempt('zhang.san', '')).status).toBe(401);
  expect((await trial.attempt('zhang.san', 'anything at all')).status).toBe(401);
  expect(await trial.look(made.token)).toMatchObject({ status: 200, body: { username: 'zhang.san', kind: 'invitation' } });
  expect(await trial.redeem(made.token, 'short')).toMatchObject({ status: 422, body: { errors: expect.arrayContaining([expect.objectContaining({ pointer: '/password', code: 'too_short' })]) } });
  expect((await trial.redeem(made.token, 'A long enough pass 7')).status).toBe(204);
  for (const again of [await trial.look(made.token), await trial.redeem(made.token, 'Another long pass 7'), await trial.look('x'.repeat(43))]) expect(again.status).toBe(404);
  // an account without a position has nowhere to go yet
  expect((await trial.attempt('zhang.san', 'A long enough pass 7')).status).toBe(401);
  expect((await sec.post('/positions', { userId: made.id, organisationId: await trial.organisation('HRSS'), role: 'dept_liaison' })).status).toBe(201);
  expect((await trial.attempt('zhang.san', 'A long enough pass 7')).status).toBe(200);
  expect((await sys.get(`/users/${made.id}`)).body).toMatchObject({ state: 'active', positions: [{ role: 'dept_liaison' }], link: null });
});

it('an invitation is withdrawn by a newer one, runs out, and is kept as a hash only, also by a retried request', async () => {
  const first = await trial.invite('li.si');
  const key = { 'idempotency-key': 'invite-li-si-again', 'if-match': `"${first.version}"` };
  const again = await sys.post(`/users/${first.id}/transitions`, { action: 'invite' }, key);
  expect(again.status).toBe(200);
  expect((await trial.look(first.token)).status).toBe(404);
  expect((await trial.look(again.body.token)).status).toBe(200);
  const replayed = await sys.post(`/users/${first.id}/transitions`, { action: 'invite' }, key);
  expect({ ...replayed.body, token: again.body.token }).toEqual(again.body);
  expect(replayed.body.token).toBeNull();
  const kept = await owner.query(`SELECT (SELECT string_agg(k.body::text, '') FROM idempotency_key k) || (SELECT string_agg(e::text, '') FROM audit_entry e) AS text`);
  expect(kept.rows[0].text).not.toContain(again.body.token);
  await owner.query(`UPDATE account_link SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [first.id]);
  expect((await trial.look(again.body.token)).status).toBe(404);
});

it('an invitation names every bad field, and refuses a name that is taken', async () => {
  const bad = await sys.post('/users', { username: 'Zhang San', name: '', expiresOn: '2026-02-30', role: 'x' });
  expect(bad.body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/expiresOn', '/name', '/role', '/username']);
  expect(await sys.post('/users', { username: 'leader', name: '重名' })).toMatchObject({ status: 409, body: { code: 'duplicate' } });
  expect(await sys.post('/users', { username: 'late', name: '过期', expiresOn: '2026-06-09' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/expiresOn', code: 'in_the_past' }] } });
});
