import { newId, systemActor } from '../../libs/kernel/index.js';
import { PERMISSIONS, ROLE_LIMITS, ROLES } from '../../libs/identity/index.js';
import type { Client } from '../client.js';
import { openScene, type Scene } from './scene.js';

// Promise 12: each of the three tries the others' acts and grants itself, over the API and over the bare database role.
let scene: Scene;
const ADMINS = ['sys.admin', 'sec.admin', 'audit.admin'] as const;
type Admin = (typeof ADMINS)[number];
let unionId: string;
const idOf = (name: string) => scene.people.get(name)!.actor.userId!;
const as = (name: string) => scene.people.get(name)!;

beforeAll(async () => {
  scene = await openScene();
  unionId = as('sys.admin').actor.organisationId!;
});
afterAll(() => scene.test.close());

const read = <R extends object>(sql: string, values: unknown[] = []) => scene.test.db.read<R>(systemActor('test'), { name: undefined, text: sql }, values);
/** Everything that is power: if any of it moves, somebody got through. */
const power = () =>
  read(`SELECT (SELECT json_agg(p ORDER BY p.id) FROM position p) AS positions, (SELECT json_agg(g) FROM role_grant g) AS grants,
    (SELECT json_agg(q) FROM position_proposal q) AS proposals, (SELECT json_agg(l) FROM account_link l) AS links,
    (SELECT json_agg(to_jsonb(u) - 'failed_attempts' ORDER BY u.id) FROM app_user u) AS users, (SELECT json_agg(o ORDER BY o.id) FROM organisation o) AS organisations`);
const refusals = async (username: string) =>
  read<{ action: string; code: string; path: string | null; entry: string | null }>(
    `SELECT r.action, r.code, r.path, e.id AS entry FROM refused_act r LEFT JOIN audit_entry e ON e.subject_id = r.id AND e.user_id = r.user_id
     WHERE r.user_id = $1 ORDER BY r.created_at, r.id`,
    [idOf(username)],
  );

interface Act {
  what: string;
  belongsTo: Admin;
  try(client: Client): ReturnType<Client['get']>;
}
const version = { 'if-match': '"1"' };
const acts = (self: string): Act[] => [
  { what: 'opens an account', belongsTo: 'sys.admin', try: (c) => c.post('/users', { username: `made.by.${self}`, name: '私开' }) },
  { what: 'disables one', belongsTo: 'sys.admin', try: (c) => c.transition(`/users/${idOf('city.staff')}`, 1, { action: 'disable', reason: '越权' }) },
  { what: 'resets a password', belongsTo: 'sys.admin', try: (c) => c.transition(`/users/${idOf('city.staff')}`, 1, { action: 'reset' }) },
  { what: 'renames one', belongsTo: 'sys.admin', try: (c) => c.patch(`/users/${idOf('city.staff')}`, { name: '越权' }, 1) },
  { what: 'makes an organisation', belongsTo: 'sys.admin', try: (c) => c.post('/organisations', { code: 'SHADOW', name: '影子部门', shortName: '影子', kind: 'department' }) },
  { what: 'proposes a position', belongsTo: 'sys.admin', try: (c) => c.post('/position-proposals', { userId: idOf('leader'), organisationId: unionId, role: 'office_staff' }) },
  { what: 'gives itself power', belongsTo: 'sec.admin', try: (c) => c.post('/positions', { userId: idOf(self), organisationId: unionId, role: 'office_director' }) },
  { what: 'gives power to another', belongsTo: 'sec.admin', try: (c) => c.post('/positions', { userId: idOf('leader'), organisationId: unionId, role: 'office_director' }) },
  { what: 'takes a position', belongsTo: 'sec.admin', try: (c) => c.transition(`/positions/${as('city.staff').actor.positionId}`, 1, { action: 'revoke', reason: '越权' }) },
  { what: 'adjusts a role', belongsTo: 'sec.admin', try: (c) => c.raw('PATCH', '/roles/city_staff', Buffer.from('{"permissions":["unit.read","case.read","task.read"]}'), { 'content-type': 'application/json', ...version }) },
  { what: 'reads the trail', belongsTo: 'audit.admin', try: (c) => c.get('/audit-entries') },
];

it('refuses each administrator the others’ acts, changes nothing, and audits every try', async () => {
  const before = await power();
  for (const name of ADMINS) {
    const foreign = acts(name).filter(({ belongsTo }) => belongsTo !== name);
    const noted = (await refusals(name)).length;
    for (const act of foreign) {
      const { status } = await act.try(as(name).client);
      expect({ name, what: act.what, status }).toEqual({ name, what: act.what, status: 403 });
    }
    const rows = (await refusals(name)).slice(noted);
    expect({ name, rows: rows.length }).toEqual({ name, rows: foreign.length });
    expect(rows.filter(({ entry, path }) => entry === null || path === null)).toEqual([]);
  }
  expect(await power()).toEqual(before);
});

