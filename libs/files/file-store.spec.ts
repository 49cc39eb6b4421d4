import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LocalFiles } from './file-store.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'files-spec-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the files on the disk', () => {
  it('are found by their content, and kept once', async () => {
    const files = new LocalFiles(folder);
    const bytes = Buffer.from('证据');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await Promise.all([files.put(sha256, bytes), files.put(sha256, bytes)]);
    await files.put(sha256, bytes);
    expect(await text((await files.open(sha256))!)).toBe('证据');
    expect(await readdir(join(folder, sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it('are told as missing, not as broken', async () => {
    expect(await new LocalFiles(folder).open('0'.repeat(64))).toBeUndefined();
  });
});
