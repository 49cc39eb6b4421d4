import { appUrlFor } from '../cli/app-login.js';
import { createDataSource } from '../api/data-source.js';
import { startSchedules } from './schedules.js';

/** The worker alone, beside any number of API replicas that run with SCHEDULES=off. */
const ownerUrl = process.env['DATABASE_URL'];
if (!ownerUrl) {
  console.error('The worker needs DATABASE_URL: the connection that the API has.');
  process.exit(1);
}
const dataSource = await createDataSource(appUrlFor(ownerUrl), 5).initialize();
const stop = startSchedules(dataSource, process.env['DATA_DIR'] || '.data');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop()
      .then(() => dataSource.destroy())
      .then(() => process.exit(0));
  });
}
console.log('worker started');