it('refuses each administrator to act on itself: no power, no own account, no own role; and business to all three', async () => {
  const before = await power();
  const [sys, sec] = [as('sys.admin'), as('sec.admin')];
  const own: [name: string, code: string, answer: ReturnType<Client['get']>][] = [
    ['sys.admin', 'own_account', sys.client.transition(`/users/${idOf('sys.admin')}`, 1, { action: 'disable', reason: '本人' })],
    ['sys.admin', 'own_account', sys.client.patch(`/users/${idOf('sys.admin')}`, { expiresOn: '2099-01-01' }, 1)],
    ['sys.admin', 'own_account', sys.client.post('/position-proposals', { userId: idOf('sys.admin'), organisationId: unionId, role: 'office_staff' })],
    ['sec.admin', 'own_account', sec.client.post('/positions', { userId: idOf('sec.admin'), organisationId: unionId, role: 'office_director' })],
    ['sec.admin', 'own_account', sec.client.transition(`/positions/${sec.actor.positionId}`, 1, { action: 'revoke', reason: '本人' })],
    ['sec.admin', 'role_fixed', sec.client.raw('PATCH', '/roles/sec_admin', Buffer.from('{"permissions":["user.write"]}'), { 'content-type': 'application/json', ...version })],
  ];
  for (const [name, code, answer] of own) expect({ name, ...(await answer) }).toMatchObject({ name, status: 403, body: { code } });
  for (const name of ADMINS) {
    for (const path of ['/pilot-units', '/assignments', '/stats/overview']) expect((await as(name).client.get(path)).status).toBe(403);
    expect((await refusals(name)).filter(({ action }) => action === 'unit.read').length).toBeGreaterThan(0);
  }
  for (const [name, code] of own) expect((await refusals(name)).map((row) => row.code)).toContain(code);
  expect(await power()).toEqual(before);
});

it('lets nobody hold two of the three, nor one beside business, and keeps the last of each kind', async () => {
  const [sys, sec] = [as('sys.admin').client, as('sec.admin').client];
  const give = (username: string, role: string) => sec.post('/positions', { userId: idOf(username), organisationId: unionId, role });
  for (const [username, role] of [['sys.admin', 'audit_admin'], ['audit.admin', 'sys_admin'], ['audit.admin', 'office_staff'], ['office.staff', 'sys_admin']] as const) {
    expect({ username, role, ...(await give(username, role)) }).toMatchObject({ username, role, status: 409, body: { code: 'separated_administrators' } });
  }
  for (const name of ['sec.admin', 'audit.admin']) {
    const answer = await sys.transition(`/users/${idOf(name)}`, (await sys.get(`/users/${idOf(name)}`)).body.version, { action: 'disable', reason: '最后一名' });
    expect({ name, ...answer }).toMatchObject({ name, status: 409, body: { code: 'last_administrator' } });
  }
  const last = await sec.transition(`/positions/${as('sys.admin').actor.positionId}`, 1, { action: 'revoke', reason: '最后一名' });
  expect(last).toMatchObject({ status: 409, body: { code: 'last_administrator' } });
  expect((await refusals('sec.admin')).map(({ code }) => code)).toEqual(expect.arrayContaining(['separated_administrators', 'last_administrator']));
  expect((await refusals('sys.admin')).map(({ code }) => code)).toContain('last_administrator');
  // two grants at once must see each other
  const { body: made } = await sys.post('/users', { username: 'both.at.once', name: '同时授予' });
  const twice = await Promise.all(['sys_admin', 'audit_admin'].map((role) => sec.post('/positions', { userId: made.id, organisationId: unionId, role })));
  expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
});

