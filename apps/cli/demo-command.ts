import { join } from 'node:path';
import { ownerUrl } from './owner-url.js';
import { prepareDatabase } from './prepare-database.js';
import { PROJECT_ROOT } from './project-root.js';

/** Fills one's own database with the demo province: asked for by name, never done by a start. */
export async function fillOwnDatabase(): Promise<void> {
  const dataDir = process.env['DATA_DIR'] || join(PROJECT_ROOT, '.data');
  const { demo } = await prepareDatabase(ownerUrl(), (line) => console.log(`· ${line}`), { dataDir, fillDemo: true });
  console.log(`${demo!.accounts.length} demo accounts, all with the password ${demo!.password}`);
}
