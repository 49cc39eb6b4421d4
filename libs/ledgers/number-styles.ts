import { readXml } from './xml.js';
import type { Parts } from './zip.js';

/** How a number is shown, which is the only sign that it is a day. */
export type NumberKind = 'plain' | 'date' | 'percent';

// ECMA-376 18.8.30, and the ones that Chinese Excel keeps for its own days (27–36, 50–58)
const builtIn = (id: number): NumberKind =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) || (id >= 45 && id <= 47) ? 'date' : id === 9 || id === 10 ? 'percent' : 'plain';

/** @returns for each cell style of the workbook how it shows a number */
export async function dateStyles(parts: Parts, path: string | undefined): Promise<NumberKind[]> {
  const styles: NumberKind[] = [];
  if (!path || !parts.has(path)) return styles;
  const custom = new Map<number, NumberKind>();
  let inCells = false;
  await readXml(parts, path, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), kindOf(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      styles.push(custom.get(id) ?? builtIn(id));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** @param code such as `yyyy"年"m"月"d"日"`, `[$-804]yyyy/m/d;@` or `0.0%` */
function kindOf(code: string): NumberKind {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')[0]!;
  if (/[ymdg]/i.test(bare.replace(/general/i, ''))) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}
