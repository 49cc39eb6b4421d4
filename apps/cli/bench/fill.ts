import pg from 'pg';
import { createDataSource } from '../../api/data-source.js';
import { loadCalendar } from '../../../libs/calendar/index.js';
import { hashPassword } from '../../../libs/sign-in/index.js';
import { Clock, Db, newId, systemActor } from '../../../libs/kernel/index.js';
import { appUrlFor } from '../app-login.js';
import { prepareDatabase } from '../prepare-database.js';
import { FILL } from './fill.sql.js';
import { PLAIN } from './plain.sql.js';
import type { Scale } from './options.js';
import { makeUnits } from './province.js';

/** The city that signs in: 沧州市, one of 14. */
export const CITY = '130900';
export const ACCOUNT = { username: 'city.bench', password: 'only-on-loopback-and-for-minutes' };
/** Of the provincial office. */
export const OFFICE = { username: 'office.bench', password: ACCOUNT.password };
/** Leaders of units whose report lies before them. */
export const LEADER = { units: 40, password: ACCOUNT.password };
const UNITS = 520;

/** Fills one database as the product would have left it, with the triggers' work done in sets. */
export async function fill(ownerUrl: string, scale: Scale, dataDir: string, report: (line: string) => void): Promise<void> {
  const began = Date.now();
  await prepareDatabase(ownerUrl, () => undefined, { dataDir, fillDemo: false });
  await loadNextYear(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: regions } = await client.query('SELECT id, name FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order');
    await client.query(`SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'; SET session_replication_role = replica; SELECT setseed(0.42)`);
    await client.query(UNITS_TO_COME, [JSON.stringify(makeUnits(UNITS * scale, regions))]);
    for (const [what, sql] of FILL) {
      await client.query(sql);
      if (what) report(`${scale}×: ${what}, ${seconds(began)}`);
    }
    await client.query(PLAIN);
    await addAccount(client, ACCOUNT.username, 'city_staff', `UNION-${CITY}`);
    await addAccount(client, OFFICE.username, 'office_director', 'UNION');
    await addLiaison(client);
    await addLeaders(client);
    await client.query('RESET session_replication_role');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
  report(`${scale}×: ready, ${seconds(began)}`);
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

const UNITS_TO_COME = `CREATE TEMP TABLE unit AS SELECT * FROM jsonb_to_recordset($1::jsonb)
  r(id uuid, n int, region_id uuid, name text, uscc text, search_text text, ownership text, size text, employees int)`;

/** Due dates reach into a year that may not be published yet. */
async function loadNextYear(ownerUrl: string): Promise<void> {
  const dataSource = await createDataSource(appUrlFor(ownerUrl), 1).initialize();
  try {
    const clock = new Clock();
    const nextYear = Number(clock.today().slice(0, 4)) + 1;
    await new Db(dataSource, clock).as(systemActor('bench.calendar'), (em) => loadCalendar(em, nextYear));
  } finally {
    await dataSource.destroy();
  }
}

async function addAccount(client: pg.Client, username: string, role: string, organisation: string): Promise<void> {
  const userId = newId();
  await client.query('INSERT INTO app_user (id, username, name, password_hash) VALUES ($1, $2, $3, $4)', [
    userId, username, '经办人', await hashPassword(ACCOUNT.password),
  ]);
  await client.query('INSERT INTO position (id, user_id, organisation_id, role) SELECT $1, $2, id, $3 FROM organisation WHERE code = $4', [newId(), userId, role, organisation]);
}

/** Somebody at every unit is told of what it is given. */
async function addLiaison(client: pg.Client): Promise<void> {
  const userId = newId();
  await client.query('INSERT INTO app_user (id, username, name, password_hash) VALUES ($1, $2, $3, $4)', [userId, 'units.bench', '试点联络员', 'none']);
  await client.query(`INSERT INTO position (id, user_id, organisation_id, role) SELECT uuid_v7(), $1, id, 'pilot_liaison' FROM organisation WHERE kind = 'pilot_unit'`, [userId]);
}

/** So many drafts of the open period lie before their leaders, each with an account and every number filled in. */
async function addLeaders(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ unit: string }>(
    `UPDATE progress_report SET state = 'internal_review', complete = true WHERE id IN (
       SELECT r.id FROM progress_report r JOIN reporting_period d ON d.id = r.reporting_period_id WHERE r.state = 'draft' AND d.closes_on >= app_today() ORDER BY hashtext(r.id::text) LIMIT $1)
     RETURNING pilot_unit_id AS unit`, [LEADER.units],
  );
  const hash = await hashPassword(LEADER.password);
  for (const [i, { unit }] of rows.entries()) {
    const userId = newId();
    await client.query('INSERT INTO app_user (id, username, name, password_hash) VALUES ($1, $2, $3, $4)', [userId, `leader.${i}.bench`, '负责人', hash]);
    await client.query(`INSERT INTO position (id, user_id, organisation_id, role) VALUES ($1, $2, $3, 'pilot_leader')`, [newId(), userId, unit]);
  }
}
