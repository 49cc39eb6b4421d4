import { readFileSync } from 'node:fs';

/**
 * Runs `stop` once, then ends the process with 0: on Ctrl+C, SIGTERM, a closed terminal, and when the npm or bootstrap
 * process that started this one is gone (killed with -9 it cannot tell us). A second Ctrl+C ends at once; PostgreSQL is
 * then shut down by its guard.
 * @returns tells whether stopping has begun
 */
export function onStopRequest(stop: () => Promise<void>): () => boolean {
  let since = 0;
  const request = () => {
    if (since) {
      // The terminal signals the whole group and npm passes its own signal on: one Ctrl+C arrives twice.
      if (Date.now() - since > 1000) process.exit(130);
      return;
    }
    since = Date.now();
    void stop().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  process.on('disconnect', request);
  whenStarterIsGone(() => {
    if (!since) request();
  });
  return () => since > 0;
}

/**
 * Under npm the parent is npm itself, or the shell it uses, and then the grandparent is npm. Under anything else nobody is
 * watched, nor who started npm: `nohup npm start &` outlives its terminal.
 */
function whenStarterIsGone(tell: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const throughShell = /^\d+ \((sh|dash|bash|ash)\)/.test(statOf(parent));
  const npm = () => (throughShell ? parentOf(parent) : '');
  const before = npm();
  const timer = setInterval(() => {
    if (process.ppid === parent && npm() === before) return;
    clearInterval(timer);
    tell();
  }, 1000);
  timer.unref();
}

const parentOf = (pid: number) => statOf(pid).split(') ').pop()!.split(' ')[1] ?? '';

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
