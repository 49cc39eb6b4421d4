import { join, resolve } from 'node:path';
import { startApi } from '../api/main.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { takeInstanceLock } from './instance-lock.js';
import { assertServerUsable } from './outside-postgres.js';
import { assertPortFree } from './ports.js';
import { prepareDatabase } from './prepare-database.js';
import { onStopRequest } from './stop-requests.js';

/**
 * Everything that `npm start` brings up, in one process: checks, PostgreSQL, schema and demo, API with console.
 * @param root the project folder; data live in its `.data/`
 * When something fails, says so in one line with the mend (`DEBUG=1` shows where), stops what was started and exits with 1.
 */
export async function start(root: string): Promise<void> {
  const began = Date.now();
  const dataDir = resolve(root, process.env['DATA_DIR'] || '.data');
  const ownServer = process.env['DATABASE_URL'];

  // Undone in reverse, whether the start fails half-way or somebody asks to stop.
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    while (undo.length) await undo.pop()!();
  };
  const stopping = onStopRequest(async () => {
    report('stopping …');
    await stop();
    report('stopped');
  });

  try {
    const port = portFrom(process.env['PORT']);
    await assertPortFree(port);
    let ownerUrl = ownServer;
    if (ownerUrl) {
      await assertServerUsable(ownerUrl);
    } else {
      undo.push(takeInstanceLock(dataDir, port));
      report('starting PostgreSQL');
      const postgres = startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log: report });
      // Whoever asks to stop while it is starting waits until it can be stopped.
      undo.push(() => postgres.then((server) => server.stop(), () => undefined));
      ownerUrl = (await postgres).url;
    }
    if (stopping()) return;
    const { demo } = await prepareDatabase(ownerUrl, report, { dataDir, fillDemo: !ownServer });
    if (stopping()) return;
    const host = process.env['HOST'] || undefined;
    const schedules = process.env['SCHEDULES'] !== 'off';
    const api = startApi({ port, host, ownerUrl, dataDir, demo: Boolean(demo), schedules });
    undo.push(() => withinSeconds(10, api.then((running) => running.close(), () => undefined)));
    const { url } = await api;

    report(`ready after ${((Date.now() - began) / 1000).toFixed(1)} s`);
    console.log(`\n  产改试点通   ${url}\n`);
    if (demo) console.log(accounts(demo));
    console.log('Ctrl+C stops everything.');
  } catch (error) {
    if (stopping()) return;
    // Said before stopping: whatever breaks on the way down must not hide the reason.
    const { message, stack } = error as Error;
    console.error(process.env['DEBUG'] ? stack : message);
    await stop();
    process.exit(1);
  }
}

function portFrom(text: string | undefined): number {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`PORT is "${text}", which is no port: set a number from 1 to 65535, e.g. PORT=3000 npm start.`);
}

function report(line: string): void {
  console.log(`· ${line}`);
}

/** Requests that hang must not keep the database from an orderly shutdown. */
async function withinSeconds(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout;
  const late = new Promise<void>((done) => (timer = setTimeout(done, seconds * 1000)));
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function accounts({ password, accounts }: { password: string; accounts: { username: string; role: string }[] }): string {
  const width = Math.max(...accounts.map(({ username }) => username.length));
  const rows = accounts.map(({ username, role }) => `    ${username.padEnd(width)}  ${role}`);
  return [`  Demo accounts, all with the password  ${password}`, '', ...rows, ''].join('\n');
}
