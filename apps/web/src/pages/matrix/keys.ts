import { inside, type Place, type Size } from './selection';

/** Where a key leads from a place, as in a spreadsheet; undefined for a key that leads nowhere. */
export function placeAfter(key: string, { row, column }: Place, size: Size, { far, page }: { far: boolean; page: number }): Place | undefined {
  const steps: Record<string, Place> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? size.rows - 1 : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? size.columns - 1 : column + 1 },
    PageUp: { row: row - page, column },
    PageDown: { row: row + page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? size.rows - 1 : row, column: size.columns - 1 },
  };
  const next = steps[key];
  return next && inside(next, size);
}
