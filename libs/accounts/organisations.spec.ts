import type { Client } from '../../test/client.js';
import type { World } from '../../test/world.js';
import { openAccounts, type AccountTrial } from './testing.js';

let trial: AccountTrial;
let world: World;
let sys: Client;
let sec: Client;
beforeAll(async () => {
  trial = await openAccounts();
  ({ world, sys, sec } = trial);
});
afterAll(() => trial.close());

it('an organisation is made, moved within the tree and closed, but not while somebody holds a position there', async () => {
  const { status, body } = await sys.post('/organisations', { code: 'NEW-DEPT', name: '新成员单位', shortName: '新单位', kind: 'department', protocolOrder: 99 });
  expect({ status, body }).toMatchObject({ status: 201, body: { positions: 0, closedAt: null, abilities: ['update', 'close'] } });
  const below = (await sys.post('/organisations', { code: 'NEW-PART', name: '下属处', shortName: '下属处', kind: 'department', parentId: body.id })).body;
  const circle = await sys.patch(`/organisations/${body.id}`, { parentId: below.id }, 1);
  expect(circle).toMatchObject({ status: 422, body: { errors: [{ pointer: '/parentId', code: 'circular' }] } });
  const close = (row: { id: string; version: number }) => sys.transition(`/organisations/${row.id}`, row.version, { action: 'close' });
  expect((await close(body)).body.code).toBe('organisation_in_use');
  const closed = (await close(below)).body;
  expect(closed.closedAt).not.toBeNull();
  const held = await sec.post('/positions', { userId: (await trial.user('leader')).id, organisationId: below.id, role: 'dept_leader' });
  expect(held).toMatchObject({ status: 422, body: { errors: [{ pointer: '/organisationId', code: 'organisation_closed' }] } });
  const hrss = (await sys.get(`/organisations/${await trial.organisation('HRSS')}`)).body;
  expect(hrss.abilities).toEqual(['update']);
  expect((await close(hrss)).body.code).toBe('organisation_in_use');
  const { body: unit } = await sys.get(`/organisations/${world.near.unitId}`);
  expect(unit.abilities).toEqual([]);
  expect((await sys.patch(`/organisations/${unit.id}`, { name: '改名' }, unit.version)).body.code).toBe('organisation_of_register');
  expect((await sys.transition(`/organisations/${below.id}`, closed.version, { action: 'reopen' })).body.closedAt).toBeNull();
});
