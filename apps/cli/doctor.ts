import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { appUrlFor, APP_LOGIN } from './app-login.js';
import { packageVersion } from './owner-url.js';
import { PROJECT_ROOT } from './project-root.js';

interface Check {
  name: string;
  /** @returns nothing when all is well, else what is wrong and the mend */
  run(): Promise<string | undefined>;
}

/** Says what is wrong with this installation, and how to mend it. */
export async function doctor(): Promise<void> {
  const checks: Check[] = [nodeCheck, dataCheck];
  const url = process.env['DATABASE_URL'];
  if (url) checks.push(...databaseChecks(url));
  let wrong = 0;
  console.log(`产改试点通 ${packageVersion()}`);
  for (const { name, run } of checks) {
    const problem = await run().catch((error: Error) => error.message);
    if (problem) wrong += 1;
    console.log(problem ? `✗ ${name}: ${problem}` : `✓ ${name}`);
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
  ];
}
