import { Problem } from '../kernel/index.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import type { Sheet } from './sheet.js';
import { unreadable } from './zip.js';

const ZIP = Buffer.from('PK');
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const OLD_NAMES = /\.(xls|et|ett|xlt|xlsb|ods|numbers)$/i;

export const isCsv = (fileName: string): boolean => /\.(csv|txt|tsv)$/i.test(fileName);

/**
 * A ledger's sheets, whatever it was saved as. The content decides; the name says only whether a text file is meant.
 * @throws 422 `ledger_old_format` for the binary formats of Excel 97 and WPS (ADR 7), `ledger_encrypted` for a workbook with a
 *   password, `ledger_unreadable`, `ledger_too_large`
 */
export async function readWorkbook(fileName: string, file: Buffer): Promise<Sheet[]> {
  if (file.subarray(0, 4).equals(OLD_OFFICE)) throw new Problem(422, isEncrypted(file) ? 'ledger_encrypted' : 'ledger_old_format');
  if (file.subarray(0, 2).equals(ZIP)) return readXlsx(file);
  if (isCsv(fileName)) return readCsv(file);
  throw OLD_NAMES.test(fileName) ? new Problem(422, 'ledger_old_format') : unreadable();
}

/** A workbook with a password is kept in the container of the old formats. */
const isEncrypted = (file: Buffer) => file.includes(Buffer.from('EncryptedPackage', 'utf16le'));
