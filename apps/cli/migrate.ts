import pg from 'pg';
import { DataSource } from 'typeorm';
import { Foundation1764000000001 } from '../../migrations/0001-foundation.js';
import { People1764000000002 } from '../../migrations/0002-people.js';
import { Register1764000000003 } from '../../migrations/0003-register.js';
import { Assignments1764000000004 } from '../../migrations/0004-assignments.js';
import { Progress1764000000005 } from '../../migrations/0005-progress.js';
import { Inspections1764000000006 } from '../../migrations/0006-inspections.js';
import { Tallies1764000000007 } from '../../migrations/0007-tallies.js';
import { Ledgers1764000000008 } from '../../migrations/0008-ledgers.js';
import { RegisterHistory1764000000009 } from '../../migrations/0009-register-history.js';
import { Cases1764000000010 } from '../../migrations/0010-cases.js';
import { Accounts1764000000011 } from '../../migrations/0011-accounts.js';
import { SignIn1764000000012 } from '../../migrations/0012-sign-in.js';
import { Policies1764000000013 } from '../../migrations/0013-policies.js';
import { Batches1764000000014 } from '../../migrations/0014-batches.js';
import { AccountLedger1764000000015 } from '../../migrations/0015-account-ledger.js';
import { Deputies1764000000017 } from '../../migrations/0017-deputies.js';
import { Administering1764000000018 } from '../../migrations/0018-administering.js';
import { Undo1764000000019 } from '../../migrations/0019-undo.js';
import { LiveInbox1764000000020 } from '../../migrations/0020-live-inbox.js';
import { Calendars1764000000021 } from '../../migrations/0021-calendars.js';
import { Supervision1764000000022 } from '../../migrations/0022-supervision.js';
import { Judging1764000000023 } from '../../migrations/0023-judging.js';
import { Catalogue1764000000024 } from '../../migrations/0024-catalogue.js';
import { PolicyDocuments1764000000025 } from '../../migrations/0025-policy-documents.js';
import { AssignmentMachine1764000000026 } from '../../migrations/0026-assignment-machine.js';
import { ExtensionsComments1764000000027 } from '../../migrations/0027-extensions-comments.js';
import { MilestonesSources1764000000028 } from '../../migrations/0028-milestones-sources.js';
import { NotificationPreferences1764000000029 } from '../../migrations/0029-notification-preferences.js';
import { Deliveries1764000000030 } from '../../migrations/0030-deliveries.js';
import { Periods1764000000031 } from '../../migrations/0031-periods.js';
import { Reports1764000000032 } from '../../migrations/0032-reports.js';
import { ReportFiles1764000000033 } from '../../migrations/0033-report-files.js';
import { ReportHands1764000000034 } from '../../migrations/0034-report-hands.js';
import { Indicators1764000000036 } from '../../migrations/0036-indicators.js';
import { Evaluation1764000000038 } from '../../migrations/0038-evaluation.js';
import { EvaluationEvidence1764000000039 } from '../../migrations/0039-evaluation-evidence.js';
import { PeriodReminders1764000000040 } from '../../migrations/0040-period-reminders.js';
import { DirectUnits1764000000041 } from '../../migrations/0041-direct-units.js';
import { ROLE_LIMITS } from '../../libs/identity/index.js';
import { MACHINES } from '../api/machines.js';
import { prepareQueues } from '../worker/queues.js';
import { APP_LOGIN, appPassword } from './app-login.js';

export const MIGRATIONS = [
  Foundation1764000000001,
  People1764000000002,
  Register1764000000003,
  Assignments1764000000004,
  Progress1764000000005,
  Inspections1764000000006,
  Tallies1764000000007,
  Ledgers1764000000008,
  RegisterHistory1764000000009,
  Cases1764000000010,
  Accounts1764000000011,
  SignIn1764000000012,
  Policies1764000000013,
  Batches1764000000014,
  AccountLedger1764000000015,
  Deputies1764000000017,
  Administering1764000000018,
  Undo1764000000019,
  LiveInbox1764000000020,
  Calendars1764000000021,
  Supervision1764000000022,
  Judging1764000000023,
  Catalogue1764000000024,
  PolicyDocuments1764000000025,
  AssignmentMachine1764000000026,
  ExtensionsComments1764000000027,
  MilestonesSources1764000000028,
  NotificationPreferences1764000000029,
  Deliveries1764000000030,
  Periods1764000000031,
  Reports1764000000032,
  ReportFiles1764000000033,
  ReportHands1764000000034,
  Indicators1764000000036,
  Evaluation1764000000038,
  EvaluationEvidence1764000000039,
  PeriodReminders1764000000040,
  DirectUnits1764000000041,
];

/** Any number; all replicas take the same lock, so one migrates and the others find it done. */
const LOCK = 0x63_67_70;

/** Brings the schema up to date, the login's password, and the state machines' tables. Idempotent, safe with many replicas. */
export async function migrate(ownerUrl: string, report: (line: string) => void = () => undefined): Promise<void> {
  const gate = new pg.Client({ connectionString: ownerUrl });
  await gate.connect();
  const dataSource = new DataSource({ type: 'postgres', url: ownerUrl, migrations: MIGRATIONS, installExtensions: false, poolSize: 1 });
  try {
    await gate.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await dataSource.initialize();
    const done = await dataSource.runMigrations({ transaction: 'each' });
    if (done.length > 0) report(`${done.length} migration(s) applied`);
    await writeTransitions(dataSource);
    await writeRoleRules(dataSource);
    await prepareQueues(ownerUrl);
    if (!process.env['APP_DATABASE_URL']) {
      await dataSource.query(`ALTER ROLE ${APP_LOGIN} LOGIN PASSWORD ${pg.escapeLiteral(appPassword(ownerUrl))}`);
    }
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await gate.end();
  }
}

/** The machines are tables in the code; the trigger that guards `state` reads the same ones here. */
async function writeTransitions(dataSource: DataSource): Promise<void> {
  const rows = MACHINES.flatMap(({ machine, transitions }) =>
    transitions.flatMap(({ from, to }) => from.map((from_state) => ({ machine, from_state, to_state: to }))),
  );
  await dataSource.transaction(async (em) => {
    await em.query('DELETE FROM workflow_transition');
    await em.query(
      `INSERT INTO workflow_transition SELECT DISTINCT machine, from_state, to_state
       FROM jsonb_to_recordset($1::jsonb) r(machine text, from_state text, to_state text)`,
      [JSON.stringify(rows)],
    );
  });
}

/** Likewise the roles: where each has its place and within which limits it may be adjusted. Never fewer, because rows refer to them. */
async function writeRoleRules(dataSource: DataSource): Promise<void> {
  await dataSource.query(
    `INSERT INTO role_rule SELECT * FROM jsonb_to_recordset($1::jsonb) r(role text, administrator boolean, organisation_kinds text[], least text[], most text[])
     ON CONFLICT (role) DO UPDATE SET administrator = excluded.administrator, organisation_kinds = excluded.organisation_kinds,
       least = excluded.least, most = excluded.most`,
    [JSON.stringify(Object.values(ROLE_LIMITS).map(({ organisationKinds, ...rule }) => ({ ...rule, organisation_kinds: organisationKinds })))],
  );
}
