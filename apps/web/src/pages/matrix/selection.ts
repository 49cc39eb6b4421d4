/** Places are row and column; column -1 is the unit itself. */
export interface Place { row: number; column: number }
interface Block { from: Place; to: Place }
/** Blocks of cells; the last one grows with shift and with the mouse. `at` is where the keyboard is. */
export interface Selection { blocks: Block[]; at: Place }
export interface Size { rows: number; columns: number }

export const nothing: Selection = { blocks: [], at: { row: 0, column: 0 } };

const within = (n: number, least: number, most: number) => Math.max(least, Math.min(most, n));
export const inside = ({ row, column }: Place, { rows, columns }: Size): Place => ({ row: within(row, 0, rows - 1), column: within(column, -1, columns - 1) });

/** A new choice at `place`, or one more beside those there are. The unit's own column chooses its whole row. */
export const begin = (was: Selection, place: Place, size: Size, more: boolean): Selection => ({ blocks: [...(more ? was.blocks : []), whole(place, place, size)], at: place });

/** The last block grows from where it began. */
export function stretch(was: Selection, place: Place, size: Size): Selection {
  const last = was.blocks.at(-1);
  const from = last ? last.from : was.at;
  return { blocks: [...was.blocks.slice(0, -1), whole(from, place, size)], at: place };
}

export const column = (was: Selection, index: number, size: Size, more: boolean): Selection => ({
  blocks: [...(more ? was.blocks : []), { from: { row: 0, column: index }, to: { row: size.rows - 1, column: index } }],
  at: { row: was.at.row, column: index },
});

export const everything = (was: Selection, { rows, columns }: Size): Selection => ({ blocks: [{ from: { row: 0, column: 0 }, to: { row: rows - 1, column: columns - 1 } }], at: was.at });

function whole(from: Place, to: Place, { columns }: Size): Block {
  if (from.column >= 0 && to.column >= 0) return { from, to };
  return { from: { row: from.row, column: -1 }, to: { row: to.row, column: columns - 1 } };
}

/** The stretches of a row that are chosen, as `first-last` apart by commas: a text, so that rows that did not change are told apart at once. */
export function marksOf({ blocks }: Selection, row: number): string {
  const marks: string[] = [];
  for (const { from, to } of blocks) {
    if (row < Math.min(from.row, to.row) || row > Math.max(from.row, to.row)) continue;
    marks.push(`${Math.max(0, Math.min(from.column, to.column))}-${Math.max(from.column, to.column)}`);
  }
  return marks.join(',');
}

export function marker(marks: string): (column: number) => boolean {
  if (!marks) return () => false;
  const stretches = marks.split(',').map((mark) => mark.split('-').map(Number) as [number, number]);
  return (column) => stretches.some(([first, last]) => first <= column && column <= last);
}

/** Every chosen cell once, row by row. */
export function* chosen(selection: Selection): Generator<Place> {
  const rows = new Set<number>();
  for (const { from, to } of selection.blocks) for (let row = Math.min(from.row, to.row); row <= Math.max(from.row, to.row); row++) rows.add(row);
  for (const row of rows) {
    const columns = new Set<number>();
    for (const mark of marksOf(selection, row).split(',')) {
      const [first, last] = mark.split('-').map(Number) as [number, number];
      for (let at = first; at <= last; at++) columns.add(at);
    }
    for (const at of columns) yield { row, column: at };
  }
}
