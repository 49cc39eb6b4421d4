import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * PostgreSQL refuses to run as root. An account says how to start one of its programs on behalf of this process:
 * words to put before the command, or a uid for the spawn itself.
 */
export interface PostgresAccount {
  /** for the log */
  how: string;
  prefix: string[];
  spawnAs: { uid?: number; gid?: number };
  /** who must own the data on disk; undefined: whoever runs the launcher does already */
  owner?: { uid: number; gid: number };
}

const AS_OURSELVES: PostgresAccount = { how: 'as ourselves', prefix: [], spawnAs: {} };

/**
 * The first way to run `postgres` on `folder` that really works here, tried out rather than guessed: a checkout below a
 * 0700 home is out of reach for another uid, a container may forbid capabilities or user namespaces.
 * @throws one line with the mend when we are root and no way works
 */
export async function choosePostgresAccount(postgres: string, folder: string): Promise<PostgresAccount> {
  await mkdir(folder, { recursive: true });
  if (process.getuid?.() !== 0) return AS_OURSELVES;
  for (const account of waysForRoot(await unprivilegedUser(folder))) {
    if (await works(account, postgres, folder)) return account;
  }
  throw new Error('PostgreSQL does not run as root and cannot be run as another user here: start as an ordinary user, or set DATABASE_URL.');
}

function waysForRoot(user: { uid: number; gid: number }): PostgresAccount[] {
  // The secure bit lets access(2), by which PostgreSQL looks for its own program, count the capability too.
  const switched = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'];
  const reaching = (capability: string): PostgresAccount => ({
    how: `another uid with ${capability}`,
    prefix: [...switched, `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`],
    spawnAs: {},
    owner: user,
  });
  return [
    { how: 'another uid', prefix: [], spawnAs: user, owner: user },
    // To reach a folder below a 0700 home. The first is the lesser power; containers often have the second alone.
    reaching('dac_read_search'),
    reaching('dac_override'),
    {
      // Inside the namespace we are somebody else; on the disk the files remain root's.
      how: 'user namespace',
      prefix: ['unshare', '-U', `--map-user=${user.uid}`, `--map-group=${user.gid}`],
      spawnAs: {},
      owner: { uid: 0, gid: 0 },
    },
  ];
}

/** The owner of an existing cluster (it was made by an ordinary user), else `nobody`: initdb wants a name for its uid. */
async function unprivilegedUser(folder: string): Promise<{ uid: number; gid: number }> {
  const cluster = await stat(join(folder, 'cluster')).catch(() => undefined);
  if (cluster && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** PostgreSQL itself is asked: can it find its own program, and read and write a folder beside the real one? And
 *  `/dev/null`, into which initdb and the guard send what nobody reads: there are machines where only root may. */
async function works(account: PostgresAccount, postgres: string, folder: string): Promise<boolean> {
  const trial = join(folder, 'account-trial');
  try {
    await rm(trial, { recursive: true, force: true });
    await mkdir(trial, { mode: 0o700 });
    await writeFile(join(trial, 'postgresql.conf'), '');
    if (account.owner) await execute('chown', ['-R', `${account.owner.uid}:${account.owner.gid}`, trial]);
    const [command, ...args] = [...account.prefix, '/bin/sh', '-c', ': > /dev/null && : > "$2/written" && exec "$1" -C port -D "$2"', 'sh', postgres, trial];
    await execute(command!, args, { cwd: '/', ...account.spawnAs });
    return true;
  } catch {
    return false;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}
