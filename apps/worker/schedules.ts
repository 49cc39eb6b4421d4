import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sealAudit } from '../../libs/audit/index.js';
import { keepHead } from './audit-heads.js';
import { failInterrupted } from '../../libs/ledgers/index.js';
import { Clock, Db, systemActor } from '../../libs/kernel/index.js';
import { startOutgoing } from './outgoing.js';

interface Schedule {
  name: string;
  everySeconds: number;
  run(db: Db): Promise<unknown>;
}

// What cannot wait for the minutes of pg-boss (queues.ts). Each is safe to run in several replicas at once: it takes its own
// lock, or does nothing twice.
const SCHEDULES: readonly Schedule[] = [
  {
    // often: a pile grows by up to four rows with every progress entry, and the totals of lists add it up
    name: 'tallies.fold',
    everySeconds: 10,
    run: (db) => db.write(systemActor('tallies.fold'), { name: 'tallies.fold', text: 'SELECT fold_tallies()' }, []),
  },
  {
    // a report that comes into force puts a row for each of its numbers on the pile
    name: 'indicators.fold',
    everySeconds: 15,
    run: (db) => db.write(systemActor('indicators.fold'), { name: 'indicators.fold', text: 'SELECT fold_indicator_tally()' }, []),
  },
  { name: 'ledgers.interrupted', everySeconds: 30, run: (db) => failInterrupted(db, systemActor('ledgers.interrupted')) },
];

const log = new Logger('Schedules');

/** Starts the work that no request waits for. @returns how to stop it, after what is under way */
export function startSchedules(dataSource: DataSource, dataDir: string): () => Promise<void> {
  const db = new Db(dataSource, new Clock());
  const running = new Set<Promise<unknown>>();
  const seal: Schedule = { name: 'audit.seal', everySeconds: 5, run: async () => keepHead(dataDir, (await sealAudit(db)).head) };
  const timers = [seal, ...SCHEDULES].map(({ name, everySeconds, run }) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      const work = run(db)
        .catch((error: unknown) => log.warn({ err: error, schedule: name }, 'a schedule failed; it is tried again'))
        .finally(() => {
          busy = false;
          running.delete(work);
        });
      running.add(work);
    }, everySeconds * 1000);
  });
  const stopOutgoing = startOutgoing(dataSource, dataDir);
  return async () => {
    timers.forEach(clearInterval);
    await Promise.all([...running, stopOutgoing()]);
  };
}
