import { posix } from 'node:path';
import { dateStyles, type NumberKind } from './number-styles.js';
import { MAX_CELLS, type Sheet } from './sheet.js';
import { SheetReader } from './sheet-reader.js';
import { readXml } from './xml.js';
import { Parts, tooLarge, unreadable } from './zip.js';

const MAX_TEXT = 16 * 1024 * 1024;

/** What the sheets of a workbook share. */
export interface Shared {
  strings: string[];
  styles: NumberKind[];
  date1904: boolean;
  /** Counts down over all sheets. */
  cellsLeft: number;
}

/**
 * The one place that opens a workbook of Excel or WPS. It is read part by part as it is inflated, so that memory holds the
 * texts and never the workbook. Hidden sheets are the lists behind drop-downs, and left out; hidden rows and columns are read.
 * @throws 422 for what is no workbook, and for one made to fill the memory
 */
export async function readXlsx(file: Buffer): Promise<Sheet[]> {
  const parts = await Parts.open(file);
  const root = await relations(parts, '_rels/.rels');
  const path = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!parts.has(path)) throw unreadable();
  const book = await readBook(parts, path);
  const related = await relations(parts, posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`), posix.dirname(path));
  const partOf = (type: string) => [...related.values()].find((relation) => relation.type.endsWith(type))?.target;
  const shared: Shared = {
    strings: await readStrings(parts, partOf('/sharedStrings')),
    styles: await dateStyles(parts, partOf('/styles')),
    date1904: book.date1904,
    cellsLeft: MAX_CELLS,
  };
  const sheets: Sheet[] = [];
  for (const { name, id } of book.sheets) {
    const target = related.get(id)?.target;
    if (!target || !parts.has(target) || !related.get(id)!.type.endsWith('/worksheet')) continue;
    const reader = new SheetReader(shared);
    await readXml(parts, target, reader);
    sheets.push({ name, rows: reader.finish() });
  }
  if (sheets.length === 0) throw unreadable();
  return sheets;
}

type Relations = Map<string, { type: string; target: string }>;

async function relations(parts: Parts, path: string, folder = ''): Promise<Relations> {
  const found: Relations = new Map();
  if (!parts.has(path)) return found;
  await readXml(parts, path, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return;
      found.set(Id, { type: Type ?? '', target: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target) });
    },
  });
  return found;
}

async function readBook(parts: Parts, path: string): Promise<{ date1904: boolean; sheets: { name: string; id: string }[] }> {
  const book = { date1904: false, sheets: [] as { name: string; id: string }[] };
  await readXml(parts, path, {
    open(name, attributes) {
      if (name === 'workbookPr') book.date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (id) book.sheets.push({ name: attributes['name'] ?? '', id });
    },
  });
  return book;
}

/** Rich text is its runs joined; how a word is pronounced (`rPh`) is not part of it. */
async function readStrings(parts: Parts, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!path || !parts.has(path)) return strings;
  let [current, size, inText, spoken] = ['', 0, false, false];
  await readXml(parts, path, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') spoken = true;
      if (name === 't') inText = !spoken;
    },
    text(text) {
      if (!inText) return;
      current += text;
      size += text.length;
      if (size > MAX_TEXT) throw tooLarge();
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') spoken = false;
      if (name === 'si') strings.push(current);
      if (strings.length > MAX_CELLS) throw tooLarge();
    },
  });
  return strings;
}
