import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresAccount } from './postgres-account.js';

export interface ClusterPlace {
  /** holds everything: `cluster/`, `password`, `postgres.log` */
  dataDir: string;
  /** PostgreSQL's own PGDATA inside it */
  cluster: string;
  initdb: string;
  account: PostgresAccount;
  log: (line: string) => void;
  /** tests: not flushed to the disk */
  throwAway?: boolean;
}

/**
 * Makes the cluster on the first start, and sees to it that the account owns it on every later one.
 * @returns the password of the cluster's owner `postgres`
 */
export async function prepareCluster(place: ClusterPlace): Promise<string> {
  const password = await ownPassword(place);
  const exists = await stat(place.cluster).catch(() => undefined);
  if (exists) await handOver(place, exists.uid);
  else await makeCluster(place, password);
  return password;
}

/** Generated once and readable for its owner only: the port is open to every local user. */
async function ownPassword({ dataDir, cluster }: ClusterPlace): Promise<string> {
  const file = join(dataDir, 'password');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Error(`Cannot read ${file} (${error.code}): start as the user who owns the data folder, or set DATA_DIR to another one.`);
  });
  if (kept.trim()) return kept.trim();
  if (await stat(cluster).catch(() => undefined)) {
    throw new Error(`The database's password is missing: restore ${file} from a backup, or set DATA_DIR to another folder.`);
  }
  const made = randomBytes(24).toString('base64url');
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}

async function makeCluster(place: ClusterPlace, password: string): Promise<void> {
  const { dataDir, account } = place;
  place.log('making a new PostgreSQL cluster');
  // Under another name until it is whole: a start that was killed half-way leaves nothing that looks like a cluster.
  const unfinished = join(dataDir, 'cluster.new');
  const passwordFile = join(dataDir, 'cluster.password');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.owner) {
    for (const path of [unfinished, passwordFile]) await chown(path, account.owner.uid, account.owner.gid);
  }
  try {
    // Sorting is by code point on every machine. The character classes must be the system's C.UTF-8: under plain C,
    // pg_trgm takes no Chinese character for a letter and its indexes find nothing.
    await initdb(place, unfinished, passwordFile, 'C.UTF-8').catch(() => initdb(place, unfinished, passwordFile, 'C'));
    await rename(unfinished, place.cluster);
  } catch (error) {
    throw new Error(`PostgreSQL could not make its cluster in ${dataDir}: ${causeSaidBy(error)}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** initdb ends with what it tidies away; the reason stands above that. */
function causeSaidBy(error: unknown): string {
  const lines = ((error as { stderr?: string }).stderr ?? String(error)).trim().split('\n');
  return lines.find((line) => /error|fatal|denied|cannot|could not/i.test(line)) ?? lines.pop()!;
}

async function initdb(place: ClusterPlace, folder: string, passwordFile: string, ctype: string): Promise<void> {
  const [program, ...args] = [
    ...[...place.account.prefix, place.initdb],
    ...['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`],
    ...(place.throwAway ? ['--no-sync'] : []),
  ];
  await promisify(execFile)(program!, args, { cwd: '/', env: postgresEnvironment(), ...place.account.spawnAs });
}

/** A cluster made by an ordinary user and started by root in another way, or the reverse, changes hands as a whole. */
async function handOver({ cluster, account }: ClusterPlace, uid: number): Promise<void> {
  if (account.owner && account.owner.uid !== uid) {
    await promisify(execFile)('chown', ['-R', `${account.owner.uid}:${account.owner.gid}`, cluster]);
  } else if (!account.owner && uid !== process.getuid?.()) {
    throw new Error(`The data folder belongs to another user (uid ${uid}): start as that user, or set DATA_DIR to another folder.`);
  }
}

/** Nothing of the person's own PG* variables or language may steer this server. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(others), LC_ALL: 'C' };
}
