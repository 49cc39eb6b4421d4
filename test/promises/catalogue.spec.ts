import pg from 'pg';
import { APP_LOGIN } from '../../apps/cli/app-login.js';
import { createTestDatabase, type TestDatabase } from '../database.js';

/** TypeORM's own note of which migrations have run. */
const NOT_OURS = ['migrations'];
const REACHES = ['province', 'city', 'department', 'unit', 'inspector', 'admin', 'system'].map((reach) => `reach_${reach}`);

/** Who may take rows away. Reports, findings, results, progress and the audit trail get versions and are never deleted. */
const MAY_DELETE = [
  'reach_city organisation', 'reach_city pilot_case', 'reach_city pilot_unit', 'reach_city progress_update', 'reach_department progress_update',
  'reach_province organisation', 'reach_province pilot_case', 'reach_province pilot_unit', 'reach_province policy', 'reach_province progress_update',
  'reach_province task_category', 'reach_province visit_member', 'reach_system idempotency_key',
  'reach_system notice_outbox', 'reach_system organisation', 'reach_system pilot_case', 'reach_system pilot_unit', 'reach_system policy', 'reach_system progress_update',
  'reach_system rate_limit', 'reach_system recovery_code', 'reach_system second_factor', 'reach_system task_category', 'reach_system unknown_name', 'reach_unit progress_update',
];
/** Of these, only what a ledger brought, by undoing that ledger: the table's own trigger asks for it. */
const ONLY_WITH_ITS_LEDGER = ['organisation', 'pilot_case', 'pilot_unit', 'policy', 'progress_update', 'task_category'];

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const query = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows;
const names = async (sql: string, values: unknown[] = []) => (await query(sql, values)).map((row) => String(Object.values(row)[0]));

describe('row-level security', () => {
  it('is enabled and forced on every table, and every table has a policy', async () => {
    const tables = await query(
      `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
              (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'owner') AS policies
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL ($1)`,
      [NOT_OURS],
    );
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter(({ enabled, forced, policies }) => !enabled || !forced || policies === 0)).toEqual([]);
  });

  it('is on every part of a table that is kept in parts, and nobody has a right on a part', async () => {
    const parts = await query(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced, ARRAY(SELECT r FROM unnest($1::text[]) r WHERE has_any_column_privilege(r, c.oid, 'SELECT, INSERT, UPDATE')) AS open
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relispartition`,
      [[APP_LOGIN, ...REACHES]],
    );
    expect(parts.length).toBeGreaterThanOrEqual(6);
    expect(parts.filter(({ forced, open }) => !forced || open.length > 0)).toEqual([]);
  });

  it('is not got round by a view, a materialised view or a foreign table', async () => {
    expect(await names(`SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm', 'f')`)).toEqual([]);
  });

  it('has one policy per reach and table, each for one role and none for everybody', async () => {
    const policies = await query(
      `SELECT c.relname AS table, p.polname AS policy, p.polpermissive AS permissive, ARRAY(SELECT coalesce(r.rolname, 'PUBLIC')::text FROM unnest(p.polroles) o(oid) LEFT JOIN pg_roles r ON r.oid = o.oid) AS roles
       FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE p.polname <> 'owner'`,
    );
    const expected = (policy: string) => (policy === 'door' ? [APP_LOGIN] : [`reach_${policy}`]);
    expect(policies.filter(({ policy, roles, permissive }) => !permissive || JSON.stringify(roles) !== JSON.stringify(expected(policy)))).toEqual([]);
  });
});

describe('the application’s login', () => {
  it('is no superuser, bypasses no policy, makes no roles and inherits no right', async () => {
    const [login] = await query('SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolreplication FROM pg_roles WHERE rolname = $1', [APP_LOGIN]);
    expect(login).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolinherit: false, rolreplication: false });
  });

  it('owns nothing, in no schema', async () => {
    const owned = await names(
      `SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = ANY ($1)
       UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = ANY ($1)
       UNION ALL SELECT n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname = ANY ($1)
       UNION ALL SELECT d.datname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE r.rolname = ANY ($1)`,
      [[APP_LOGIN, ...REACHES]],
    );
    expect(owned).toEqual([]);
  });

  it('may become a reach and nobody else: not the owner, nor a role that reaches the owner', async () => {
    const reachable = `WITH RECURSIVE up AS (
        SELECT oid FROM pg_roles WHERE rolname = $1 UNION SELECT m.roleid FROM pg_auth_members m JOIN up ON m.member = up.oid)
      SELECT r.rolname FROM up JOIN pg_roles r USING (oid)`;
    expect((await names(reachable, [APP_LOGIN])).sort()).toEqual([APP_LOGIN, ...REACHES].sort());
    expect(await names(`SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole)`, [REACHES])).toEqual([]);
  });

  it('makes no table of its own', async () => {
    expect(await query(`SELECT r, has_schema_privilege(r, 'public', 'CREATE') AS may FROM unnest($1::text[]) r`, [[APP_LOGIN, ...REACHES]])).toEqual(
      [APP_LOGIN, ...REACHES].map((r) => ({ r, may: false })),
    );
  });
});

