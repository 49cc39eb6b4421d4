import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Mailer, mailSettings } from '../../libs/notify/index.js';
import { appUrlFor, APP_LOGIN } from './app-login.js';
import { packageVersion } from './owner-url.js';
import { PROJECT_ROOT } from './project-root.js';

interface Check {
  name: string;
  /** @returns nothing when all is well, else what is wrong and the mend; a note about what is not set up, and need not be */
  run(): Promise<string | { note: string } | undefined>;
}

/** Says what is wrong with this installation, and how to mend it. */
export async function doctor(): Promise<void> {
  const checks: Check[] = [nodeCheck, dataCheck, mailCheck];
  const url = process.env['DATABASE_URL'];
  if (url) checks.push(...databaseChecks(url));
  let wrong = 0;
  console.log(`产改试点通 ${packageVersion()}`);
  for (const { name, run } of checks) {
    const problem = await run().catch((error: Error) => error.message);
    if (typeof problem === 'string') wrong += 1;
    console.log(problem === undefined ? `✓ ${name}` : typeof problem === 'string' ? `✗ ${name}: ${problem}` : `– ${name}: ${problem.note}`);
  }
  if (wrong > 0) process.exitCode = 1;
}

const nodeCheck: Check = {
  name: 'Node.js',
  async run() {
    const major = Number(process.versions.node.split('.')[0]);
    return major >= 22 ? undefined : `version ${process.versions.node} is too old: start through npm, which brings Node 24`;
  },
};

const dataCheck: Check = {
  name: 'data folder',
  async run() {
    const folder = process.env['DATA_DIR'] || join(PROJECT_ROOT, '.data');
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK).catch(() => {
      throw new Error(`${folder} cannot be written: give it to the user that runs this, or set DATA_DIR`);
    });
    return undefined;
  },
};

const mailCheck: Check = {
  name: 'mail',
  async run() {
    const settings = mailSettings(false);
    if (!settings) return process.env['SMTP_URL'] || process.env['MAIL_FROM'] ? 'set both SMTP_URL and MAIL_FROM' : { note: 'nothing is mailed: set SMTP_URL and MAIL_FROM to change that' };
    const mailer = new Mailer(settings, 5000);
    try {
      await mailer.verify();
    } catch (error) {
      return `the server of SMTP_URL does not take us (${(error as { code?: string }).code ?? 'no answer'}): check the address, the login and the network`;
    } finally {
      mailer.close();
    }
    return undefined;
  },
};

function databaseChecks(url: string): Check[] {
  const ask = async (connectionString: string, sql: string) => {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  return [
    {
      name: 'database',
      async run() {
        const [row] = await ask(url, `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`);
        if (Number(row!['version']) < 150000) return 'PostgreSQL 15 or newer is needed';
        return row!['encoding'] === 'UTF8' ? undefined : 'make the database with ENCODING UTF8';
      },
    },
    {
      name: 'Chinese search',
      async run() {
        const [row] = await ask(url, `SELECT array_length(show_trgm('沧州市'), 1) AS n`);
        return Number(row!['n'] ?? 0) > 0 ? undefined : 'pg_trgm finds no trigrams in Chinese: make the database with LC_CTYPE C.UTF-8 or a UTF-8 locale';
      },
    },
    {
      name: `login ${APP_LOGIN}`,
      async run() {
        const [row] = await ask(
          appUrlFor(url),
          `SELECT r.rolsuper OR r.rolbypassrls AS unsafe, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
           FROM pg_roles r WHERE r.rolname = current_user`,
        );
        return row!['unsafe'] || Number(row!['owned']) > 0 ? 'it must own nothing and bypass no policy: run the migrations, or name another in APP_DATABASE_URL' : undefined;
      },
    },
    {
      name: 'worker',
      async run() {
        const [queues] = await ask(appUrlFor(url), `SELECT has_schema_privilege(current_user, 'pgboss', 'USAGE') AS enters FROM pg_namespace WHERE nspname = 'pgboss'`);
        if (!queues?.['enters']) return 'the login has no way to the queues: start the API once, which migrates';
        // what waits for a mail server is the mail's matter
        const [row] = await ask(
          url,
          `SELECT (SELECT count(*)::int FROM notice_outbox) AS left,
                  (SELECT count(*)::int FROM delivery WHERE state = 'waiting' AND channel <> 'mail' AND due_at < now() - interval '10 minutes' AND attempted_at IS NULL) AS late`,
        );
        const stuck = Number(row!['left']) + Number(row!['late']);
        return stuck > 0 ? `${stuck} notice(s) and messages wait and nobody sends them: start a worker, or the API without SCHEDULES=off` : undefined;
      },
    },
  ];
}
