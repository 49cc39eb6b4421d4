import pg from 'pg';
import { PgBoss, type Queue } from 'pg-boss';
import { APP_LOGIN } from '../cli/app-login.js';

/** Where pg-boss keeps its jobs: beside our tables, never among them. */
export const QUEUE_SCHEMA = 'pgboss';
export const DELIVER = 'deliver';
/** Work by the clock that takes a minute or an hour of delay without harm; one process of all does it. */
export const HOUSEKEEPING = { 'position.end': '* * * * *', 'supervision.rules': '*/10 * * * *', 'period.open': '*/10 * * * *', 'report.remind': '*/10 * * * *', 'idempotency.forget': '7 * * * *', 'attempts.forget': '37 * * * *' } as const;

const HOUR = 3600;
// No retries and short lives: a job only wakes somebody. What is to be done is in our own tables, and found there again.
const LIFE = { retryLimit: 0, expireInSeconds: 120, deleteAfterSeconds: HOUR, retentionSeconds: 24 * HOUR } as const;
const QUEUES: readonly (Queue & { name: string })[] = [
  { name: DELIVER, policy: 'short', notify: true, ...LIFE },
  ...Object.keys(HOUSEKEEPING).map((name) => ({ name, policy: 'short' as const, ...LIFE })),
];

/**
 * Makes or upgrades the schema of the queues as the owner, and lets the application's login work with it: rows and nothing
 * else. The login makes no table there, and no reach sees it.
 */
export async function prepareQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: QUEUE_SCHEMA, max: 1, supervise: false, schedule: false, registerInstance: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    const there = new Set((await boss.getQueues()).map(({ name }) => name));
    for (const { name, ...options } of QUEUES) {
      const { policy: _, ...changeable } = options;
      await (there.has(name) ? boss.updateQueue(name, changeable) : boss.createQueue(name, options));
    }
    // pg-boss writes these as rows of its own tables, so whoever owns them may; nobody else adds any
    for (const [name, cron] of Object.entries(HOUSEKEEPING)) await boss.schedule(name, cron, null, { tz: 'Asia/Shanghai' });
  } finally {
    await boss.stop({ graceful: false });
  }
  await grant(ownerUrl);
}

async function grant(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${APP_LOGIN};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_LOGIN};`);
  } finally {
    await owner.end();
  }
}
