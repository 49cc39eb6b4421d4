import pg from 'pg';
import { startTestApp, type TestApp } from '../../test/app.js';
import { Client } from '../../test/client.js';
import { buildWorld } from '../../test/world.js';
import { takeIn } from '../ledgers/testing.js';
import { unit, workbook } from './testing.js';

const ROWS = 40;
/** A page or two, whatever happens: reading it whole costs no more than an index would. */
const SMALL = ['task_category', 'batch', 'workflow_transition', 'region', 'setting'];

let test: TestApp;
let owner: pg.Client;
beforeAll(async () => {
  test = await startTestApp();
  await buildWorld(test);
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await test.close();
});

// Not a test of time: where PostgreSQL may read no table whole, one that it reads all the same for each row has no index for it.
it.each([['city.staff', 'city', '3'], ['office.staff', 'province', '4']])('%s takes a ledger back without reading any table whole for each row', async (username, reach, digit) => {
  const client = await Client.signIn(test, username);
  const rows = Array.from({ length: ROWS }, (_, n) => unit(`沧州可撤样例第${digit}${n}有限公司`, `9${digit}130${String(n).padStart(6, '0')}MA0LED${n % 10}`, { 备注: '样例数据' }));
  const taken = await takeIn(client, 'pilot-units', await workbook(...rows));
  const { rows: found } = await owner.query('SELECT unnest(created) AS id FROM ledger_import_row WHERE import_id = $1', [taken.id]);
  const { rows: [actor] } = await owner.query(
    'SELECT p.id, o.region_id FROM position p JOIN app_user u ON u.id = p.user_id JOIN organisation o ON o.id = p.organisation_id WHERE u.username = $1', [username]);
  const ids = found.map(({ id }) => id);
  expect(ids).toHaveLength(2 * ROWS);

  const read = async (): Promise<Record<string, number>> => {
    const { rows: tables } = await owner.query('SELECT relname, seq_scan::int AS scans FROM pg_stat_xact_user_tables WHERE seq_scan > 0');
    return Object.fromEntries(tables.map(({ relname, scans }) => [relname, scans]));
  };
  await owner.query('BEGIN');
  await owner.query(`SET LOCAL enable_seqscan = off`);
  await owner.query(`SELECT set_config('app.position', $1, true), set_config('app.scope', $2, true)`, [actor.id, actor.region_id]);
  await owner.query(`SET LOCAL ROLE reach_${reach}`);
  const gone: number[] = [];
  for (const table of ['pilot_case', 'pilot_unit', 'organisation']) {
    const { rowCount } = await owner.query(`DELETE FROM ${table} WHERE id = ANY ($1)`, [ids]);
    gone.push(rowCount!);
  }
  const scans = await read();
  await owner.query('ROLLBACK');
  expect(gone).toEqual([ROWS, ROWS, ROWS]);
  const often = Object.entries(scans).filter(([table, times]) => times >= ROWS && !SMALL.includes(table));
  expect(often).toEqual([]);

  const undone = await client.post(`/pilot-units/imports/${taken.id}/undo`, {}, { 'if-match': `"${taken.version}"` });
  expect(undone).toMatchObject({ status: 200, body: { status: 'undone' } });
});
