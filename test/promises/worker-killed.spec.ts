import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { systemActor } from '../../libs/kernel/index.js';
import { notify } from '../../libs/notify/index.js';
import { startMailServer, startReceiver } from '../../libs/notify/testing.js';
import { startTestApp, type TestApp } from '../app.js';
import { Client } from '../client.js';
import { buildWorld, type World } from '../world.js';

const FULL = process.env['PROMISES'] === 'full';
/** Notices, each of which is a mail to a person and an event to a program. */
const NOTICES = FULL ? 500 : 60;
const KILL_EVERY_MS = FULL ? 5_000 : 1_500;
const FOR_MS = FULL ? 60_000 : 3_000;

let test: TestApp;
let world: World;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let worker: ChildProcess | undefined;
beforeAll(async () => {
  test = await startTestApp();
  world = await buildWorld(test);
  mail = await startMailServer();
  receiver = await startReceiver(() => [200], 150);
  const admin = await Client.signIn(test, 'sys.admin');
  await admin.post('/webhooks', { kind: 'webhook', name: '集成平台', url: `${receiver.url}/hook`, events: ['assignment_completed'] });
  const reader = await Client.signIn(test, 'unit.near.liaison');
  await reader.patch('/notification-preferences', { mail: 'each' }, 0);
  await test.db.write(systemActor('test'), { name: undefined, text: `UPDATE notification_preference SET email = 'reader@example.org'` }, []);
});
afterAll(async () => {
  await kill();
  await mail.stop();
  await receiver.stop();
  await test.close();
});

/** A worker alone, as beside API replicas. */
function startWorker(): void {
  const environment = {
    ...process.env, DATABASE_URL: test.ownerUrl, DATA_DIR: test.dataDir, SMTP_URL: mail.url, MAIL_FROM: 'notice@example.org',
    OUTBOUND_ALLOW: '127.0.0.0/8', OUTBOUND_TIMEOUT_SECONDS: '1', NODE_OPTIONS: '', LOG_LEVEL: 'warn',
  };
  worker = spawn(process.execPath, ['--import', './test/typescript-hooks.mjs', 'apps/worker/main.ts'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
}
async function started(): Promise<void> {
  startWorker();
  await once(worker!.stdout!, 'data');
}
async function kill(): Promise<void> {
  if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const told = (i: number) => `N${i}.`;
const tell = (i: number) =>
  test.db.as(systemActor('test.notify'), (em) =>
    notify(em, {
      organisationId: world.near.unitId, roles: ['pilot_liaison'], kind: 'assignment_completed', subjectType: 'assignment', subjectId: world.near.assignmentId,
      data: { no: told(i), task: '任务', taskEn: 'Task' }, urgent: true,
    }),
  );
const unsent = async () => {
  const [row] = await test.db.read<{ n: number }>(
    systemActor('test'),
    { name: undefined, text: `SELECT (SELECT count(*) FROM notice_outbox)::int + (SELECT count(*) FROM delivery WHERE state = 'waiting')::int AS n` },
  );
  return row!.n;
};
const waiting = async (and = 'true') => {
  const [row] = await test.db.read<{ n: number }>(systemActor('test'), { name: undefined, text: `SELECT count(*)::int AS n FROM delivery WHERE state = 'waiting' AND ${and}` });
  return row!.n;
};

it(`has each of ${2 * NOTICES} effects once, though the worker is killed ${FULL ? 'every 5 s for a minute' : 'again and again'}; what goes out keeps its id`, async () => {
  await started();
  const began = Date.now();
  let kills = 0;
  let made = 0;
  while (Date.now() - began < FOR_MS || made < NOTICES) {
    const until = Date.now() + KILL_EVERY_MS;
    // evenly, so that something is on its way whenever it dies
    while (Date.now() < until) await (made < Math.min(NOTICES, (NOTICES * (Date.now() - began)) / FOR_MS + 1) ? tell(made++) : sleep(10));
    await kill();
    kills += 1;
    // its coming up is part of the five seconds
    await (FULL ? startWorker() : started());
  }
  await until(async () => (await unsent()) === 0);

  const byId = <T>(all: T[], id: (one: T) => string) => new Map(all.map((one) => [id(one), one]));
  const mails = [...byId(mail.mails, ({ id }) => id).values()];
  const events = [...byId(receiver.posts, ({ headers }) => String(headers['webhook-id'])).values()];
  // once each: of what goes out twice because its sender died, both have the one id
  const numbers = events.map(({ body }) => (JSON.parse(body) as { data: { no: string } }).data.no).sort();
  expect(numbers).toEqual(Array.from({ length: NOTICES }, (_, i) => told(i)).sort());
  expect(Array.from({ length: NOTICES }, (_, i) => told(i)).filter((no) => mails.filter(({ text }) => text.includes(` ${no}`)).length !== 1)).toEqual([]);
  const rows = await test.db.read<{ channel: string; state: string; n: number }>(
    systemActor('test'),
    { name: undefined, text: 'SELECT channel, state, count(*)::int AS n FROM delivery GROUP BY 1, 2 ORDER BY 1, 2' },
  );
  expect(rows.filter(({ state }) => !['sent', 'merged'].includes(state))).toEqual([]);
  expect(rows.find(({ channel, state }) => channel === 'webhook' && state === 'sent')?.n).toBe(NOTICES);
  expect(rows.find(({ channel, state }) => channel === 'mail' && state === 'sent')?.n).toBe(mails.length);
  expect(kills).toBeGreaterThan(1);
  const repeats = mail.mails.length - mails.length + receiver.posts.length - events.length;
  console.log(`${2 * NOTICES} effects, ${kills} kills: ${mails.length} mails and ${events.length} events; sent again under the same id after a kill: ${repeats}`);
}, FULL ? 180_000 : 60_000);

it('is late with mail while its server is away, loses none of it, and lets nothing else wait', async () => {
  const { port } = mail;
  await mail.stop();
  receiver.posts.length = 0;
  await tell(NOTICES);
  await until(() => receiver.posts.length === 1);
  await until(async () => (await waiting('error IS NOT NULL')) === 1);
  mail = await startMailServer(port);
  // five minutes go by
  await test.db.write(systemActor('test'), { name: undefined, text: `UPDATE delivery SET due_at = now() WHERE state = 'waiting'` }, []);
  await until(() => mail.mails.length === 1);
  expect(mail.mails[0]!.text).toContain(told(NOTICES));
}, 40_000);

it('takes its work up again when the database cut it off, and ends in order when it is told to', async () => {
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  const { rowCount } = await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('changai-jobs', 'changai-listen')`);
  expect(rowCount).toBeGreaterThan(1);
  await owner.end();
  await tell(NOTICES + 1);
  await until(() => receiver.posts.length === 2);
  const gone = once(worker!, 'exit');
  worker!.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
}, 40_000);

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (await done()) return;
    await sleep(100);
  }
  throw new Error('It did not come to that.');
}
