import type { EntityMetadata } from 'typeorm';
import { startTestApp, type TestApp } from './app.js';

/** Kept by the database for its own work; no use case reads or writes them through an entity. */
const UNMAPPED_TABLES = [
  'account_link', 'assignment_tally', 'audit_seal', 'calendar_day', 'calendar_version', 'handover', 'idempotency_key', 'indicator_tally', 'ledger_import_row', 'migrations', 'open_work', 'password_history', 'pilot_unit_version', 'position_proposal', 'rate_limit', 'supervision_number', 'recovery_code', 'refused_act',
  'delivery', 'notice_outbox', 'notification_preference', 'webhook',
  'report_tally', 'role_grant', 'role_rule', 'second_factor', 'session', 'setting', 'sign_in_event', 'unknown_name', 'user_identity', 'workflow_transition',
];
const UNMAPPED_COLUMNS: string[] = [];

interface Column {
  type: string;
  nullable: boolean;
}

let test: TestApp;
let schema: Map<string, Map<string, Column>>;
beforeAll(async () => {
  test = await startTestApp();
  schema = await readSchema();
});
afterAll(() => test.close());

it('has an entity for every table, but for those that only the database itself keeps', () => {
  const mapped = test.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  expect([...mapped, ...UNMAPPED_TABLES].sort()).toEqual([...schema.keys()].sort());
});

it('has every column of every entity, of the same type and as nullable as the entity says', () => {
  const wrong: unknown[] = [];
  let columns = 0;
  for (const entity of test.dataSource.entityMetadatas) {
    for (const column of entity.columns) {
      columns += 1;
      const said = { type: typeOf(column), nullable: column.isNullable };
      const is = schema.get(entity.tableName)?.get(column.databaseName);
      if (JSON.stringify(is) !== JSON.stringify(said)) wrong.push({ column: `${entity.tableName}.${column.databaseName}`, said, is });
    }
  }
  expect(wrong).toEqual([]);
  expect(columns).toBeGreaterThan(200);
});

it('maps every column of a table that has an entity', () => {
  const unmapped = test.dataSource.entityMetadatas.flatMap((entity) => {
    const names = entity.columns.map(({ databaseName }) => databaseName);
    return [...schema.get(entity.tableName)!.keys()].filter((name) => !names.includes(name)).map((name) => `${entity.tableName}.${name}`);
  });
  expect(unmapped.sort()).toEqual(UNMAPPED_COLUMNS);
});

it('has the same primary key in the entity and in the table', async () => {
  const rows: { table: string; column: string }[] = await admin(
    `SELECT c.relname AS table, a.attname AS column FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) WHERE i.indisprimary`,
  );
  for (const { tableName, primaryColumns } of test.dataSource.entityMetadatas) {
    const keys = rows.filter(({ table }) => table === tableName).map(({ column }) => column);
    expect({ tableName, keys: primaryColumns.map(({ databaseName }) => databaseName).sort() }).toEqual({ tableName, keys: keys.sort() });
  }
});

it('is read whole by every entity', async () => {
  const { systemActor } = await import('../libs/kernel/index.js');
  for (const { target } of test.dataSource.entityMetadatas) {
    await expect(test.db.as(systemActor('test.schema'), (em) => em.find(target, { take: 1 }))).resolves.toBeDefined();
  }
});

// TypeORM's names for types, as PostgreSQL's catalogue calls them.
const TYPES: Record<string, string> = { int: 'int4', smallint: 'int2', bigint: 'int8', boolean: 'bool' };
function typeOf(column: EntityMetadata['columns'][number]): string {
  const type = TYPES[String(column.type)] ?? String(column.type);
  return column.isArray ? `_${type}` : type;
}

async function admin<T>(sql: string): Promise<T[]> {
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  try {
    return (await owner.query(sql)).rows as T[];
  } finally {
    await owner.end();
  }
}

async function readSchema(): Promise<typeof schema> {
  const rows = await admin<{ table_name: string; column_name: string; udt_name: string; is_nullable: string }>(
    `SELECT table_name, column_name, udt_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public' AND NOT (SELECT c.relispartition FROM pg_class c WHERE c.oid = format('public.%I', table_name)::regclass) ORDER BY ordinal_position`,
  );
  const tables: typeof schema = new Map();
  for (const { table_name: table, column_name: name, udt_name: type, is_nullable: nullable } of rows) {
    const columns = tables.get(table) ?? new Map<string, Column>();
    tables.set(table, columns.set(name, { type, nullable: nullable === 'YES' }));
  }
  return tables;
}
