import type pg from 'pg';
import type { TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import type { World } from '../../test/world.js';
import { bring, workbookOf } from '../ledgers/testing.js';
import { openAccounts, type AccountTrial } from './testing.js';

let trial: AccountTrial;
let test: TestApp;
let world: World;
let sec: Client;
let owner: pg.Client;
beforeAll(async () => {
  trial = await openAccounts();
  ({ test, world, sec, owner } = trial);
});
afterAll(() => trial.close());

it('a position has a deputy for a time, shown as one, named in the trail with whom it stands for, and ended with its source', async () => {
  const position = await trial.positionOf('othercity.staff');
  const deputy = await trial.user('sasac.liaison');
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

/** Lends a position for a good while. @returns the deputy signed in and acting in it */
async function lend(principal: string, to: string): Promise<{ client: Client; deputyId: string }> {
  const position = await trial.positionOf(principal);
  const { id: userId } = await trial.user(to);
  const { body, status } = await sec.transition(`/positions/${position.id}`, position.version, { action: 'deputise', userId, validUntil: '2099-12-31' });
  if (status !== 200) throw new Error(JSON.stringify(body));
  const { positionId: deputyId } = body.deputies.at(-1);
  const client = await Client.signIn(test, to);
  await client.post('/auth/position', { positionId: deputyId });
  return { client, deputyId };
}

it('an inspector’s deputy sees and files the visits assigned to the inspector, and the trail names both; without the loan nothing', async () => {
  const { visitId } = world.near;
  const other = await Client.signIn(test, 'other.inspector');
  expect((await other.get(`/visits/${visitId}`)).status).toBe(404);
  const { client, deputyId } = await lend('inspector.lead', 'leader');
  expect((await client.get('/visits?mine=true')).body.items.map((v: { id: string }) => v.id)).toContain(visitId);
  const visit = (await client.get(`/visits/${visitId}`)).body;
  const answers = visit.checklist.items.map((item: { id: string }) => ({ itemId: item.id, verdict: 'pass' }));
  const filed = await client.transition(`/visits/${visitId}`, visit.version, { action: 'file', conclusion: '代组长报送', answers, findings: [] });
  expect({ status: filed.status, state: filed.body.state }).toEqual({ status: 200, state: 'filed' });
  const [entry] = (await (await Client.signIn(test, 'office.director')).get(`/audit-entries?subjectId=${visitId}`)).body.items;
  expect(entry).toMatchObject({ user: { name: '测试 leader' }, position: { role: 'inspector_lead', deputyFor: '测试 inspector.lead' } });

  await owner.query(`UPDATE position SET revoked_at = now() WHERE id = $1`, [deputyId]);
  expect((await client.get(`/visits/${visitId}`)).status).toBe(401);
});

it('an inspector’s deputy does not see the visit to an organisation of the own (回避), only the others', async () => {
  const { client } = await lend('inspector', 'unit.near.leader');
  expect((await client.get('/visits')).body.items.map((v: { id: string }) => v.id)).not.toContain(world.near.visitId);
  expect((await client.get(`/visits/${world.near.visitId}`)).status).toBe(404);
  const { client: another } = await lend('other.inspector', 'unit.near.leader');
  expect((await another.get(`/visits/${world.far.visitId}`)).status).toBe(200);
});

it('a liaison’s deputy goes on with the ledger that the liaison brought, and neither has the notices of the other', async () => {
  const liaison = await Client.signIn(test, 'unit.far.liaison');
  const started = await bring(liaison, 'progress-updates', await workbookOf((book) => {
    const sheet = book.addWorksheet('进展');
    sheet.addRow(['统一社会信用代码', '任务编号', '日期', '进度', '完成情况']);
    sheet.addRow(['91130200YL0001021L', 'C03', '2026-06-09', '60%', '代办续传']);
  }));
  const { client } = await lend('unit.far.liaison', 'unit.sibling.liaison');
  const path = `/progress-updates/imports/${started.id}`;
  expect((await client.get(path)).body).toMatchObject({ failureReason: null, status: 'previewed', createdByName: '测试 unit.far.liaison' });
  expect((await (await Client.signIn(test, 'unit.near.liaison')).get(path)).status).toBe(404);
  const own = await Client.signIn(test, 'unit.sibling.liaison');
  expect((await own.get(path)).status).toBe(404);
  const [{ id: position }] = (await owner.query(`SELECT p.id FROM position p JOIN app_user u ON u.id = p.user_id WHERE u.username = 'unit.far.liaison'`)).rows;
  await owner.query(`INSERT INTO notification (id, position_id, kind, subject_type, subject_id) VALUES (uuid_v7(), $1, 'x', 'assignment', $2)`, [position, world.far.assignmentId]);
  expect((await client.get('/notifications')).body.total).toBe(0);
  const taken = await client.post(`${path}/commit`, { mode: 'all' }, { 'if-match': `"${started.version}"` });
  expect(taken).toMatchObject({ status: 200, body: { status: 'committed' } });
  const { rows } = await owner.query(`SELECT u.username FROM progress_update p JOIN position q ON q.id = p.author_position_id JOIN app_user u ON u.id = q.user_id WHERE p.done = '代办续传'`);
  expect(rows).toEqual([{ username: 'unit.sibling.liaison' }]);
});

it('a position is lent to a colleague in the same post, who keeps the own one beside it', async () => {
  const { client, deputyId } = await lend('city.staff', 'two.hats');
  const { body: me } = await client.get('/me');
  const staff = me.positions.filter((p: { role: string }) => p.role === 'city_staff');
  expect(staff).toHaveLength(2);
  expect(staff.find((p: { id: string }) => p.id === deputyId)).toMatchObject({ deputyFor: '测试 city.staff' });
  const position = await trial.positionOf('city.staff');
  const again = await sec.transition(`/positions/${position.id}`, position.version, { action: 'deputise', userId: (await trial.user('two.hats')).id, validUntil: '2099-12-31' });
  expect(again).toMatchObject({ status: 409, body: { code: 'position_held' } });
});
