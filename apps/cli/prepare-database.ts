import pg from 'pg';
import { createDataSource } from '../api/data-source.js';
import { Clock, Db, systemActor } from '../../libs/kernel/index.js';
import { appUrlFor } from './app-login.js';
import { fillDemo, openDemo, type Demo } from './demo/fill-demo.js';
import { migrate } from './migrate.js';
import { loadReference } from './reference/load-reference.js';

type Report = (line: string) => void;

/**
 * Makes a database ready to serve: schema, reference data, and the demo province where it is asked for or already there.
 * @returns the demo's accounts, with the password where this process knows it
 */
export async function prepareDatabase(
  ownerUrl: string,
  report: Report,
  options: { dataDir: string; fillDemo: boolean },
): Promise<{ demo?: Demo }> {
  await migrate(ownerUrl, report);
  const isDemo = options.fillDemo || (await hasDemo(ownerUrl));
  const dataSource = await createDataSource(appUrlFor(ownerUrl), 4).initialize();
  try {
    const clock = new Clock();
    // A demo has to run in a year whose holidays nobody has published yet.
    const through = isDemo ? Number(clock.today().slice(0, 4)) + 1 : undefined;
    await new Db(dataSource, clock).as(systemActor('reference.load'), (em) => loadReference(em, through));
    if (!isDemo) return {};
    if (options.fillDemo) await fillDemo(dataSource, options.dataDir, report);
    return { demo: await openDemo(dataSource, options.dataDir) };
  } finally {
    await dataSource.destroy();
  }
}

async function hasDemo(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // the owner may be subject to the policies too; its own policy lets it read settings
    const { rowCount } = await client.query(`SELECT FROM setting WHERE key = 'demo'`);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
