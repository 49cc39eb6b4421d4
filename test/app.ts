import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApplication } from '../apps/api/application.js';
import { createDataSource } from '../apps/api/data-source.js';
import { appUrlFor } from '../apps/cli/app-login.js';
import { loadReference } from '../apps/cli/reference/load-reference.js';
import { Clock, Db, systemActor } from '../libs/kernel/index.js';
import { createTestDatabase } from './database.js';

/** A day that is a working day, in a year whose calendar is published. */
export const TODAY = '2026-06-10';

/** The clock stands at 10:00 in the province on {@link TODAY} unless a test moves it. */
export class TestClock extends Clock {
  private moment = new Date(`${TODAY}T02:00:00Z`);

  override now(): Date {
    return this.moment;
  }

  moveTo(day: string): void {
    this.moment = new Date(`${day}T02:00:00Z`);
  }
}

export interface TestApp {
  app: NestFastifyApplication;
  db: Db;
  clock: TestClock;
  dataSource: DataSource;
  ownerUrl: string;
  dataDir: string;
  close(): Promise<void>;
}

/** One more process on the same database, as a second replica would be. */
export async function startReplica({ ownerUrl, dataDir, clock }: TestApp): Promise<Pick<TestApp, 'app' | 'close'>> {
  const dataSource = await createDataSource(appUrlFor(ownerUrl), 2).initialize();
  const app = await createApplication({ dataDir, demo: true, sessionHours: 12 }, dataSource);
  Object.assign(app.get(Clock), { now: () => clock.now() });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    async close() {
      await app.close();
      await dataSource.destroy();
    },
  };
}

/** The whole application on a database of its own, with the reference data and nothing else. Talk to it by `inject`. */
export async function startTestApp(options: { poolSize?: number } = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'changai-test-'));
  const dataSource = await createDataSource(appUrlFor(database.ownerUrl), options.poolSize ?? 4).initialize();
  const app = await createApplication({ dataDir, demo: true, sessionHours: 12 }, dataSource);
  const clock = new TestClock();
  // One clock for everybody: the provider itself is told another time.
  Object.assign(app.get(Clock), { now: () => clock.now() });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const db = app.get(Db);
  await db.as(systemActor('test.reference'), (em) => loadReference(em));
  return {
    app,
    db,
    clock,
    dataSource,
    ownerUrl: database.ownerUrl,
    dataDir,
    async close() {
      await app.close();
      await dataSource.destroy();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
