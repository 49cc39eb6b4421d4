import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the bytes are: the local disk now, S3 another day. Content-addressed, so a repeated `put` changes nothing. */
export interface FileStore {
  /** Resolves when the bytes are safe against a power failure. */
  put(sha256: string, bytes: Buffer): Promise<void>;
  /** @returns undefined when there is no such content */
  open(sha256: string): Promise<Readable | undefined>;
}
export const FILE_STORE = Symbol('file store');

/** `<folder>/ab/<sha256>`. A file has its name only once it is whole. */
export class LocalFiles implements FileStore {
  constructor(private readonly folder: string) {}

  async put(sha256: string, bytes: Buffer): Promise<void> {
    const path = this.path(sha256);
    const kept = await stat(path).catch(() => undefined);
    if (kept?.size === bytes.length) return;
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${randomUUID()}`;
    try {
      await written(await open(unfinished, 'wx', 0o640), (file) => file.writeFile(bytes));
      await rename(unfinished, path);
      // The name itself is an entry of the folder, which has its own place on the disk.
      await written(await open(dirname(path), 'r'), async () => undefined);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async open(sha256: string): Promise<Readable | undefined> {
    const file = await open(this.path(sha256), 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return file?.createReadStream();
  }

  private path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function written(file: FileHandle, write: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
