import type pg from 'pg';
import type { TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import type { World } from '../../test/world.js';
import { ROLES } from '../identity/index.js';
import { endPositions } from './end-positions.js';
import { openAccounts, type AccountTrial } from './testing.js';

let trial: AccountTrial;
let test: TestApp;
let world: World;
let owner: pg.Client;
let sys: Client;
let sec: Client;
let auditor: Client;
beforeAll(async () => {
  trial = await openAccounts();
  ({ test, world, owner, sys, sec, auditor } = trial);
});
afterAll(() => trial.close());

it('a position is given by the security administrator, found by the audit administrator, and taken with the next request', async () => {
  const leader = await trial.user('unit.sibling.liaison');
  const bad = await sec.post('/positions', { userId: leader.id, organisationId: await trial.organisation('HRSS'), role: 'city_staff', validUntil: '2020-01-01' });
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/validUntil', code: 'in_the_past' }, { pointer: '/role', code: 'role_fits_organisation' }] } });
  const given = await sec.post('/positions', { userId: leader.id, organisationId: await trial.organisation('UNION-130200'), role: 'city_staff', validUntil: '2099-12-31', reason: '借调' });
  expect(given).toMatchObject({ status: 201, body: { state: 'standing', validUntil: '2099-12-31', abilities: ['deputise', 'hand_over', 'prolong', 'revoke'], permissions: ROLES['city_staff']!.permissions } });
  expect((await sec.post('/positions', { userId: leader.id, organisationId: await trial.organisation('UNION-130200'), role: 'city_staff' })).body.code).toBe('position_held');
  const [entry] = (await auditor.get(`/audit-entries?subjectId=${given.body.id}`)).body.items;
  expect(entry).toMatchObject({ action: 'position.write', op: 'insert', subjectType: 'position', position: { role: 'sec_admin' }, after: { role: 'city_staff', user_id: leader.id } });

  const client = await Client.signIn(test, 'unit.sibling.liaison');
  await client.post('/auth/position', { positionId: given.body.id });
  expect((await client.get('/me')).body.reach).toBe('city');
  const taken = await sec.transition(`/positions/${given.body.id}`, given.body.version, { action: 'revoke', reason: '借调结束' });
  expect(taken.body).toMatchObject({ state: 'revoked', abilities: [], permissions: [] });
  expect((await client.get('/assignments')).status).toBe(401);
  const regained = await sec.post('/positions', { userId: leader.id, organisationId: await trial.organisation('UNION-130200'), role: 'city_staff' });
  expect(regained.body).toMatchObject({ id: given.body.id, state: 'standing', validUntil: null });
});

it('a position that has not begun is not acted in, and one that ran out ends with its day, everywhere', async () => {
  const made = await trial.invite('wang.wu');
  await trial.redeem(made.token, 'A long enough pass 7');
  const give = async (code: string, more: object) => (await sec.post('/positions', { userId: made.id, organisationId: await trial.organisation(code), role: 'dept_liaison', ...more })).body;
  const later = await give('ORG', { validFrom: '2099-01-01' });
  expect(later.state).toBe('pending');
  expect((await trial.attempt('wang.wu', 'A long enough pass 7')).status).toBe(401);
  const now = await give('FIN', { validUntil: '2099-01-01' });
  const { body: me } = await trial.attempt('wang.wu', 'A long enough pass 7');
  const client = { authorization: `Bearer ${me.accessToken}` };
  expect((await Client.anonymous(test).get('/me', client)).body).toMatchObject({ position: { id: now.id }, positions: [{ id: now.id }] });
  expect((await Client.anonymous(test).post('/auth/position', { positionId: later.id }, client)).status).toBe(404);
  const forced = owner.query('UPDATE session SET position_id = $1 WHERE user_id = $2', [later.id, made.id]);
  await expect(forced).rejects.toMatchObject({ constraint: 'position_not_in_force' });
  await owner.query(`UPDATE position SET valid_from = '2020-01-01', valid_until = '2020-01-02' WHERE id = $1`, [now.id]);
  expect((await Client.anonymous(test).get('/assignments', client)).status).toBe(401);
  expect((await sec.get(`/positions/${now.id}`)).body.state).toBe('ended');
  await endPositions(test.db);
  await endPositions(test.db);
  expect((await sec.get(`/positions/${now.id}`)).body).toMatchObject({ state: 'ended', revokedAt: expect.any(String) });
  expect((await trial.attempt('wang.wu', 'A long enough pass 7')).status).toBe(401);
});

it('a position is handed over with its open work in one transaction, and a report says what moved', async () => {
  const position = await trial.positionOf('inspector');
  const unread = `INSERT INTO notification (id, position_id, kind, subject_type, subject_id, read_at) VALUES (uuid_v7(), $1, 'x', 'visit', $2, $3)`;
  await owner.query(unread, [position.id, world.near.visitId, null]);
  await owner.query(unread, [position.id, world.near.visitId, new Date()]);
  const successor = await trial.user('leader');
  const insider = await trial.user('unit.near.leader');
  const hand = (userId: string) => sec.transition(`/positions/${position.id}`, position.version, { action: 'hand_over', userId, reason: '轮岗' });
  // nothing of a refused handover is kept: an insider may not visit the own unit (回避)
  expect(await hand(insider.id)).toMatchObject({ status: 422, body: { code: 'visit_member_avoidance' } });
  expect((await sec.get(`/positions/${position.id}`)).body).toMatchObject({ state: 'standing', version: position.version });
  const { status, body } = await hand(successor.id);
  expect({ status, state: body.state, to: body.handover.to, moved: body.handover.moved }).toEqual({
    status: 200, state: 'handed_over', to: successor.name, moved: [{ kind: 'notification', rows: 1 }, { kind: 'visit', rows: 1 }],
  });
  const client = await Client.signIn(test, 'leader');
  await client.post('/auth/position', { positionId: body.handover.toPositionId });
  expect((await client.get(`/visits/${world.near.visitId}`)).body.members.map((m: { name: string }) => m.name)).toContain(successor.name);
  expect((await client.get('/notifications?unread=true')).body.total).toBe(1);
  expect((await trial.attempt('inspector')).status).toBe(401);
});

it('a position wanted by the system administrator waits for the security administrator', async () => {
  const made = await trial.invite('zhao.liu', { positions: [{ organisationId: await trial.organisation('HRSS'), role: 'dept_liaison' }, { organisationId: await trial.organisation('FIN'), role: 'dept_liaison' }] });
  expect(made.positions).toEqual([]);
  const bad = await sys.post('/users', { username: 'qian.qi', name: '钱七', positions: [{ organisationId: await trial.organisation('HRSS'), role: 'pilot_leader' }] });
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/positions/0/role', code: 'role_fits_organisation' }] } });
  expect(await trial.user('qian.qi')).toBeUndefined();
  const { body: waiting } = await sec.get(`/position-proposals?state=proposed&user=${made.id}`);
  expect(waiting.total).toBe(2);
  const [first, second] = waiting.items;
  expect((await sys.transition(`/position-proposals/${first.id}`, 1, { action: 'approve' })).status).toBe(403);
  expect((await sec.transition(`/position-proposals/${first.id}`, 1, { action: 'reject' })).status).toBe(422);
  expect((await sec.transition(`/position-proposals/${first.id}`, 1, { action: 'reject', reason: '编制已满' })).body.state).toBe('rejected');
  expect((await sec.transition(`/position-proposals/${second.id}`, 1, { action: 'approve' })).body).toMatchObject({ state: 'approved', abilities: [] });
  expect((await sec.transition(`/position-proposals/${second.id}`, 2, { action: 'approve' })).status).toBe(409);
  expect((await sys.get(`/users/${made.id}`)).body.positions).toHaveLength(1);
});
