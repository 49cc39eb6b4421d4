import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { appUrlFor } from '../../apps/cli/app-login.js';
import { newId, systemActor, type Actor, type Reach } from '../../libs/kernel/index.js';
import { TODAY } from '../app.js';
import { randomly } from './chance.js';
import { openScene, type Scene } from './scene.js';
import { everything, inSight, SIGHT, TABLES, type Everything, type Table } from './sight.js';

// The route guards are not in the way here: the door and row-level security alone, two connections for everybody.
let scene: Scene;
let rows: Everything;
let actors: [name: string, actor: Actor][];
beforeAll(async () => {
  scene = await openScene({ poolSize: 2 });
  await scene.feedBackTheRest();
  rows = await everything(scene.test.ownerUrl);
  actors = [...scene.people].map(([name, { actor }]) => [name, actor]);
});
afterAll(() => scene.test.close());

const as = (name: string) => scene.people.get(name)!.actor;
const db = () => scene.test.db;
const look = (actor: Actor) => ({ ...actor, today: TODAY, principalId: rows.position.find(({ id }) => id === actor.positionId)?.['deputy_of'] ?? null });
const read = (actor: Actor, sql: string, values: unknown[] = []) => db().read<{ id: string; n: number }>(actor, { name: undefined, text: sql }, values);
const write = (actor: Actor, sql: string, values: unknown[] = []) => db().as(actor, (em) => em.query(sql, values));
/** 42501: no privilege, or a new row that the policy does not admit. */
const DENIED = { code: '42501' };
const ids = (list: { id: string }[]) => list.map(({ id }) => String(id)).sort();
/** What administrators are refused is written down, so these grow while everybody tries; only what was there is compared. */
const GROWING: readonly Table[] = ['audit_entry', 'refused_act'];
const known = <R extends { id: string }>(table: Table, got: R[]): R[] =>
  GROWING.includes(table) ? got.filter(({ id }) => rows[table].some((row) => String(row.id) === String(id))) : got;
const grantsWholeRow = (table: Table) => !['audit_entry', 'app_user', 'session'].includes(table);

it('shows each reach, table by table, exactly what is in its sight', async () => {
  for (const [name, actor] of actors) {
    for (const table of TABLES) {
      const got = await read(actor, `SELECT id FROM ${table}`).then((list) => ids(known(table, list)), (error: { code: string }) => error.code);
      const named = SIGHT[actor.reach as Exclude<Reach, 'system'>][table] !== undefined;
      // no right to a table at all shows as little as a policy without rows
      const shown = !named && got === DENIED.code ? [] : got;
      expect({ name, table, shown }).toEqual({ name, table, shown: ids(inSight(table, look(actor), rows)) });
    }
  }
});

