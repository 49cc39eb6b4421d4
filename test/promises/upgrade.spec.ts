import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../apps/api/data-source.js';
import { appUrlFor } from '../../apps/cli/app-login.js';
import { migrate, MIGRATIONS } from '../../apps/cli/migrate.js';
import { loadReference } from '../../apps/cli/reference/load-reference.js';
import { sealAudit, verifyAudit, type Sealed } from '../../libs/audit/index.js';
import { Db, systemActor } from '../../libs/kernel/index.js';
import { hashPassword } from '../../libs/sign-in/index.js';
import { startReplica, TestClock, type TestApp } from '../app.js';
import { Client } from '../client.js';
import { asAdmin, SERVER_VARIABLE, withDatabase } from '../database.js';
import { PASSWORD } from '../world.js';
import { ID, OLD, oldWorld } from './old-world.sql.js';

/** The last migration of the first release. Those up to it are never edited. */
const RELEASED = 'Tallies1764000000007';
/** What a table is called now. */
const RENAMED: Record<string, string> = { unit_import: 'ledger_import', unit_import_row: 'ledger_import_row' };
/** Heaps that the database keeps by itself, of signed rows whose sum is what counts. */
const TALLIES = /_tally$/;

const name = `upgrade_${randomUUID().replaceAll('-', '')}`;
const ownerUrl = withDatabase(process.env[SERVER_VARIABLE]!, name);
const token = randomBytes(32).toString('base64url');
let owner: pg.Client;
let dataSource: DataSource;
let db: Db;
let sealed: Sealed;
let before: Record<string, object[]>;
beforeAll(async () => {
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const at = MIGRATIONS.findIndex((migration) => migration.name === RELEASED);
  const old = new DataSource({ type: 'postgres', url: ownerUrl, migrations: MIGRATIONS.slice(0, at + 1), installExtensions: false });
  await old.initialize();
  await old.runMigrations({ transaction: 'each' });
  await old.destroy();
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const passwordHash = await hashPassword(PASSWORD);
  await owner.query(oldWorld(passwordHash, createHash('sha256').update(token).digest('hex')));
  dataSource = await createDataSource(appUrlFor(ownerUrl), 2).initialize();
  db = new Db(dataSource, new TestClock());
  sealed = await sealAudit(db, 0);
  before = await everything();
  await migrate(ownerUrl);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
});

const rows = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows;

