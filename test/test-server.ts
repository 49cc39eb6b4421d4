import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../apps/cli/embedded-postgres.js';
import { migrate } from '../apps/cli/migrate.js';
import { isAlive } from '../apps/cli/postmaster.js';
import { asAdmin, SERVER_VARIABLE, TEMPLATE_VARIABLE, withDatabase } from './database.js';

const FOLDER = 'chan-gai-test-';

/**
 * One PostgreSQL for a whole Jest run, with a template database that the migrations have built; both are told to the test
 * files through the environment. `TEST_DATABASE_URL` (its owner) names a server to use instead of an embedded one.
 * @returns stops and removes everything
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const own = process.env['TEST_DATABASE_URL'];
  const { url, stop } = own ? { url: own, stop: async () => undefined } : await startThrowAwayServer();
  const template = `template_${process.pid}_${Date.now()}`;
  process.env[SERVER_VARIABLE] = url;
  process.env[TEMPLATE_VARIABLE] = template;
  const tearDown = async () => {
    await asAdmin((admin) => admin.query(`drop database if exists ${template} with (force)`)).finally(stop);
  };
  try {
    await asAdmin((admin) => admin.query(`create database ${template}`));
    await migrate(withDatabase(url, template));
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

async function startThrowAwayServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  await removeForgotten();
  const dataDir = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
  // As root, PostgreSQL runs under another uid and has to pass through.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, throwAway: true, log: () => undefined });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A run that was interrupted could not remove its folder. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${FOLDER}(\\d+)-`).exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
