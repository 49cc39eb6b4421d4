import { startTestApp, TODAY, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld } from '../../test/world.js';
import { bring } from '../ledgers/testing.js';
import { CODES, unit, workbook } from './testing.js';

const PATH = 'pilot-units';
let test: TestApp;
let office: Client;
let city: Client;
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
  [office, city] = [await Client.signIn(test, 'office.staff'), await Client.signIn(test, 'city.staff')];
});
afterAll(() => test.close());

const add = async (name: string, uscc: string, regionCode = '130900') => (await office.post(`/${PATH}`, { name, uscc, usccReason: '试验', regionCode, unitKind: 'enterprise' })).body;
const act = async (id: string, what: string, body: object) => {
  const { body: row } = await office.get(`/${PATH}/${id}`);
  const answer = await office.post(`/${PATH}/${id}/${what}`, { effectiveOn: TODAY, reason: '工商变更', ...body }, { 'if-match': `"${row.version}"` });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
};
const rowOf = async (uscc: string, client = office) => {
  const seen = await bring(client, PATH, await workbook(unit('沧州台账写的有限公司', uscc, { 信用代码说明: '试验', 指导部门: '' })));
  return { seen, row: (await client.get(`/${PATH}/imports/${seen.id}/rows`)).body.items[0] };
};

it('a unit that went up in another is not brought back: the row names the unit it went into, however many mergers later', async () => {
  const [first, second, third] = [await add('沧州并出有限公司', CODES[0]), await add('沧州并中有限公司', CODES[1]), await add('沧州并入集团', CODES[2])];
  await act(first.id, 'merge', { intoId: second.id });
  await act(second.id, 'merge', { intoId: third.id });
  for (const client of [office, city]) {
    const { seen, row } = await rowOf(CODES[0], client);
    expect(seen.counts).toMatchObject({ error: 1, create: 0, update: 0 });
    expect(row).toMatchObject({ outcome: 'error', problems: [{ key: 'uscc', code: 'unit_merged', accepted: ['沧州并入集团'], suggestions: [CODES[2]], reason: `是否为“${CODES[2]}”？该代码的单位已并入“沧州并入集团”。` }] });
  }
  const { seen, row } = await rowOf(CODES[1]);
  const mended = await office.patch(`/${PATH}/imports/${seen.id}/rows/${row.id}`, { cells: { uscc: CODES[2] } }, row.version);
  expect(mended).toMatchObject({ status: 200, body: { outcome: 'update', problems: [] } });
});

it('a code that a unit had before is offered with the one it has now, and nothing is entered twice', async () => {
  const made = await add('沧州换码有限公司', CODES[3]);
  await act(made.id, 'identity', { uscc: CODES[4] });
  const { row } = await rowOf(CODES[3]);
  expect(row).toMatchObject({ outcome: 'error', problems: [{ code: 'uscc_former', accepted: ['沧州换码有限公司'], suggestions: [CODES[4]] }] });
  expect((await rowOf(CODES[4])).row.outcome).toBe('update');
  // whose code it became since is meant, and nobody else
  await add('沧州得码有限公司', CODES[3]);
  expect((await rowOf(CODES[3])).row).toMatchObject({ outcome: 'update', problems: [] });
});

it('says nothing of a unit out of sight', async () => {
  const [near, far] = [await add('沧州远并有限公司', CODES[5]), await add('唐山远并集团', CODES[6], '130200')];
  await act(near.id, 'merge', { intoId: far.id });
  expect((await rowOf(CODES[5])).row.problems).toMatchObject([{ code: 'unit_merged', suggestions: [CODES[6]] }]);
  const { row } = await rowOf(CODES[5], city);
  expect(row).toMatchObject({ outcome: 'error', problems: [{ code: 'unit_not_active' }] });
  expect(JSON.stringify(row)).not.toContain('唐山');
});