/** Every row of every table, as JSON. */
async function everything(): Promise<Record<string, object[]>> {
  const tables = await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'workflow_transition')`);
  const found: Record<string, object[]> = {};
  for (const { name: table } of tables) found[table] = (await rows(`SELECT to_jsonb(t) AS row FROM ${table} t`)).map(({ row }) => row);
  return found;
}

it('builds an old province with something in every table but those of inspections', () => {
  const empty = Object.entries(before).filter(([, kept]) => kept.length === 0).map(([table]) => table);
  // inspections are left out of this small province: no migration since has touched their tables
  expect(empty.sort()).toEqual(['checklist', 'checklist_item', 'finding', 'inspection', 'visit', 'visit_answer', 'visit_member', 'visit_result']);
  expect(Object.values(before).flat().length).toBeGreaterThan(400);
});

it('keeps every row of every table, with all that it said', async () => {
  for (const [table, kept] of Object.entries(before)) {
    if (TALLIES.test(table)) continue;
    const lost = await rows(
      `SELECT o.row FROM jsonb_array_elements($1::jsonb) o(row) WHERE NOT EXISTS (SELECT FROM ${RENAMED[table] ?? table} t WHERE to_jsonb(t) @> o.row)`,
      [JSON.stringify(kept)],
    );
    expect({ table, lost: lost.map(({ row }) => row) }).toEqual({ table, lost: [] });
  }
});

it('lets the versions of rows stand: nothing was changed on the way', async () => {
  const entries = before['audit_entry']!.length;
  const added = await rows('SELECT action, op, subject_type FROM audit_entry ORDER BY id OFFSET $1', [entries]);
  // what a migration puts in is new, and no row of before was touched
  expect(added.filter(({ op }) => op !== 'insert')).toEqual([]);
});

it('keeps the audit chain whole, and goes on with it', async () => {
  expect(sealed.sealed).toBe(before['audit_entry']!.length);
  expect(await verifyAudit(db, [sealed.head!])).toMatchObject({ broken: [], sealed: sealed.sealed });
  await sealAudit(db, 0);
  expect(await verifyAudit(db, [sealed.head!])).toMatchObject({ broken: [], unsealed: 0 });
});

it('gives units their first version, imports their kind, tasks their tallies', async () => {
  const versions = await rows(`SELECT pilot_unit_id, facts ->> 'name' AS name, facts ->> 'remark' AS remark, valid_to FROM pilot_unit_version ORDER BY 1`);
  expect(versions).toEqual([
    { pilot_unit_id: OLD.unit, name: '沧州样例一有限公司', remark: '样例数据', valid_to: null },
    { pilot_unit_id: OLD.second, name: '沧州样例二有限公司', remark: '改过一次', valid_to: null },
  ]);
  expect(await rows(`SELECT kind, count(*)::int AS n FROM ledger_import GROUP BY kind`)).toEqual([{ kind: 'pilot-units', n: 2 }]);
  const tallies = (from: object[]) => from.reduce<Record<string, number>>((sums, row) => {
    const { n, ...of } = row as { n: number };
    const key = JSON.stringify(of);
    return { ...sums, [key]: (sums[key] ?? 0) + n };
  }, {});
  const now = await everything();
  for (const table of Object.keys(before).filter((each) => TALLIES.test(each))) expect({ table, sums: tallies(now[table]!) }).toEqual({ table, sums: tallies(before[table]!) });
});

it('is used by the product at once: whoever signed in before works on, and sees what was there', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'changai-upgrade-'));
  const replica = await startReplica({ ownerUrl, dataDir, clock: new TestClock() } as TestApp);
  try {
    await db.as(systemActor('test.reference'), (em) => loadReference(em));
    const test = { app: replica.app } as TestApp;
    const staff = Client.withToken(test, token);
    expect((await staff.get('/me')).body).toMatchObject({ position: { id: OLD.position, role: 'office_staff' } });
    expect((await staff.get('/pilot-units')).body).toMatchObject({ total: 2 });
    expect((await staff.get(`/pilot-units/${OLD.unit}`)).body).toMatchObject({ employees: 500, cases: [{ id: OLD.case }] });
    expect((await staff.get(`/pilot-cases/${OLD.case}`)).body).toMatchObject({ state: 'implementing', docNo: '冀产改〔2026〕1号' });
    expect((await staff.get(`/assignments/${OLD.assignment}`)).body).toMatchObject({ progress: 40, dueOn: '2026-07-20', originalDueOn: '2026-07-01' });
    expect((await staff.get(`/pilot-units/imports/${OLD.importId}/rows`)).body).toMatchObject({ total: 2, items: [{ row: 4, outcome: 'create' }, { row: 5, outcome: 'error' }] });
    expect((await staff.get('/notifications')).body).toMatchObject({ total: 1 });
    const city = await Client.signIn(test, 'old.city');
    expect((await city.get('/me')).body).toMatchObject({ position: { id: ID(73) }, positions: [{ id: ID(73) }] });
    await expect(Client.signIn(test, 'old.gone')).rejects.toThrow('cannot sign in');
    const { body: unit } = await city.get(`/pilot-units/${OLD.second}`);
    expect((await city.patch(`/pilot-units/${OLD.second}`, { remark: '升级后' }, unit.version)).status).toBe(200);
  } finally {
    await replica.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

it('is done once: a second start finds nothing to do', async () => {
  const told: string[] = [];
  await migrate(ownerUrl, (line) => told.push(line));
  expect(told).toEqual([]);
});
