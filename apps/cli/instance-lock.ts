import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './postmaster.js';

interface Holder {
  pid: number;
  /** tells a process from a later one with the same number; empty where /proc is missing */
  began: string;
  port: number;
}

/**
 * One launcher per data folder. The lock of a launcher that was killed is recognised and taken over.
 * @returns gives the lock back
 * @throws one line with the mend when another launcher is at work there
 */
export function takeInstanceLock(dataDir: string, port: number): () => void {
  const lock = join(dataDir, 'launcher.lock');
  const mine = `${lock}.${process.pid}`;
  try {
    // Nobody else's business; but as root, PostgreSQL runs under another uid and has to pass through.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    writeFileSync(mine, JSON.stringify({ pid: process.pid, began: beganAt(process.pid), port } satisfies Holder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`Cannot write to the data folder ${dataDir} (${code}): make it yours with chown, or set DATA_DIR to another folder.`, { cause: error });
  }
  try {
    while (!linked(mine, lock)) {
      const holder = read(lock);
      if (holder && isAtWork(holder)) throw alreadyRunning(dataDir, holder);
      setAside(lock);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (read(lock)?.pid === process.pid) rmSync(lock, { force: true });
  };
}

/** A link appears with its content or not at all, so nobody ever reads half a lock. */
function linked(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two launchers that find the same stale lock, the slower may pick up the faster one's new lock: it puts that back. */
function setAside(lock: string): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const holder = read(aside);
  if (holder && isAtWork(holder)) linked(aside, lock);
  rmSync(aside, { force: true });
}

function read(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

const isAtWork = ({ pid, began }: Holder) => isAlive(pid) && beganAt(pid) === began;

/** The start time of a process in clock ticks since boot: field 22, counted after the name, which may hold spaces. */
function beganAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()!.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function alreadyRunning(dataDir: string, { pid, port }: Holder): Error {
  return new Error(
    `Already running on the data folder ${dataDir} (process ${pid}): open http://localhost:${port}, stop it with "kill ${pid}", or set DATA_DIR to another folder.`,
  );
}
