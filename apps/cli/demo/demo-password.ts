import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `DEMO_PASSWORD`, or one that is generated once and kept beside the demo's data. */
export function demoPassword(dataDir: string): string {
  const given = process.env['DEMO_PASSWORD'];
  if (given) return given;
  const kept = join(dataDir, 'demo-password');
  if (existsSync(kept)) return readFileSync(kept, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const password = randomBytes(9).toString('base64url');
  writeFileSync(kept, `${password}\n`, { mode: 0o600 });
  return password;
}
