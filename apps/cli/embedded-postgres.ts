import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './ports.js';
import { choosePostgresAccount, type PostgresAccount } from './postgres-account.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { postgresEnvironment, prepareCluster } from './postgres-cluster.js';
import { GUARD_SCRIPT } from './postgres-guard.js';
import { postgresFlags } from './postgres-settings.js';
import { clearLeftBehind, postmasterPid, shutDown } from './postmaster.js';

export interface EmbeddedPostgresOptions {
  /** holds `cluster/`, `password` and `postgres.log`; made when missing */
  dataDir: string;
  log: (line: string) => void;
  /** a throw-away server for tests: faster, and not safe against power failure */
  throwAway?: boolean;
}

export interface EmbeddedPostgres {
  /** as the cluster's owner, database `pilot`; stays the same when the server has to be started again */
  url: string;
  /** fast shutdown, then waits until the process is gone */
  stop(): Promise<void>;
}

const DATABASE = 'pilot';
const LOG_LIMIT = 20 * 1024 * 1024;

/**
 * Starts the PostgreSQL that came with `npm ci` on a loopback port of its own; the cluster is made on the first start.
 * A server that dies by itself is started again on the same port, so that `url` holds until `stop()`.
 * @throws one line for the person at the terminal, pointing to the log
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const cluster = join(dataDir, 'cluster');
  const { initdb, postgres } = await findPostgresBinaries();
  const account = await choosePostgresAccount(postgres, dataDir);
  const password = await prepareCluster({ ...options, dataDir, cluster, initdb, account });

  const port = await freePort('127.0.0.1');
  const url = (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  const launch = async (): Promise<ChildProcess> => {
    await clearLeftBehind(cluster, options.log);
    const child = await spawnGuarded(dataDir, account, [postgres, '-D', cluster, '-p', String(port), ...postgresFlags(options.throwAway)]);
    await untilReady(child, url('postgres'), join(dataDir, 'postgres.log'));
    return child;
  };

  let server = await launch();
  await createDatabase(url('postgres'));

  let stopping = false;
  const keepAlive = async () => {
    while (!stopping) {
      if (!ended(server)) await once(server, 'exit');
      if (stopping) return;
      options.log('PostgreSQL ended unexpectedly and is started again');
      await sleep(200);
      const again = await launch().catch((error: Error) => options.log(error.message));
      if (again) server = again;
      else await sleep(2000);
    }
  };
  const keeper = keepAlive();

  return {
    url: url(DATABASE),
    async stop() {
      stopping = true;
      await stopGuarded(server, cluster);
      await keeper;
      // It may just have been started again.
      await stopGuarded(server, cluster);
    },
  };
}

const ended = (server: ChildProcess) => server.exitCode !== null || server.signalCode !== null;

/** In a session of its own: Ctrl+C reaches the launcher alone, which stops things in order. */
async function spawnGuarded(dataDir: string, account: PostgresAccount, command: string[]): Promise<ChildProcess> {
  const logFile = join(dataDir, 'postgres.log');
  const size = await stat(logFile).then((found) => found.size, () => 0);
  if (size > LOG_LIMIT) await rename(logFile, `${logFile}.1`);
  const log = await open(logFile, 'a', 0o600);
  try {
    return spawn('/bin/sh', ['-c', GUARD_SCRIPT, 'postgres-guard', ...account.prefix, ...command], {
      cwd: '/',
      env: postgresEnvironment(),
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
      ...account.spawnAs,
    });
  } finally {
    await log.close();
  }
}

async function stopGuarded(server: ChildProcess, cluster: string): Promise<void> {
  if (ended(server)) return;
  const gone = once(server, 'exit').then(() => true);
  server.stdin?.destroy();
  if (await Promise.race([gone, sleep(30_000, false, { ref: false })])) return;
  const pid = await postmasterPid(cluster);
  if (pid) await shutDown(pid);
}

/** Recovery after a kill -9 may take its time; a server that ends instead has said why in its log. */
async function untilReady(server: ChildProcess, url: string, logFile: string): Promise<void> {
  for (;;) {
    if (ended(server)) {
      const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
      throw new Error(`PostgreSQL did not start: ${lines.pop()} (see ${logFile})`);
    }
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined);
    const refused = await client.connect().then(() => undefined, (error: { code?: string }) => error);
    await client.end().catch(() => undefined);
    if (!refused) return;
    if (refused.code === '28P01') {
      server.stdin?.destroy();
      throw new Error(`PostgreSQL refuses the kept password: restore the file "password" beside ${logFile}, or set DATA_DIR to another folder.`);
    }
    await sleep(50);
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
