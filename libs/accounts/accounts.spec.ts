import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld, PASSWORD, type World } from '../../test/world.js';
import { PERMISSIONS, ROLES } from '../identity/index.js';
import { systemActor } from '../kernel/index.js';
import { endPositions } from './end-positions.js';

let test: TestApp;
let world: World;
let owner: pg.Client;
let sys: Client;
let sec: Client;
let auditor: Client;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  [sys, sec, auditor] = await Promise.all(['sys.admin', 'sec.admin', 'audit.admin'].map((name) => Client.signIn(test, name))) as [Client, Client, Client];
});
afterAll(async () => {
  await owner.end();
  await test.close();
});

const attempt = (username: string, password = PASSWORD) => Client.anonymous(test).post('/auth/login', { username, password });
const look = (token: string) => Client.anonymous(test).post('/invitations/look', { token });
const redeem = (token: string, password: string) => Client.anonymous(test).post('/invitations/redeem', { token, password });
const organisation = async (code: string): Promise<string> => (await owner.query('SELECT id FROM organisation WHERE code = $1', [code])).rows[0].id;
const user = async (username: string) => (await sys.get(`/users?q=${username}`)).body.items.find((u: { username: string }) => u.username === username);
const positionOf = async (username: string) => (await sec.get(`/positions?user=${(await user(username)).id}`)).body.items[0];
const invite = async (username: string, more: object = {}) => {
  const answer = await sys.post('/users', { username, name: `新人 ${username}`, ...more });
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('an invitation', () => {
  it('is a link shown once; the person sets a password with it, and it is void then', async () => {
    const made = await invite('zhang.san', { phoneWork: '0311-12345678' });
    expect(made).toMatchObject({ state: 'invited', positions: [], abilities: ['update', 'invite', 'disable'], link: { kind: 'invitation' } });
    expect((await sys.get(`/users/${made.id}`)).body.token).toBeNull();
    expect((await attempt('zhang.san', '')).status).toBe(401);
    expect((await attempt('zhang.san', 'anything at all')).status).toBe(401);
    expect(await look(made.token)).toMatchObject({ status: 200, body: { username: 'zhang.san', kind: 'invitation' } });
    expect(await redeem(made.token, 'short')).toMatchObject({ status: 422, body: { errors: expect.arrayContaining([expect.objectContaining({ pointer: '/password', code: 'too_short' })]) } });
    expect((await redeem(made.token, 'A long enough pass 7')).status).toBe(204);
    for (const again of [await look(made.token), await redeem(made.token, 'Another long pass 7'), await look('x'.repeat(43))]) expect(again.status).toBe(404);
    // an account without a position has nowhere to go yet
    expect((await attempt('zhang.san', 'A long enough pass 7')).status).toBe(401);
    expect((await sec.post('/positions', { userId: made.id, organisationId: await organisation('HRSS'), role: 'dept_liaison' })).status).toBe(201);
    expect((await attempt('zhang.san', 'A long enough pass 7')).status).toBe(200);
    expect((await sys.get(`/users/${made.id}`)).body).toMatchObject({ state: 'active', positions: [{ role: 'dept_liaison' }], link: null });
  });

  it('is withdrawn by a newer one, runs out, and is kept as a hash only, also by a retried request', async () => {
    const first = await invite('li.si');
    const key = { 'idempotency-key': 'invite-li-si-again', 'if-match': `"${first.version}"` };
    const again = await sys.post(`/users/${first.id}/transitions`, { action: 'invite' }, key);
    expect(again.status).toBe(200);
    expect((await look(first.token)).status).toBe(404);
    expect((await look(again.body.token)).status).toBe(200);
    const replayed = await sys.post(`/users/${first.id}/transitions`, { action: 'invite' }, key);
    expect({ ...replayed.body, token: again.body.token }).toEqual(again.body);
    expect(replayed.body.token).toBeNull();
    const kept = await owner.query(`SELECT (SELECT string_agg(k.body::text, '') FROM idempotency_key k) || (SELECT string_agg(e::text, '') FROM audit_entry e) AS text`);
    expect(kept.rows[0].text).not.toContain(again.body.token);
    await owner.query(`UPDATE account_link SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [first.id]);
    expect((await look(again.body.token)).status).toBe(404);
  });

  it('names every bad field, and refuses a name that is taken', async () => {
    const bad = await sys.post('/users', { username: 'Zhang San', name: '', expiresOn: '2026-02-30', role: 'x' });
    expect(bad.body.errors.map((e: { pointer: string }) => e.pointer).sort()).toEqual(['/expiresOn', '/name', '/role', '/username']);
    expect(await sys.post('/users', { username: 'leader', name: '重名' })).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect(await sys.post('/users', { username: 'late', name: '过期', expiresOn: '2026-06-09' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/expiresOn', code: 'in_the_past' }] } });
  });
});

describe('an account', () => {
  it('is disabled with a reason from the next request, and enabled again', async () => {
    const client = await Client.signIn(test, 'org.leader');
    const row = await user('org.leader');
    expect(await sys.transition(`/users/${row.id}`, row.version, { action: 'disable' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
    const disabled = await sys.transition(`/users/${row.id}`, row.version, { action: 'disable', reason: '调离' });
    expect(disabled.body).toMatchObject({ state: 'disabled', disabledReason: '调离', abilities: ['update', 'enable'] });
    expect((await client.get('/me')).status).toBe(401);
    expect(await sys.transition(`/users/${row.id}`, disabled.body.version, { action: 'unlock' })).toMatchObject({ status: 409, body: { allowed: ['enable'] } });
    expect((await sys.transition(`/users/${row.id}`, row.version, { action: 'enable' })).status).toBe(412);
    expect((await sys.transition(`/users/${row.id}`, disabled.body.version, { action: 'enable' })).body.state).toBe('active');
    expect((await attempt('org.leader')).status).toBe(200);
  });

  it('expires by itself: sessions end at its last moment, and nobody signs in after it', async () => {
    const client = await Client.signIn(test, 'fin.liaison');
    const row = await user('fin.liaison');
    expect((await sys.patch(`/users/${row.id}`, { expiresOn: '2099-12-31' }, row.version)).body).toMatchObject({ expiresOn: '2099-12-31', state: 'active' });
    expect((await client.get('/assignments')).status).toBe(200);
    await owner.query(`UPDATE app_user SET expires_at = now() + interval '300 milliseconds' WHERE id = $1`, [row.id]);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect((await client.get('/assignments')).status).toBe(401);
    const [expired, wrong] = [await attempt('fin.liaison'), await attempt('nobody.at.all')];
    expect({ ...expired.body, traceId: '' }).toEqual({ ...wrong.body, traceId: '' });
    expect((await user('fin.liaison')).state).toBe('expired');
    const again = await sys.patch(`/users/${row.id}`, { expiresOn: null }, (await user('fin.liaison')).version);
    expect(again.body).toMatchObject({ state: 'active', expiresOn: null });
  });

  it('is reset: the old password is void at once and every session ends', async () => {
    const client = await Client.signIn(test, 'hrss.leader');
    const row = await user('hrss.leader');
    const { body } = await sys.transition(`/users/${row.id}`, row.version, { action: 'reset' });
    expect(body).toMatchObject({ state: 'invited', link: { kind: 'reset' } });
    expect((await client.get('/me')).status).toBe(401);
    expect((await attempt('hrss.leader')).status).toBe(401);
    expect((await redeem(body.token, 'A new long phrase 7')).status).toBe(204);
    expect((await attempt('hrss.leader', 'A new long phrase 7')).status).toBe(200);
  });

  it('is found by Chinese, pinyin, initials and user name, by role, place, region and state, and counted exactly', async () => {
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
    expect(await names('state=invited')).toEqual(['li.si']);
    expect((await sys.get('/users?state=asleep')).status).toBe(400);
  });
});

describe('a position', () => {
  it('is given by the security administrator, found by the audit administrator, and taken with the next request', async () => {
    const leader = await user('unit.sibling.liaison');
    const bad = await sec.post('/positions', { userId: leader.id, organisationId: await organisation('HRSS'), role: 'city_staff', validUntil: '2020-01-01' });
    expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/validUntil', code: 'in_the_past' }, { pointer: '/role', code: 'role_fits_organisation' }] } });
    const given = await sec.post('/positions', { userId: leader.id, organisationId: await organisation('UNION-130200'), role: 'city_staff', validUntil: '2099-12-31', reason: '借调' });
    expect(given).toMatchObject({ status: 201, body: { state: 'standing', validUntil: '2099-12-31', abilities: ['deputise', 'hand_over', 'prolong', 'revoke'], permissions: ROLES['city_staff']!.permissions } });
    expect((await sec.post('/positions', { userId: leader.id, organisationId: await organisation('UNION-130200'), role: 'city_staff' })).body.code).toBe('position_held');
    const [entry] = (await auditor.get(`/audit-entries?subjectId=${given.body.id}`)).body.items;
    expect(entry).toMatchObject({ action: 'position.write', op: 'insert', subjectType: 'position', position: { role: 'sec_admin' }, after: { role: 'city_staff', user_id: leader.id } });

    const client = await Client.signIn(test, 'unit.sibling.liaison');
    await client.post('/auth/position', { positionId: given.body.id });
    expect((await client.get('/me')).body.reach).toBe('city');
    const taken = await sec.transition(`/positions/${given.body.id}`, given.body.version, { action: 'revoke', reason: '借调结束' });
    expect(taken.body).toMatchObject({ state: 'revoked', abilities: [], permissions: [] });
    expect((await client.get('/assignments')).status).toBe(401);
    const regained = await sec.post('/positions', { userId: leader.id, organisationId: await organisation('UNION-130200'), role: 'city_staff' });
    expect(regained.body).toMatchObject({ id: given.body.id, state: 'standing', validUntil: null });
  });

  it('that has not begun is not acted in, and one that ran out ends with its day, everywhere', async () => {
    const made = await invite('wang.wu');
    await redeem(made.token, 'A long enough pass 7');
    const give = async (code: string, more: object) => (await sec.post('/positions', { userId: made.id, organisationId: await organisation(code), role: 'dept_liaison', ...more })).body;
    const later = await give('ORG', { validFrom: '2099-01-01' });
    expect(later.state).toBe('pending');
    expect((await attempt('wang.wu', 'A long enough pass 7')).status).toBe(401);
    const now = await give('FIN', { validUntil: '2099-01-01' });
    const { body: me } = await attempt('wang.wu', 'A long enough pass 7');
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
    expect((await attempt('wang.wu', 'A long enough pass 7')).status).toBe(401);
  });

  it('has a deputy for a time, shown as one, named in the trail with whom it stands for, and ended with its source', async () => {
    const position = await positionOf('othercity.staff');
    const deputy = await user('sasac.liaison');
    const lend = (body: object, version = position.version) => sec.transition(`/positions/${position.id}`, version, { action: 'deputise', ...body });
    expect((await lend({})).body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/userId', '/validUntil']);
    expect((await lend({ userId: position.user.id, validUntil: '2099-12-31' })).body.errors[0].code).toBe('not_oneself');
    const lent = await lend({ userId: deputy.id, validUntil: '2099-12-31', reason: '休假' });
    expect(lent).toMatchObject({ status: 200, body: { deputies: [{ name: deputy.name }] } });
    const deputyId = lent.body.deputies[0].positionId;
    const row = (await sec.get(`/positions/${deputyId}`)).body;
    expect(row).toMatchObject({ deputyFor: { name: position.user.name }, abilities: ['prolong', 'revoke'] });
    expect((await sec.transition(`/positions/${deputyId}`, row.version, { action: 'hand_over', userId: position.user.id })).status).toBe(409);

    const client = await Client.signIn(test, 'sasac.liaison');
    const { body: me } = await client.get('/me');
    expect(me.positions.find((p: { id: string }) => p.id === deputyId)).toMatchObject({ role: 'city_staff', deputyFor: position.user.name });
    await client.post('/auth/position', { positionId: deputyId });
    const near = (await client.get(`/assignments/${world.far.issuedId}`)).body;
    expect(near.id).toBe(world.far.issuedId);
    const { body: waiting } = await client.get(`/assignments/${world.far.issuedId}`);
    const acted = await client.transition(`/assignments/${world.far.issuedId}`, waiting.version, { action: 'sign' });
    expect(acted.status).toBe(200);
    const [entry] = (await (await Client.signIn(test, 'office.director')).get(`/audit-entries?subjectId=${world.far.issuedId}`)).body.items;
    expect(entry).toMatchObject({ user: { name: deputy.name }, position: { role: 'city_staff', deputyFor: position.user.name } });

    const principal = (await sec.get(`/positions/${position.id}`)).body;
    await sec.transition(`/positions/${position.id}`, principal.version, { action: 'revoke', reason: '免职' });
    expect((await client.get('/assignments')).status).toBe(401);
    expect((await sec.get(`/positions/${deputyId}`)).body.state).toBe('revoked');
  });

  it('is handed over with its open work in one transaction, and a report says what moved', async () => {
    const position = await positionOf('inspector');
    const unread = `INSERT INTO notification (id, position_id, kind, subject_type, subject_id, read_at) VALUES (uuid_v7(), $1, 'x', 'visit', $2, $3)`;
    await owner.query(unread, [position.id, world.near.visitId, null]);
    await owner.query(unread, [position.id, world.near.visitId, new Date()]);
    const successor = await user('leader');
    const insider = await user('unit.near.leader');
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
    expect((await attempt('inspector')).status).toBe(401);
  });

  it('wanted by the system administrator waits for the security administrator', async () => {
    const made = await invite('zhao.liu', { positions: [{ organisationId: await organisation('HRSS'), role: 'dept_liaison' }, { organisationId: await organisation('FIN'), role: 'dept_liaison' }] });
    expect(made.positions).toEqual([]);
    const bad = await sys.post('/users', { username: 'qian.qi', name: '钱七', positions: [{ organisationId: await organisation('HRSS'), role: 'pilot_leader' }] });
    expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/positions/0/role', code: 'role_fits_organisation' }] } });
    expect(await user('qian.qi')).toBeUndefined();
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
});

describe('an organisation', () => {
  it('is made, moved within the tree and closed, but not while somebody holds a position there', async () => {
    const { status, body } = await sys.post('/organisations', { code: 'NEW-DEPT', name: '新成员单位', shortName: '新单位', kind: 'department', protocolOrder: 99 });
    expect({ status, body }).toMatchObject({ status: 201, body: { positions: 0, closedAt: null, abilities: ['update', 'close'] } });
    const below = (await sys.post('/organisations', { code: 'NEW-PART', name: '下属处', shortName: '下属处', kind: 'department', parentId: body.id })).body;
    const circle = await sys.patch(`/organisations/${body.id}`, { parentId: below.id }, 1);
    expect(circle).toMatchObject({ status: 422, body: { errors: [{ pointer: '/parentId', code: 'circular' }] } });
    const close = (row: { id: string; version: number }) => sys.transition(`/organisations/${row.id}`, row.version, { action: 'close' });
    expect((await close(body)).body.code).toBe('organisation_in_use');
    const closed = (await close(below)).body;
    expect(closed.closedAt).not.toBeNull();
    const held = await sec.post('/positions', { userId: (await user('leader')).id, organisationId: below.id, role: 'dept_leader' });
    expect(held).toMatchObject({ status: 422, body: { errors: [{ pointer: '/organisationId', code: 'organisation_closed' }] } });
    const hrss = (await sys.get(`/organisations/${await organisation('HRSS')}`)).body;
    expect(hrss.abilities).toEqual(['update']);
    expect((await close(hrss)).body.code).toBe('organisation_in_use');
    const { body: unit } = await sys.get(`/organisations/${world.near.unitId}`);
    expect(unit.abilities).toEqual([]);
    expect((await sys.patch(`/organisations/${unit.id}`, { name: '改名' }, unit.version)).body.code).toBe('organisation_of_register');
    expect((await sys.transition(`/organisations/${below.id}`, closed.version, { action: 'reopen' })).body.closedAt).toBeNull();
  });
});

describe('the matrix of roles', () => {
  const role = async (code: string) => (await sec.get('/roles')).body.items.find((r: { code: string }) => r.code === code);
  const adjust = (code: string, version: number, body: object) => sec.patch(`/roles/${code}`, body, version);

  it('says in both languages what every permission of every route means', async () => {
    const { body } = await auditor.get('/roles');
    expect(body.permissions.map((p: { code: string }) => p.code)).toEqual(Object.keys(PERMISSIONS));
    const held = new Set(Object.values(ROLES).flatMap(({ permissions }) => permissions));
    expect([...held].filter((p) => !PERMISSIONS[p])).toEqual([]);
    for (const { zh, en } of Object.values(PERMISSIONS)) expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
  });

  it('takes and gives with the next request of whoever is signed in, remembered or not, and goes back to the default', async () => {
    const client = await Client.signIn(test, 'city.staff');
    expect((await client.get('/stats/overview')).status).toBe(200);
    const before = await role('city_staff');
    const without = before.permissions.filter((p: string) => !['stats.view', 'unit.write'].includes(p));
    const taken = await adjust('city_staff', before.version, { permissions: without, reason: '收紧' });
    expect(taken).toMatchObject({ status: 200, body: { version: 2, permissions: without, reason: '收紧', changedBy: '测试 sec.admin' } });
    expect((await client.get('/stats/overview')).status).toBe(403);
    expect((await client.get('/assignments')).status).toBe(200);
    expect((await client.get('/me')).body.permissions).not.toContain('stats.view');
    const create = { name: '沧州某公司', uscc: '91350100M000100Y43', regionCode: '130900', unitKind: 'enterprise' };
    expect((await client.post('/pilot-units', create)).status).toBe(403);
    const back = await adjust('city_staff', 2, { permissions: before.defaults });
    expect(back.body).toMatchObject({ version: 3, permissions: before.defaults });
    expect((await client.get('/stats/overview')).status).toBe(200);
    expect((await client.post('/pilot-units', create, { 'idempotency-key': 'after-the-change' })).status).toBe(201);
    const { body: history } = await auditor.get('/roles/city_staff/history');
    expect(history.items).toMatchObject([{ version: 3, given: [], taken: [] }, { version: 2, taken: ['unit.write', 'stats.view'] }]);
    expect((await adjust('city_staff', 2, { permissions: without })).status).toBe(412);
  });

  it('is run again with a request under way that the door did not let in, once and with its retry key', async () => {
    const client = await Client.signIn(test, 'office.staff');
    expect((await client.get('/assignments')).status).toBe(200);
    const { version, permissions } = await role('office_staff');
    await adjust('office_staff', version, { permissions: permissions.filter((p: string) => p !== 'visit.act') });
    const headers = { 'idempotency-key': 'run-again-once' };
    const body = { progress: 60, done: '调整后登记' };
    const [first, second] = [await client.post(`/assignments/${world.far.assignmentId}/progress-updates`, body, headers), await client.post(`/assignments/${world.far.assignmentId}/progress-updates`, body, headers)];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
  });

  it('keeps to its limits: nothing of the administrators’, nothing to write for who reads, nothing below the floor', async () => {
    const staff = await role('office_staff');
    const beyond = await adjust('office_staff', staff.version, { permissions: [...staff.permissions, 'user.write', 'fly'] });
    expect(beyond.body.errors.map((e: { code: string }) => e.code)).toEqual(['role_limits', 'role_limits']);
    const viewer = await role('leader_view');
    expect((await adjust('leader_view', 1, { permissions: [...viewer.permissions, 'unit.write'] })).status).toBe(422);
    expect((await adjust('leader_view', 1, { permissions: ['stats.view'] })).body.errors[0].code).toBe('role_least');
    expect((await adjust('sys_admin', 1, { permissions: ['user.read'] })).body.code).toBe('role_fixed');
    expect((await adjust('nobody', 1, { permissions: [] })).status).toBe(404);
    const races = await Promise.all([1, 2, 3].map(() => adjust('dept_leader', 1, { permissions: [...ROLES['dept_leader']!.permissions].filter((p) => p !== 'stats.view') })));
    expect(races.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});

it('records what a business role tries of the administrators’ acts', async () => {
  const client = await Client.signIn(test, 'office.director');
  expect((await client.post('/positions', {})).status).toBe(403);
  const [row] = await test.db.read(systemActor('test'), { name: undefined, text: `SELECT action, method, path, code FROM refused_act WHERE role = 'office_director'` });
  expect(row).toEqual({ action: 'position.write', method: 'POST', path: '/api/v1/positions', code: 'forbidden' });
});
