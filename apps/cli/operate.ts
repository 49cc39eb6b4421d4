import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createDataSource } from '../api/data-source.js';
import { verifyAudit } from '../../libs/audit/index.js';
import { Organisation, Position, ROLES, User } from '../../libs/identity/index.js';
import { hashPassword } from '../../libs/sign-in/index.js';
import { Clock, Db, newId, searchText, systemActor } from '../../libs/kernel/index.js';
import { appUrlFor } from './app-login.js';
import { keptHeads } from '../worker/audit-heads.js';
import { ownerUrl } from './owner-url.js';
import { PROJECT_ROOT } from './project-root.js';

async function withDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const dataSource = await createDataSource(appUrlFor(ownerUrl()), 2).initialize();
  try {
    return await work(new Db(dataSource, new Clock()));
  } finally {
    await dataSource.destroy();
  }
}

/** The first accounts of an installation; the administrators make the others. */
export async function addUser([verb, username, name, role, code]: string[]): Promise<void> {
  if (verb !== 'add' || !username || !name || !role || !code) throw new Error('Usage: user add <username> <name> <role> <organisation code>');
  if (!ROLES[role]) throw new Error(`No such role: ${role}. There are: ${Object.keys(ROLES).join(', ')}.`);
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  await withDb((db) =>
    db.as(systemActor('user.add'), async (em) => {
      const organisation = await em.findOneBy(Organisation, { code });
      if (!organisation) throw new Error(`No organisation has the code ${code}.`);
      const known = await em.findOneBy(User, { username });
      const userId = known?.id ?? newId();
      if (!known) await em.insert(User, { id: userId, username, name, searchText: searchText(name, username), passwordHash, isDemo: false });
      await em.insert(Position, { id: newId(), userId, organisationId: organisation.id, role });
      console.log(known ? `${username} has one position more: ${role}` : `${username} made, password ${password} (shown once)`);
    }),
  );
}

export async function verifyTrail([verb]: string[]): Promise<void> {
  if (verb !== 'verify') throw new Error('Usage: audit verify');
  const dataDir = process.env['DATA_DIR'] || join(PROJECT_ROOT, '.data');
  const verdict = await withDb(async (db) => verifyAudit(db, await keptHeads(dataDir)));
  console.log(JSON.stringify(verdict, null, 2));
  if (verdict.broken.length > 0) throw new Error(`The audit trail is broken in ${verdict.broken.length} place(s).`);
}
