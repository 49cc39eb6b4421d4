import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own. */
export interface Server {
  url: URL;
  /** Resident memory now, and the most there was, in bytes. */
  memory(): Promise<{ now: number; peak: number }>;
  stop(): Promise<void>;
}

/** What a server's process is told, by its environment. */
export interface ServerTask {
  ownerUrl: string;
  dataDir: string;
  poolSize: number;
}

/** Starts `module`, which calls `serveParent`. @throws what it failed with */
export async function startServer(module: string, task: ServerTask): Promise<Server> {
  const child = fork(new URL(`./${module}.js`, import.meta.url), {
    env: { ...process.env, BENCH_TASK: JSON.stringify(task), DB_POOL: String(task.poolSize) },
    // as `npm start` runs the product; the bare server alike
    execArgv: ['--max-semi-space-size=8'],
    // stdout is the report's
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const { url } = await answer<{ url: string }>(child);
  return {
    url: new URL(url.replace('localhost', '127.0.0.1')),
    memory() {
      child.send('memory');
      return answer(child);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(late);
    },
  };
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const done = new AbortController();
  const ended = once(child, 'exit', { signal: done.signal }).then(() => {
    throw new Error('A server under measurement ended by itself.');
  });
  ended.catch(() => undefined);
  const [message] = await Promise.race([once(child, 'message', { signal: done.signal }), ended]).finally(() => done.abort());
  return message as T;
}

/** In the child: serves until the parent lets go of it, however the parent ends. Ctrl+C is the parent's to act on. */
export async function serveParent(start: (task: ServerTask) => Promise<{ url: string; close(): Promise<void> }>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const starting = start(JSON.parse(process.env['BENCH_TASK']!) as ServerTask);
  process.on('disconnect', () => void starting.then((server) => server.close()).finally(() => process.exit(0)));
  const { url } = await starting;
  process.on('message', () => process.send!({ now: process.memoryUsage().rss, peak: process.resourceUsage().maxRSS * 1024 }));
  process.send!({ url });
}