it('gives nobody a foreign row in 2,000 interleaved reads of 22 actors over two connections', async () => {
  const chance = randomly(20261);
  const sight = new Map(actors.map(([name, actor]) => [name, new Map(TABLES.map((table) => [table, new Set(ids(inSight(table, look(actor), rows)))]))]));
  let reads = 0;
  let seen = 0;
  const foreign: string[] = [];
  const one = async () => {
    const [name, actor] = chance.of(actors);
    const table = chance.of(TABLES);
    const mine = sight.get(name)!.get(table)!;
    const target = chance.of(rows[table].length > 0 ? rows[table] : [{ id: randomUUID() }]).id;
    const named = (kind: string, text: string) => ({ name: `${kind}-${table}`, text });
    const shape = chance.below(4);
    reads += 1;
    try {
      if (shape === 0) {
        const got = known(table, await db().read<{ id: string }>(actor, named('all', `SELECT id FROM ${table}`)));
        seen += got.length;
        for (const { id } of got) if (!mine.has(String(id))) foreign.push(`${name} ${table} ${id}`);
        if (got.length !== mine.size) foreign.push(`${name} ${table}: ${got.length} instead of ${mine.size}`);
      } else if (shape === 1) {
        const got = await db().read<{ id: string }>(actor, named('one', `SELECT id FROM ${table} WHERE id::text = $1`), [String(target)]);
        seen += got.length;
        if ((got.length === 1) !== mine.has(String(target))) foreign.push(`${name} ${table} ${target}: ${got.length}`);
      } else if (shape === 2) {
        const [got] = await db().read<{ n: number }>(actor, named('count', `SELECT count(*)::int AS n FROM ${table}`));
        if (got!.n !== mine.size && !(GROWING.includes(table) && got!.n > mine.size)) foreign.push(`${name} ${table}: counts ${got!.n} of ${mine.size}`);
      } else {
        const got: { id: string }[] = await db().as(actor, (em) => em.query(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 3`)).then((list) => known(table, list));
        for (const { id } of got) if (!mine.has(String(id))) foreign.push(`${name} ${table} ${id}`);
      }
    } catch (error) {
      if ((error as { driverError?: { code: string }; code?: string }).driverError?.code !== '42501' && (error as { code?: string }).code !== '42501') throw error;
      if (mine.size > 0) foreign.push(`${name} ${table}: denied, though ${mine.size} are in sight`);
    }
  };
  const worker = async () => {
    while (reads < 2000) await one();
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  expect({ reads: reads >= 2000, seen: seen > 1000, foreign: foreign.slice(0, 20) }).toEqual({ reads: true, seen: true, foreign: [] });
});

it('changes nobody’s row that is out of sight, however the statement asks for it', async () => {
  const chance = randomly(7);
  const touch: Partial<Record<Table, string>> = {
    case_objection: 'outcome = $2', case_step: 'reason = $2', plan_confirmation: 'opinion = $2', sponsorship: 'end_reason = $2',
    supervision_notice: 'reply = $2',
    pilot_unit: 'remark = $2', pilot_case: 'doc_no = $2', assignment: 'requirement = $2', progress_report: 'complete = complete', report_entry: 'done = $2', indicator_value: 'explanation = $2', report_remark: 'answer = $2', report_look: 'seen_at = now()', report_step: 'reason = $2', visit: 'lead_name = $2',
    finding: 'fed_back_at = now()', attachment: 'finding_id = finding_id', notification: 'read_at = now()', organisation: 'short_name = $2',
    ledger_import: 'failure = $2', app_user: 'name = $2', position: 'role = $2', progress_update: 'done = $2', visit_result: 'conclusion = $2', audit_entry: 'action = $2',
  };
  const mark = '越界';
  let tried = 0;
  await Promise.all(
    Array.from({ length: 400 }, async () => {
      const [, actor] = chance.of(actors);
      const table = chance.of(Object.keys(touch) as Table[]);
      const foreign = rows[table].filter((row) => !inSight(table, look(actor), rows).includes(row));
      if (foreign.length === 0) return;
      const { id } = chance.of(foreign);
      const set = touch[table]!;
      tried += 1;
      const text = `UPDATE ${table} SET ${set} WHERE id::text = $1 RETURNING id`;
      const changed = await db().write<{ id: string }>(actor, { name: undefined, text }, set.includes('$2') ? [String(id), mark] : [String(id)]).catch((error: { code: string }) => {
        expect(['42501', '25006']).toContain(error.code);
        return [];
      });
      expect(changed).toEqual([]);
    }),
  );
  expect(tried).toBeGreaterThan(250);
  const after = await everything(scene.test.ownerUrl);
  for (const table of Object.keys(touch) as Table[]) expect({ table, rows: known(table, after[table]) }).toEqual({ table, rows: rows[table] });
});

it('lets the province alone say whose reports pass a city by', async () => {
  const unitId = scene.world.near.unitId;
  const set = { name: undefined, text: 'UPDATE pilot_unit SET reports_directly = NOT reports_directly WHERE id = $1 RETURNING id' };
  const tried = async (name: string) => db().write<{ id: string }>(scene.people.get(name)!.actor, set, [unitId]).then(() => 'done', (error: { code?: string }) => error.code);
  expect([await tried('city.staff'), await tried('office.staff'), await tried('office.staff')]).toEqual(['42501', 'done', 'done']);
});

describe('a write into another’s place', () => {
  const unitRow = (regionId: string) => [newId(), regionId, '91350100M000100Y43'];
  const CREATE_UNIT = `WITH o AS (INSERT INTO organisation (id, code, name, short_name, kind, region_id) VALUES ($1, $3, 'x', 'x', 'pilot_unit', $2))
    INSERT INTO pilot_unit (id, region_id, name, uscc, unit_kind, search_text) VALUES ($1, $2, 'x', $3, 'enterprise', 'x')`;
  const LOG = `INSERT INTO progress_update (id, assignment_id, pilot_case_id, pilot_unit_id, region_id, progress, done, occurred_on, author_name, author_role, author_organisation)
    VALUES ($1, $2, $3, $4, $5, 1, 'x', now(), 'x', 'x', 'x')`;

  it('is refused to a city for another region, by insert and by moving a row', async () => {
    const { near, far } = scene.world;
    await expect(write(as('city.staff'), CREATE_UNIT, unitRow(far.regionId))).rejects.toMatchObject(DENIED);
    for (const table of ['pilot_unit', 'assignment', 'pilot_case']) {
      const id = { pilot_unit: near.unitId, assignment: near.assignmentId, pilot_case: near.caseId }[table]!;
      const { code } = await write(as('city.staff'), `UPDATE ${table} SET region_id = $2 WHERE id = $1`, [id, far.regionId]).then(() => ({ code: 'done' }), (error: { code: string }) => error);
      expect({ table, code }).toEqual({ table, code: '42501' });
    }
  });

  it('is refused to a unit for another unit’s assignment, also when it claims its own place for it', async () => {
    const { near, far } = scene.world;
    const foreign = [newId(), far.assignmentId, far.caseId, far.unitId, far.regionId];
    await expect(write(as('unit.near.liaison'), LOG, foreign)).rejects.toMatchObject(DENIED);
    const disguised = [newId(), far.assignmentId, near.caseId, near.unitId, near.regionId];
    await expect(write(as('unit.near.liaison'), LOG, disguised)).rejects.toMatchObject({ code: '23503' });
    await expect(write(as('city.staff'), LOG, foreign)).rejects.toMatchObject(DENIED);
    await expect(write(as('fin.liaison'), LOG, [newId(), near.issuedId, near.caseId, near.unitId, near.regionId])).rejects.toMatchObject(DENIED);
  });

  it('is refused to a department that would copy what it does not see, or write what it would not see', async () => {
    const { far } = scene.world;
    const copy = `INSERT INTO assignment SELECT (jsonb_populate_record(a, $2)).* FROM assignment a WHERE a.id = $1`;
    const stolen = { id: newId(), no: 'copy of what is out of sight', source: 'meeting' };
    await write(as('fin.liaison'), copy, [far.issuedId, JSON.stringify(stolen)]);
    expect(await read(systemActor('test'), 'SELECT id FROM assignment WHERE id = $1', [stolen.id])).toEqual([]);
    const given = { ...stolen, department_ids: [as('hrss.leader').scope] };
    await expect(write(as('fin.liaison'), copy, [far.assignmentId, JSON.stringify(given)])).rejects.toMatchObject(DENIED);
  });

  it('is refused to whoever hangs a file of their own on a row out of sight', async () => {
    const { far } = scene.world;
    const [file] = await read(as('city.staff'), `SELECT id FROM attachment WHERE name = 'city.staff-loose.png'`);
    const hang = `UPDATE attachment SET progress_update_id = $2 WHERE id = $1`;
    await expect(write(as('city.staff'), hang, [file!.id, far.updateId])).rejects.toMatchObject(DENIED);
  });

  it('is refused to an inspector for another’s visit', async () => {
    const { far } = scene.world;
    const result = `INSERT INTO visit_result (id, visit_id, revision, conclusion, filed_by_name) VALUES ($1, $2, 9, 'x', 'x')`;
    await expect(write(as('inspector'), result, [newId(), far.visitId])).rejects.toMatchObject(DENIED);
    const member = `INSERT INTO visit_member (id, visit_id, position_id, member_name) VALUES ($1, $2, $3, 'x')`;
    await expect(write(as('inspector'), member, [newId(), far.visitId, as('inspector').positionId])).rejects.toMatchObject(DENIED);
  });

  it('is refused to everybody for roles, positions, sessions, passwords and settings', async () => {
    for (const [name, actor] of actors) {
      for (const sql of [
        `UPDATE position SET role = 'office_director'`, `UPDATE app_user SET password_hash = 'x'`, `UPDATE session SET expires_at = 'infinity'`, `DELETE FROM setting`,
        `INSERT INTO position (id, user_id, organisation_id, role) SELECT uuid_v7(), app_user_id(), o.id, 'office_director' FROM organisation o LIMIT 1`,
        `SELECT token_hash FROM session`, `INSERT INTO calendar_day VALUES (9, now(), true, 'x', false, 1)`, `UPDATE task_category SET name = 'x'`,
      ]) {
        const outcome = await write(actor, sql).then(() => 'done', (error: { code: string }) => error.code);
        expect({ name, sql, outcome }).toEqual({ name, sql, outcome: actor.readOnly && !sql.startsWith('SELECT') ? expect.stringMatching(/42501|25006/) : '42501' });
      }
    }
  });
});

it('keeps an inspector from the own organisation, assigned or not (回避)', async () => {
  const { near } = scene.world;
  const lead = as('inspector.lead');
  expect(await read(lead, 'SELECT id FROM visit WHERE id = $1', [near.visitId])).toHaveLength(1);
  const insider = { ...lead, scope: near.unitId };
  for (const [table, key] of [['visit', 'id'], ['finding', 'visit_id'], ['visit_result', 'visit_id']] as const) {
    expect(await read(insider, `SELECT id FROM ${table} WHERE ${key} = $1`, [near.visitId])).toEqual([]);
  }
  expect(await read(insider, 'SELECT id FROM pilot_unit WHERE id = $1', [near.unitId])).toEqual([]);
});

it('lets a leader look and never write, whatever the table', async () => {
  const leader = as('leader');
  expect(await read(leader, 'SELECT id FROM pilot_unit')).toHaveLength(4);
  for (const table of ['pilot_unit', 'assignment', 'pilot_case', 'progress_report', 'visit', 'finding', 'organisation']) {
    await expect(write(leader, `UPDATE ${table} SET id = id`)).rejects.toMatchObject({ code: '25006' });
  }
  await expect(write(leader, `SET LOCAL transaction_read_only = off`)).rejects.toMatchObject({ code: '25001' });
});

it('shows an ended session nothing, and one whose position was switched only the new position’s rows', async () => {
  const { client, actor } = scene.people.get('city.reviewer')!;
  expect((await read(actor, 'SELECT id FROM pilot_unit')).length).toBe(2);
  await client.post('/auth/logout');
  await expect(read(actor, 'SELECT id FROM pilot_unit')).rejects.toMatchObject({ status: 401, code: 'session_ended' });
  await expect(write(actor, 'SELECT id FROM pilot_unit')).rejects.toMatchObject({ status: 401, code: 'session_ended' });
  // Who meant to act as the office, with the session of a city’s position, acts as neither.
  const [office, city] = [as('two.hats'), as('two.hats (other)')];
  await expect(read({ ...office, sessionId: city.sessionId }, 'SELECT id FROM pilot_unit')).rejects.toMatchObject({ status: 401 });
});

describe('the application’s login, before the door names an actor', () => {
  let bare: pg.Client;
  beforeAll(async () => {
    bare = new pg.Client({ connectionString: appUrlFor(scene.test.ownerUrl) });
    await bare.connect();
  });
  afterAll(() => bare.end());
  const tables = async () => (await bare.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).rows.map((row) => String(row.tablename));

  it('reads no row of any table', async () => {
    const names = await tables();
    expect(names.length).toBeGreaterThan(30);
    for (const table of names) {
      const outcome = await bare.query(`SELECT * FROM ${table}`).then(({ rowCount }) => rowCount, (error: { code: string }) => error.code);
      expect({ table, outcome }).toEqual({ table, outcome: '42501' });
    }
  });

  it('sees of sessions only whether one stands: no token, no user', async () => {
    expect((await bare.query('SELECT id, position_id, expires_at, revoked_at FROM session')).rowCount).toBeGreaterThan(20);
    for (const column of ['token_hash', 'user_id']) await expect(bare.query(`SELECT ${column} FROM session`)).rejects.toMatchObject(DENIED);
  });

  it('in a reach’s role, with no scope, position or user set, sees nothing that is anybody’s', async () => {
    for (const reach of ['city', 'department', 'unit', 'inspector'] as const) {
      await bare.query('BEGIN');
      await bare.query(`SET LOCAL ROLE reach_${reach}`);
      for (const table of TABLES.filter((name) => !['task_category', 'policy', 'reporting_period', 'organisation', 'evaluation_scheme'].includes(name) && SIGHT[reach][name])) {
        if (!grantsWholeRow(table)) continue;
        expect({ reach, table, n: (await bare.query(`SELECT 1 FROM ${table}`)).rowCount }).toEqual({ reach, table, n: 0 });
      }
      await bare.query('ROLLBACK');
    }
  });
});

it('lets background work through the same door, under its own name', async () => {
  expect(await read(systemActor('test'), 'SELECT id FROM assignment')).toHaveLength(rows.assignment.length);
  expect(await read(systemActor('test'), `SELECT current_user::text AS id`)).toEqual([{ id: 'reach_system' }]);
});
