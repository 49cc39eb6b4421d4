import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApplication } from '../api/application.js';
import { createDataSource } from '../api/data-source.js';
import { describeApi } from '../api/openapi.js';
import { PROJECT_ROOT } from './project-root.js';

const FILE = join(PROJECT_ROOT, 'docs/openapi.json');

/** The committed document is what the routes say; the console's client and other people's are generated from it. */
export async function openapi(args: string[]): Promise<void> {
  // No connection is made: only the routes are looked at.
  const dataSource = createDataSource('postgres://nobody@localhost/none');
  const app = await createApplication({ dataDir: '', demo: false, sessionHours: 1 }, dataSource);
  const text = `${JSON.stringify(describeApi(app), null, 2)}\n`;
  if (!args.includes('--check')) return writeFileSync(FILE, text);
  if (readFileSync(FILE, 'utf8') === text) return console.log('docs/openapi.json is up to date');
  throw new Error('docs/openapi.json is not what the routes say: run `npm run cli -- openapi` and commit it.');
}
