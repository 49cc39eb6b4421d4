import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApplication } from '../../api/application.js';
import { Db, systemActor } from '../../../libs/kernel/index.js';
import { CommitLedger, PreviewLedger } from '../../../libs/ledgers/index.js';
import { PROJECT_ROOT } from '../project-root.js';
import { createAccounts, setDemoPassword } from './accounts.js';
import { createAssignments } from './assignments.js';
import { createEarlyCases } from './cases.js';
import { demoPassword } from './demo-password.js';
import { createEvaluations } from './evaluations.js';
import { createInspection } from './inspections.js';
import { createLookAlikes } from './look-alikes.js';
import { setMilestones } from './milestones.js';
import { linkPolicies } from './policies.js';
import { fillReports } from './report-values.js';
import { createReports } from './reports.js';
import { createNotices } from './supervision.js';

export interface Demo {
  password: string;
  accounts: { username: string; role: string }[];
}

const KIND = 'pilot-units';
const LEDGERS = ['pilot-units-batch-1.xlsx', 'pilot-units-batch-2.xlsx', 'pilot-units-batch-3.xlsx'];

/**
 * A province to try: 520 synthetic units from three ledgers through the product's own importer, and work under way on
 * them around today. Each step is one transaction and notes that it is done, so a start that was cut short goes on.
 */
export async function fillDemo(dataSource: DataSource, dataDir: string, report: (line: string) => void): Promise<void> {
  const app = await createApplication({ dataDir, demo: true, sessionHours: 12 }, dataSource);
  await app.init();
  const db = app.get(Db);
  const steps: [string, () => Promise<string>][] = [
    ...LEDGERS.map((file): [string, () => Promise<string>] => [file, () => importLedger(app, file)]),
    ['assignments', () => db.as(systemActor('demo.assignments'), createAssignments)],
    ['reports', () => db.as(systemActor('demo.reports'), createReports)],
    ['report-values', () => db.as(systemActor('demo.reports'), fillReports)],
    ['accounts', () => db.as(systemActor('demo.accounts'), createAccounts)],
    ['inspection', () => createInspection(app)],
    ['look-alikes', () => createLookAlikes(app)],
    ['early-cases', () => createEarlyCases(app)],
    ['milestones', () => db.as(systemActor('demo.milestones'), setMilestones)],
    ['policies', () => linkPolicies(app)],
    ['supervision', () => createNotices(app)],
    ['evaluations', () => createEvaluations(app)],
  ];
  const done = new Set(await doneSteps(db));
  for (const [i, [name, run]] of steps.entries()) {
    if (done.has(name)) continue;
    const what = await run();
    done.add(name);
    await noteDone(db, [...done]);
    report(`demo ${i + 1}/${steps.length}: ${what}`);
  }
  // The pool belongs to the caller; only what listens to it is closed.
  await app.close();
}

/** Sets the password that holds today, and says who can be tried. */
export async function openDemo(dataSource: DataSource, dataDir: string): Promise<Demo> {
  const password = demoPassword(dataDir);
  return { password, accounts: await setDemoPassword(dataSource, password) };
}

async function importLedger(app: NestFastifyApplication, file: string): Promise<string> {
  const actor = systemActor('unit.import');
  const bytes = readFileSync(join(PROJECT_ROOT, 'apps/cli/demo/data', file));
  const preview = app.get(PreviewLedger);
  const commits = app.get(CommitLedger);
  const { id } = await preview.register(actor, KIND, file, bytes);
  await preview.read(actor, id, KIND, file, bytes);
  const [{ version }] = await app.get(Db).as(actor, (em) => em.query('SELECT version FROM ledger_import WHERE id = $1', [id]));
  const { counts } = await commits.commit(actor, KIND, id, version, 'all', true);
  return `${file}: ${counts.create} units`;
}

const doneSteps = async (db: Db): Promise<string[]> => {
  const [row] = await db.read<{ value: string[] }>(systemActor('demo'), { name: undefined, text: `SELECT value FROM setting WHERE key = 'demo'` });
  return row?.value ?? [];
};

const noteDone = (db: Db, steps: string[]) =>
  db.write(
    systemActor('demo'),
    {
      name: undefined,
      text: `INSERT INTO setting (key, value, source) VALUES ('demo', $1, '样例数据 sample data')
             ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    },
    [JSON.stringify(steps)],
  );
