import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld } from '../../test/world.js';
import { newId, systemActor } from '../kernel/index.js';
import { UNIT_DIMENSIONS } from './unit-stats.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  const { near } = await buildWorld(test);
  const office = await Client.signIn(test, 'office.staff');
  for (const [i, more] of [{ ownership: 'private', size: 'L', employees: 100, industrialWorkers: 60 }, { ownership: 'private', industrySection: 'C' }, {}].entries()) {
    await office.post('/pilot-units', { name: `统计样本${i}有限公司`, uscc: `91130200MA000000${i}X`, usccReason: '样例', regionCode: '130200', unitKind: 'enterprise', ...more });
  }
  // one unit in two batches and at two levels
  await test.db.as(systemActor('test'), (em) =>
    em.query(
      `INSERT INTO pilot_case (id, case_no, pilot_unit_id, region_id, level, batch_id, state)
       SELECT $1, 'TEST-2', c.pilot_unit_id, c.region_id, 'prefecture', (SELECT id FROM batch WHERE code = 'B2'), 'implementing' FROM pilot_case c WHERE c.id = $2`,
      [newId(), near.caseId],
    ),
  );
});
afterAll(() => test.close());

it('counts in every cell what the list opens, for every pair of dimensions and every reach', async () => {
  for (const who of ['leader', 'city.staff', 'sasac.liaison']) {
    const reader = await Client.signIn(test, who);
    for (const rows of UNIT_DIMENSIONS) {
      for (const columns of [undefined, ...UNIT_DIMENSIONS.filter((d) => d !== rows)]) {
        const { body } = await reader.get(`/stats/units?rows=${rows}${columns ? `&columns=${columns}` : ''}`);
        expect(body).toMatchObject({ rows, columns: columns ?? null, total: { units: (await reader.get('/pilot-units')).body.total } });
        for (const { row, column, units, employees } of body.cells) {
          const query = `${rows}=${row}${columns ? `&${columns}=${column}` : ''}`;
          const list = (await reader.get(`/pilot-units?${query}&limit=200`)).body;
          const sum = list.items.reduce((total: number, unit: { employees: number | null }) => total + (unit.employees ?? 0), 0);
          expect({ who, query, units, employees }).toEqual({ who, query, units: list.total, employees: sum });
        }
      }
    }
  }
});

it('refuses a dimension it does not know, and whoever may not see statistics', async () => {
  const leader = await Client.signIn(test, 'leader');
  expect((await leader.get('/stats/units?rows=name&columns=age')).body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['rows', 'columns']);
  expect((await (await Client.signIn(test, 'unit.near.liaison')).get('/stats/units')).status).toBe(403);
});
