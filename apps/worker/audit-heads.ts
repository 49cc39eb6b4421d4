import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainHead } from '../../libs/audit/index.js';

const fileIn = (dataDir: string) => join(dataDir, 'audit-heads.jsonl');
let last: string | undefined;

/**
 * Notes the end of the audit chain outside of the database: a chain alone cannot tell that its own end was cut off.
 * Keep a copy of the file where the database's administrators do not reach.
 */
export async function keepHead(dataDir: string, head: ChainHead | null): Promise<void> {
  const line = head && JSON.stringify(head);
  if (!line || line === last) return;
  await mkdir(dataDir, { recursive: true });
  await appendFile(fileIn(dataDir), `${line}\n`);
  last = line;
}

/** @returns the heads noted so far; none where there is no such file */
export async function keptHeads(dataDir: string): Promise<ChainHead[]> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as ChainHead);
}