it('refuses the same to the bare database role, whatever is asked of it, and audits that too', async () => {
  const before = await power();
  const other = idOf('leader');
  const statements: Record<string, { sql: string; values: unknown[]; by: Admin[] }> = {
    'gives itself a position': { sql: `INSERT INTO position (id, user_id, organisation_id, role) VALUES ($1, app_user_id(), $2, 'office_director')`, values: [newId(), unionId], by: [...ADMINS] },
    'gives another one': { sql: `INSERT INTO position (id, user_id, organisation_id, role) VALUES ($1, $2, $3, 'office_director')`, values: [newId(), other, unionId], by: ['sys.admin', 'audit.admin'] },
    'revives one': { sql: `UPDATE position SET revoked_at = NULL, reason = 'x'`, values: [], by: [...ADMINS] },
    'changes a role': { sql: `UPDATE position SET role = 'office_director' WHERE user_id = $1`, values: [other], by: [...ADMINS] },
    'makes an account': { sql: `INSERT INTO app_user (id, username, name) VALUES ($1, 'shadow', 'x')`, values: [newId()], by: ['sec.admin', 'audit.admin'] },
    'sets a password': { sql: `UPDATE app_user SET password_hash = 'x' WHERE id = $1`, values: [other], by: [...ADMINS] },
    'unlocks itself': { sql: `UPDATE app_user SET locked_until = NULL, disabled_at = NULL WHERE id = app_user_id()`, values: [], by: [...ADMINS] },
    'makes itself a link': {
      sql: `INSERT INTO account_link (id, user_id, kind, token_hash, expires_at) VALUES ($1, app_user_id(), 'reset', '\\x01', now() + interval '1 day')`, values: [newId()], by: [...ADMINS],
    },
    'reads links’ tokens': { sql: 'SELECT token_hash FROM account_link', values: [], by: [...ADMINS] },
    'widens a role': { sql: `INSERT INTO role_grant (id, role, version, given, taken, user_id) VALUES ($1, 'city_staff', 2, '{}', '{stats.view}', app_user_id())`, values: [newId()], by: ['sys.admin', 'audit.admin'] },
    'widens its own': { sql: `INSERT INTO role_grant (id, role, version, given, taken, user_id) VALUES ($1, 'sec_admin', 2, '{}', '{}', app_user_id())`, values: [newId()], by: [...ADMINS] },
    'gives beyond the ceiling': { sql: `INSERT INTO role_grant (id, role, version, given, taken, user_id) VALUES ($1, 'city_staff', 2, '{user.write}', '{}', app_user_id())`, values: [newId()], by: [...ADMINS] },
    'moves the ceiling': { sql: `UPDATE role_rule SET most = most || '{user.write}'`, values: [], by: [...ADMINS] },
    'hands work over': { sql: 'SELECT hand_over_work($1, $2)', values: [as('inspector').actor.positionId, as('sys.admin').actor.positionId], by: [...ADMINS] },
    'renames a union': { sql: `UPDATE organisation SET name = 'x' WHERE id = $1`, values: [unionId], by: ['sec.admin', 'audit.admin'] },
    'wipes a refusal': { sql: 'DELETE FROM refused_act', values: [], by: [...ADMINS] },
    'forges the trail': { sql: `INSERT INTO audit_entry (reach, action, op, kind, subject_type, changed) VALUES ('x', 'x', 'insert', 'account', 'x', '{}')`, values: [], by: [...ADMINS] },
  };
  let tries = 0;
  for (const name of ADMINS) {
    const noted = (await refusals(name)).length;
    const mine = Object.entries(statements).filter(([, { by }]) => by.includes(name));
    for (const [what, { sql, values }] of mine) {
      const outcome = await scene.test.db.as({ ...as(name).actor, action: 'bare' }, (em) => em.query(sql, values)).then(() => 'done', (e: { code: string; constraint?: string }) => e.constraint ?? e.code);
      expect({ name, what, outcome }).toEqual({ name, what, outcome: expect.stringMatching(/^(42501|role_limits)$/) });
      tries += 1;
    }
    const rows = (await refusals(name)).slice(noted);
    expect({ name, rows: rows.filter(({ action, entry }) => action === 'bare' && entry !== null).length }).toEqual({ name, rows: mine.length });
  }
  expect(tries).toBeGreaterThan(40);
  expect(await power()).toEqual(before);
});

it('has limits that keep the three apart from everybody, by data', () => {
  const accounts = ['user.write', 'position.write', 'role.write', 'organisation.write', 'user.read'];
  for (const [role, { administrator, most, least }] of Object.entries(ROLE_LIMITS)) {
    const { permissions, reach, readOnly } = ROLES[role]!;
    expect({ role, administrator }).toEqual({ role, administrator: reach === 'admin' });
    expect(most).toEqual(expect.arrayContaining([...permissions]));
    expect(permissions).toEqual(expect.arrayContaining(least));
    if (administrator) expect(most).toEqual([...permissions]);
    else expect(most.filter((p) => accounts.includes(p))).toEqual([]);
    if (readOnly) expect(most.filter((p) => !PERMISSIONS[p]!.looks)).toEqual([]);
  }
  const writes = Object.entries(ROLES).flatMap(([role, { permissions }]) => permissions.filter((p) => /^(user|organisation|position|role)\.write$/.test(p)).map((p) => `${role} ${p}`));
  expect(writes.sort()).toEqual(['sec_admin position.write', 'sec_admin role.write', 'sys_admin organisation.write', 'sys_admin user.write']);
});
