import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { Problem } from '../kernel/index.js';

// A ledger of 5,200 rows inflates to 4 MB; the limits leave ample room and stop a bomb before it is opened.
const MAX_INFLATED = 40 * 1024 * 1024;
const MAX_ENTRIES = 500;
const SUSPICIOUS = 4 * 1024 * 1024;
const MAX_RATIO = 400;

export const unreadable = () => new Problem(422, 'ledger_unreadable');
export const tooLarge = () => new Problem(422, 'ledger_too_large');

/** The parts of a workbook's archive by path, none of them inflated yet. */
export class Parts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /**
   * Looks at what the archive declares. Names that lead out of it are refused by the reader itself.
   * @throws 422 for what is no archive, and for one that is too large once unpacked
   */
  static open(file: Buffer): Promise<Parts> {
    return new Promise((resolve, reject) => {
      fromBuffer(file, { lazyEntries: true, validateEntrySizes: true, autoClose: false, strictFileNames: true }, (error, zip) => {
        if (error) return reject(unreadable());
        const entries = new Map<string, Entry>();
        let total = 0;
        zip.on('entry', (entry: Entry) => {
          total += entry.uncompressedSize;
          const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
          const bomb = entry.uncompressedSize > SUSPICIOUS && ratio > MAX_RATIO;
          if (bomb || total > MAX_INFLATED || entries.size >= MAX_ENTRIES) return reject(tooLarge());
          entries.set(entry.fileName.replace(/^\//, ''), entry);
          zip.readEntry();
        });
        zip.on('error', () => reject(unreadable()));
        zip.on('end', () => resolve(new Parts(zip, entries)));
        zip.readEntry();
      });
    });
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** Inflates one part, no more of it than it declared. */
  async stream(path: string): Promise<Readable> {
    const entry = this.entries.get(path);
    if (!entry || entry.isEncrypted()) throw unreadable();
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(unreadable()) : resolve(stream)));
    });
  }
}
