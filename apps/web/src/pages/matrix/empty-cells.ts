import type { Matrix } from '../../api/model';
import { EMPTY } from './cells';
import { chosen, type Place, type Selection } from './selection';

export interface Chosen {
  /** Cells to which a task may be given, by this person. */
  empty: Place[];
  given: Place[];
  /** Of those given, what may be under way and is this person's to urge. */
  burning: Place[];
}

/** @param led the code of the department that may give only what it leads; undefined for whoever may give anything */
export function sortOut({ cells, tasks }: Matrix, selection: Selection, led: string | undefined): Chosen {
  const sorted: Chosen = { empty: [], given: [], burning: [] };
  for (const place of chosen(selection)) {
    const letter = cells[place.row]?.[place.column];
    if (!letter || letter === '-') continue;
    const own = led === undefined || tasks[place.column]!.lead === led;
    if (letter === EMPTY) {
      if (own) sorted.empty.push(place);
      continue;
    }
    sorted.given.push(place);
    if (own && 'ryg'.includes(letter)) sorted.burning.push(place);
  }
  return sorted;
}

export interface Gift { pilotCaseIds: string[]; taskCodes: string[] }

/** The fewest products of cases and tasks that are exactly these cells: either a product a task, or one for all rows that lack the same. */
export function products({ caseIds, tasks }: Matrix, places: Place[]): Gift[] {
  const byRow = new Map<number, number[]>();
  const byColumn = new Map<number, number[]>();
  for (const { row, column } of places) {
    byRow.set(row, [...(byRow.get(row) ?? []), column]);
    byColumn.set(column, [...(byColumn.get(column) ?? []), row]);
  }
  const alike = new Map<string, { rows: number[]; columns: number[] }>();
  for (const [row, columns] of byRow) {
    const sorted = [...columns].sort((a, b) => a - b);
    const key = sorted.join(' ');
    alike.set(key, { columns: sorted, rows: [...(alike.get(key)?.rows ?? []), row] });
  }
  const parts = alike.size <= byColumn.size ? [...alike.values()] : [...byColumn].map(([column, rows]) => ({ rows, columns: [column] }));
  return parts.map(({ rows, columns }) => ({ pilotCaseIds: rows.map((row) => caseIds[row]!), taskCodes: columns.map((column) => tasks[column]!.code) }));
}
