import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project-root.js';

/** The installation that a command is about: `DATABASE_URL`. The embedded server belongs to `npm start`. */
export function ownerUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('Set DATABASE_URL to the database of the installation, e.g. postgres://changai:…@localhost/changai.');
  return url;
}

export const packageVersion = (): string =>
  existsSync(join(PROJECT_ROOT, 'package.json'))
    ? (JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { version: string }).version
    : 'unknown';
