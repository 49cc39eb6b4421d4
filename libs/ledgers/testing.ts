import ExcelJS from '@protobi/exceljs';
import type { Client } from '../../test/client.js';
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** The size it declares, where that is a lie. */
  says?: number;
}

/** A zip by hand, so that it can lie about sizes and have any name. */
export function zipOf(...entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, says } of entries) {
    const bytes = Buffer.from(content as string);
    const [packed, path] = [deflateRawSync(bytes), Buffer.from(name)];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(says ?? bytes.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed]);
    locals.push(local);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, path]));
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The smallest workbook that is one, around a sheet's XML: for what no library would write. */
export function rawWorkbook(sheet: string, more: ZipEntry[] = [], declaration = ''): Buffer {
  const relations = (...targets: [id: string, type: string, target: string][]) =>
    `<Relationships xmlns="${RELATIONS}">${targets.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  return zipOf(
    { name: '_rels/.rels', content: relations(['r1', 'officeDocument', 'xl/workbook.xml']) },
    { name: 'xl/workbook.xml', content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: relations(['r1', 'worksheet', 'worksheets/sheet1.xml'], ['r2', 'sharedStrings', 'sharedStrings.xml'], ['r3', 'styles', 'styles.xml']) },
    { name: 'xl/worksheets/sheet1.xml', content: `${declaration}<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>` },
    ...more,
  );
}

/** A row of raw XML with inline texts. */
export const rawRow = (number: number, texts: string[]): string =>
  `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

/** A workbook as a person would have made it. */
export async function workbookOf(make: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  make(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Brings a ledger and waits until it has been read. @returns the import */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads any shape
export async function bring(client: Client, path: string, file: Buffer, name = '台账.xlsx'): Promise<any> {
  const started = await client.upload(name, file, `/${path}/imports`);
  if (started.status !== 202) throw new Error(`${started.status} ${JSON.stringify(started.body)}`);
  for (let i = 0; i < 500; i += 1) {
    const { body } = await client.get(`/${path}/imports/${started.body.id}`);
    if (body.status !== 'reading') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('still reading');
}

/** Brings a ledger in without a mistake. @returns the committed import */
export async function takeIn(client: Client, path: string, file: Buffer, name?: string): Promise<ReturnType<typeof bring>> {
  const seen = await bring(client, path, file, name);
  const taken = await client.post(`/${path}/imports/${seen.id}/commit`, { mode: 'all' }, { 'if-match': `"${seen.version}"` });
  if (taken.status !== 200) throw new Error(JSON.stringify([taken.body, (await client.get(`/${path}/imports/${seen.id}/rows`)).body]));
  return taken.body;
}

/** A workbook as its texts, to look at. */
export async function textsOf(file: Buffer): Promise<Record<string, string[][]>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  return Object.fromEntries(book.worksheets.map((sheet) => {
    const rows: string[][] = [];
    sheet.eachRow((row) => void rows.push(Array.from({ length: sheet.columnCount }, (_, i) => row.getCell(i + 1).text)));
    return [sheet.name, rows];
  }));
}