describe('rights', () => {
  const granted = (privileges: string[]) =>
    names(
      `SELECT g.grantee || ' ' || g.table_name FROM information_schema.role_table_grants g
       WHERE g.table_schema = 'public' AND g.privilege_type = ANY ($1) AND g.grantee <> ALL (SELECT tableowner::text FROM pg_tables WHERE schemaname = 'public') ORDER BY 1`,
      [privileges],
    );

  it('has nobody but the owner in every table’s PUBLIC', async () => {
    const open = await names(
      `SELECT table_name || '.' || coalesce(column_name, '*') || ' ' || privilege_type FROM (
         SELECT table_name, NULL AS column_name, privilege_type FROM information_schema.table_privileges WHERE grantee = 'PUBLIC' AND table_schema = 'public'
         UNION ALL SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges WHERE grantee = 'PUBLIC' AND table_schema = 'public') g`,
    );
    expect(open).toEqual([]);
  });

  it('lets rows be deleted by those who have to, and by nobody else', async () => {
    expect(await granted(['DELETE'])).toEqual(MAY_DELETE);
  });

  it('lets what a ledger brought go with that ledger, and nothing else', async () => {
    const guarded = await names(`SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'only_with_its_ledger' AND t.tgenabled = 'O' ORDER BY 1`);
    expect(guarded).toEqual(ONLY_WITH_ITS_LEDGER);
    const deletable = MAY_DELETE.map((grant) => grant.split(' ')[1]!).filter((table) => !['visit_member', 'idempotency_key', 'notice_outbox', 'rate_limit', 'recovery_code', 'second_factor', 'unknown_name'].includes(table));
    expect([...new Set(deletable)].sort()).toEqual(ONLY_WITH_ITS_LEDGER);
  });

  it('finds by an index whatever refers to a row that may go: no table is read whole for each of thousands', async () => {
    const unindexed = await names(
      `SELECT c.conrelid::regclass || '.' || a.attname FROM pg_constraint c JOIN pg_attribute a ON (a.attrelid, a.attnum) = (c.conrelid, c.conkey[1])
       WHERE c.contype = 'f' AND c.confrelid::regclass::text = ANY ($1)
         AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]
           AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))) ORDER BY 1`,
      [ONLY_WITH_ITS_LEDGER],
    );
    // the catalogue of tasks is a page or two, and so are the reads that taking it back costs
    expect(unindexed).toEqual(['assignment.task_category_id', 'finding.task_category_id', 'task_category.lead_department_id']);
  });

  it('lets nobody empty a table, refer to it or put triggers on it', async () => {
    expect(await granted(['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])).toEqual([]);
  });

  it('gives the login itself nothing but whether a session stands', async () => {
    const columns = await names(
      `SELECT table_name || '.' || column_name || ' ' || privilege_type FROM information_schema.column_privileges WHERE grantee = $1 AND table_schema = 'public' ORDER BY 1`,
      [APP_LOGIN],
    );
    expect(columns).toEqual(['session.expires_at SELECT', 'session.id SELECT', 'session.position_id SELECT', 'session.revoked_at SELECT', 'session.rights SELECT']);
  });
});

describe('the audit trail', () => {
  it('takes no change from any role of the application, not even one that changes nothing', async () => {
    await owner.query(`INSERT INTO audit_entry (reach, action, op, kind, subject_type, changed) VALUES ('x', 'x', 'insert', 'business', 'x', '{}')`);
    for (const role of [APP_LOGIN, ...REACHES]) {
      for (const table of ['audit_entry', 'audit_seal']) {
        for (const sql of [`UPDATE ${table} SET ${table === 'audit_entry' ? 'action' : 'hash'} = ${table === 'audit_entry' ? 'action' : 'hash'}`, `DELETE FROM ${table}`, `DELETE FROM ${table} WHERE false`, `TRUNCATE ${table} CASCADE`]) {
          expect({ role, sql, outcome: await tried(role, sql) }).toEqual({ role, sql, outcome: '42501' });
        }
      }
      const forge = `INSERT INTO audit_entry (reach, action, op, kind, subject_type, changed) VALUES ('x', 'x', 'insert', 'business', 'x', '{}')`;
      expect({ role, outcome: await tried(role, forge) }).toEqual({ role, outcome: '42501' });
    }
  });

  it('takes no change from the owner either, as long as its triggers stand', async () => {
    for (const sql of [`UPDATE audit_entry SET action = 'y'`, 'DELETE FROM audit_entry', 'TRUNCATE audit_entry CASCADE', 'TRUNCATE audit_seal']) {
      await expect(owner.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  async function tried(role: string, sql: string): Promise<string> {
    await owner.query('BEGIN');
    try {
      await owner.query(`SET LOCAL ROLE ${role}`);
      await owner.query(sql);
      return 'done';
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await owner.query('ROLLBACK');
    }
  }
});

describe('functions that run as the owner', () => {
  it('name their search path, so that nobody puts another table in the way', async () => {
    const definers = await query(
      `SELECT p.proname AS name, p.proconfig AS config FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.prosecdef ORDER BY 1`,
    );
    expect(definers.length).toBeGreaterThan(5);
    expect(definers.filter(({ config }) => !(config as string[] | null)?.some((c) => c === 'search_path=public, pg_temp'))).toEqual([]);
  });

  it('are called by those who may: of the plain ones, everybody may put a notice, the register moves people with their unit, whoever undoes a ledger asks which brought a row, the province lays a new calendar and judges by new thresholds, whoever urges takes numbers, and only the system folds tallies', async () => {
    const callable = await query(
      `SELECT p.proname AS name, ARRAY(SELECT r FROM unnest($1::text[]) r WHERE has_function_privilege(r, p.oid, 'EXECUTE')) AS roles
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname = 'public' AND p.prosecdef AND p.prorettype <> 'trigger'::regtype ORDER BY 1`,
      [[APP_LOGIN, ...REACHES]],
    );
    expect(callable).toEqual([
      { name: 'acting_role', roles: ['reach_admin'] },
      { name: 'add_report_year', roles: ['reach_province', 'reach_system'] },
      { name: 'allot_supervision_numbers', roles: ['reach_province', 'reach_city', 'reach_department', 'reach_system'] },
      { name: 'app_positions', roles: REACHES },
      { name: 'expected_reports', roles: ['reach_department'] },
      { name: 'fold_indicator_tally', roles: ['reach_system'] },
      { name: 'fold_tallies', roles: ['reach_system'] },
      { name: 'hand_over_work', roles: ['reach_admin'] },
      { name: 'imports_that_brought', roles: ['reach_province', 'reach_city', 'reach_department', 'reach_unit', 'reach_system'] },
      { name: 'is_unsigned_evidence', roles: ['reach_department'] },
      { name: 'load_calendar', roles: ['reach_province', 'reach_system'] },
      { name: 'move_positions', roles: ['reach_province', 'reach_city'] },
      { name: 'notify_position', roles: ['reach_province', 'reach_city', 'reach_department', 'reach_unit', 'reach_system'] },
      { name: 'notify_positions', roles: ['reach_province', 'reach_city', 'reach_department', 'reach_unit', 'reach_inspector', 'reach_system'] },
      { name: 'recompute_lights', roles: ['reach_province', 'reach_system'] },
      { name: 'report_in_force', roles: ['reach_department'] },
      { name: 'report_submissions', roles: ['reach_department'] },
      { name: 'session_limit', roles: [] },
    ]);
  });
});

describe('the schema of the queues', () => {
  it('is the owner’s: the login has rows there and makes nothing, no reach enters it, and nothing of it is anybody’s', async () => {
    expect(await query(`SELECT pg_get_userbyid(nspowner) AS owner, has_schema_privilege($1, 'pgboss', 'USAGE') AS enters, has_schema_privilege($1, 'pgboss', 'CREATE') AS makes FROM pg_namespace WHERE nspname = 'pgboss'`, [APP_LOGIN])).toEqual([
      { owner: new URL(database.ownerUrl).username, enters: true, makes: false },
    ]);
    expect(await names(`SELECT r FROM unnest($1::text[]) r WHERE has_schema_privilege(r, 'pgboss', 'USAGE')`, [REACHES])).toEqual([]);
    const granted = await names(`SELECT DISTINCT grantee || ' ' || privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'pgboss' AND grantee <> (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'pgboss') ORDER BY 1`);
    expect(granted).toEqual(['DELETE', 'INSERT', 'SELECT', 'UPDATE'].map((verb) => `${APP_LOGIN} ${verb}`));
    expect(await names(`SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'pgboss' AND p.prosecdef`)).toEqual([]);
  });
});
