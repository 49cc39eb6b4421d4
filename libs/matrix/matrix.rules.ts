/** Letters of the cells, worst first: where a case has a task twice (from the catalogue and from a decision), the worse one shows. */
export const LETTERS = 'rygxd';
export const NOT_GIVEN = '.';
export const NOT_TO_BE_GIVEN = '-';
/** A cell comes from the database as two characters: the task's place among all tasks, from this code point up, and its letter. */
export const FIRST_PLACE = 0x100;

export interface CatalogueTask {
  id: string;
  code: string;
  name: string;
  catalogueVersion: number;
}

export interface Column<T extends CatalogueTask> {
  task: T;
  versions: number[];
  ids: string[];
}

/**
 * The columns of tasks that come in the order of versions: what has the same code and name in several versions is one column,
 * with the facts of the newest. A code that means something else in another version is a column of its own.
 * @returns the columns in the order of the newest version that has each, and for each task its column
 */
export function columnsOf<T extends CatalogueTask>(tasks: readonly T[]): { columns: Column<T>[]; columnOf: number[] } {
  const byKey = new Map<string, { task: T; versions: number[]; ids: string[]; at: number }>();
  tasks.forEach((task, at) => {
    const key = `${task.code} ${task.name}`;
    const column = byKey.get(key);
    if (!column) byKey.set(key, { task, versions: [task.catalogueVersion], ids: [task.id], at });
    else Object.assign(column, { task, at, versions: [...column.versions, task.catalogueVersion], ids: [...column.ids, task.id] });
  });
  const sorted = [...byKey.entries()].sort(([, a], [, b]) => b.task.catalogueVersion - a.task.catalogueVersion || a.at - b.at);
  const indexOf = new Map(sorted.map(([key], i) => [key, i]));
  return {
    columns: sorted.map(([, { task, versions, ids }]) => ({ task, versions, ids })),
    columnOf: tasks.map((task) => indexOf.get(`${task.code} ${task.name}`)!),
  };
}

/**
 * @param pairs place and letter, as many as the row has assignments
 * @param empty a letter per column, for what is not in `pairs`
 */
export function place(pairs: string | null, columnOf: readonly number[], empty: string): string {
  if (!pairs) return empty;
  const cells = [...empty];
  for (let i = 0; i < pairs.length; i += 2) {
    const column = columnOf[pairs.charCodeAt(i) - FIRST_PLACE]!;
    const letter = pairs[i + 1]!;
    const there = LETTERS.indexOf(cells[column]!);
    if (there < 0 || LETTERS.indexOf(letter) < there) cells[column] = letter;
  }
  return cells.join('');
}

/** @returns per row and per column how many of each of {@link LETTERS} there are */
export function countCells(rows: readonly string[], columns: number): { rowTotals: number[][]; columnTotals: number[][] } {
  const none = () => [0, 0, 0, 0, 0];
  const columnTotals = Array.from({ length: columns }, none);
  const rowTotals = rows.map((cells) => {
    const total = none();
    for (let i = 0; i < columns; i++) {
      const letter = LETTERS.indexOf(cells[i]!);
      if (letter < 0) continue;
      total[letter]!++;
      columnTotals[i]![letter]!++;
    }
    return total;
  });
  return { rowTotals, columnTotals };
}

/** The same text with the letters at `kept` only. */
export const pick = (cells: string, kept: readonly number[]): string => {
  let picked = '';
  for (const i of kept) picked += cells[i];
  return picked;
};
