import { readFile, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * After a kill -9 a postmaster of ours may still be at work in the cluster, or only its pid file be left. The one is shut
 * down and the other removed, so that the next start finds the cluster free.
 */
export async function clearLeftBehind(cluster: string, log: (line: string) => void): Promise<void> {
  const pid = await postmasterPid(cluster);
  if (!pid || !isAlive(pid)) return;
  const command = await commandOf(pid);
  if (command.includes(` -D ${cluster} `)) {
    log(`stopping the PostgreSQL (process ${pid}) that an earlier run left behind`);
    await shutDown(pid);
  } else if (!command.includes('postgres')) {
    // The number now belongs to somebody else, and PostgreSQL would take it for a rival.
    await rm(join(cluster, 'postmaster.pid'), { force: true });
  }
}

/** The process that the cluster's pid file names, or undefined when there is none. */
export async function postmasterPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 1 ? pid : undefined;
}

/** Fast shutdown; after 30 s an immediate one, which loses nothing committed but makes the next start recover. */
export async function shutDown(pid: number): Promise<void> {
  for (const [signal, seconds] of [['SIGINT', 30], ['SIGQUIT', 10], ['SIGKILL', 5]] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < seconds * 20 && isAlive(pid); waited++) await sleep(50);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line, which everyone may read: `…/postgres -D <cluster> …`. */
async function commandOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8')
    .then((text) => text.split('\0').join(' '))
    .catch(() => promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).then((done) => done.stdout))
    .catch(() => '');
}
