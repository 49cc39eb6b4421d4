/**
 * Where each region's tile sits: column, row. A schematic by neighbourhood, not a map; a region that is
 * not listed here is put below the others, so a new one is never lost.
 */
export const tileLayout: Record<string, readonly [column: number, row: number]> = {
  '130700': [1, 1],
  '130800': [3, 1],
  '130300': [4, 2],
  '130200': [3, 2],
  '131000': [2, 2],
  '130600': [1, 3],
  'HB-XA': [2, 3],
  '130900': [3, 3],
  '130682': [2, 4],
  '130100': [1, 4],
  '130181': [2, 5],
  '131100': [3, 4],
  '130500': [1, 5],
  '130400': [1, 6],
};
