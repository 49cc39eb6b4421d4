import { Logger } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import type { DataSource } from 'typeorm';
import { endPositions } from '../../libs/accounts/index.js';
import { Announcements, Clock, Db, Sealer } from '../../libs/kernel/index.js';
import { Courier, courierSettings } from '../../libs/notify/index.js';
import { openDuePeriods, remindOfReports } from '../../libs/periods/index.js';
import { raiseByRule } from '../../libs/supervision/index.js';
import { forgetAttempts, forgetKeys } from './forget.js';
import { DELIVER, HOUSEKEEPING, QUEUE_SCHEMA } from './queues.js';

/** How often somebody looks for what no announcement told of: what became due, what a lost job or a dead worker left. */
const SWEEP_MS = 2_000;
const BATCH = 20;

const HOUSEWORK: Record<keyof typeof HOUSEKEEPING, (db: Db) => Promise<unknown>> = {
  'position.end': endPositions,
  'supervision.rules': (db) => raiseByRule(db),
  'period.open': (db) => openDuePeriods(db),
  'report.remind': (db) => remindOfReports(db),
  'idempotency.forget': forgetKeys,
  'attempts.forget': forgetAttempts,
};

const log = new Logger('Outgoing');

/**
 * Sends what leaves the house, and keeps house, by jobs of pg-boss: they wake, pace and share out. What is to be done is in our own
 * tables: a job that is lost is found again by the sweep, and one too many finds nothing to do.
 * @returns how to stop it, after what is under way
 */
export function startOutgoing(dataSource: DataSource, dataDir: string): () => Promise<void> {
  const clock = new Clock();
  const db = new Db(dataSource, clock);
  const { url } = dataSource.options as { url?: string };
  // Its own two connections, of the same login: whoever works the queues has rows there and nothing of the province's.
  const boss = new PgBoss({
    connectionString: url!, schema: QUEUE_SCHEMA, max: 2, application_name: 'changai-jobs', migrate: false, reindex: false, monitorVacuum: false, useListenNotify: true,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the queues broke off; they are taken up again'));
  const announcements = new Announcements(dataSource);
  let sweep: NodeJS.Timeout | undefined;
  let leave = (): void => undefined;
  let courier: Courier | undefined;
  let under: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const running = (async () => {
    courier = new Courier(db, clock, new Sealer({ dataDir }), await courierSettings(db));
    const sender = courier;
    await boss.start({ attempts: 100 });
    for (const [name, run] of Object.entries(HOUSEWORK)) await boss.work(name, { pollingIntervalSeconds: 10 }, () => run(db));
    await boss.work<{ id: string }>(DELIVER, { batchSize: BATCH, localConcurrency: 2, burstWhenBatchFull: true, pollingIntervalSeconds: 2 }, async (jobs) => {
      const done = await Promise.allSettled(jobs.map(({ data }) => sender.deliver(data.id)));
      for (const one of done) if (one.status === 'rejected') log.warn({ err: one.reason as unknown }, 'a delivery was left for the sweep');
    });
    const look = oneAtATime(async () => {
      const ids = await sender.due();
      if (ids.length > 0) await boss.insert(DELIVER, ids.map((id) => ({ data: { id }, singletonKey: id })));
    }, (work) => (under = work));
    if (stopped) return;
    leave = announcements.listen(['deliveries'], look);
    sweep = setInterval(look, SWEEP_MS);
    look();
  })().catch((error: unknown) => log.error({ err: error }, 'nothing is sent: the queues could not be started'));

  return async () => {
    stopped = true;
    clearInterval(sweep);
    leave();
    announcements.onModuleDestroy();
    // whoever waits for a database that is away is told to stop by this
    await boss.stop({ graceful: true, timeout: 8_000 }).catch(() => undefined);
    await running;
    await under;
    courier?.close();
  };
}

/** Told again while it runs, it runs once more after. */
function oneAtATime(work: () => Promise<void>, began: (work: Promise<unknown>) => void): () => void {
  let busy = false;
  let again = false;
  const run = (): void => {
    again = busy;
    if (busy) return;
    busy = true;
    began(
      work()
        .catch((error: unknown) => log.warn({ err: error }, 'looking for deliveries failed; it is tried again'))
        .finally(() => {
          busy = false;
          if (again) run();
        }),
    );
  };
  return run;
}

