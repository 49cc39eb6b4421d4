import { useRef, useState } from 'react';
import { readSheet } from './cells';
import { SheetCell } from './sheet-cell';
import { useSheet, type SheetColumn, type SheetRow, type Step } from './sheet';

interface Props { label: string; headTitle: string; headWidth: number; columns: SheetColumn[]; rows: SheetRow[]; testId: string }
type At = readonly [row: number, column: number];

/**
 * Rows and columns as in a spreadsheet. One cell has the keyboard: arrows, Enter, Tab, Home and End go on, F2 or typing writes, Escape takes
 * back; after Escape, Tab leaves the grid.
 */
export function SheetGrid({ label, headTitle, headWidth, columns, rows, testId }: Props) {
  const { cells, editable } = useSheet();
  const writable = (row: number, column: number) => editable && 'cell' in (rows[row]?.slots[column] ?? {});
  const spots = rows.flatMap((row, r) => row.slots.flatMap((slot, c): At[] => ('cell' in slot ? [[r, c]] : [])));
  const [at, setAt] = useState<At>(spots[0] ?? [0, 0]);
  const wanted = useRef(false);
  const whole = columns.reduce((sum, { width }) => sum + width, headWidth);

  const activate = (to: At) => { wanted.current = true; setAt(to); };
  /** @returns whether there was somewhere to go */
  const move = ([row, column]: At, step: Step): boolean => {
    const here = spots.findIndex(([r, c]) => r === row && c === column);
    const inRow = spots.filter(([r]) => r === row);
    const inColumn = spots.filter(([, c]) => c === column);
    const to: At | undefined = {
      next: spots[here + 1], previous: spots[here - 1],
      left: inRow.filter(([, c]) => c < column).at(-1), right: inRow.find(([, c]) => c > column), first: inRow[0], last: inRow.at(-1),
      up: inColumn.filter(([r]) => r < row).at(-1) ?? spots.filter(([r]) => r < row).at(-1), down: inColumn.find(([r]) => r > row) ?? spots.find(([r]) => r > row),
      top: spots[0], bottom: spots.at(-1),
    }[step];
    if (to) activate(to);
    return to !== undefined;
  };
  /** Fills from a cell on to the right and down; what stands outside is left out. */
  const paste = ([row, column]: At, text: string) => {
    const free = (r: number) => spots.filter(([sr, sc]) => sr === r && sc >= column).map(([, c]) => c);
    readSheet(text).forEach((line, i) => {
      const columnsHere = free(row + i);
      line.forEach((value, j) => {
        const slot = rows[row + i]?.slots[columnsHere[j] ?? -1];
        if (slot && 'cell' in slot) cells.write(slot.cell, value.trim());
      });
    });
  };

  return (
    <table role="grid" aria-label={label} aria-readonly={!editable} className="sheet" data-testid={testId}>
      <colgroup><col style={{ width: `${(100 * headWidth) / whole}%` }} />{columns.map(({ key, width }) => <col key={key} style={{ width: `${(100 * width) / whole}%` }} />)}</colgroup>
      <thead><tr role="row"><th scope="col" role="columnheader">{headTitle}</th>{columns.map(({ key, title, number }) => <th key={key} scope="col" role="columnheader" className={number ? 'right' : undefined}>{title}</th>)}</tr></thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={row.key} role="row">
            <th scope="row" role="rowheader">{row.head}</th>
            {row.slots.map((slot, c) => {
              const column = columns[c]!;
              if (!('cell' in slot)) return <td key={column.key} role="gridcell" className={column.number ? 'num right' : undefined} data-label={column.title}>{slot.show}</td>;
              const here: At = [r, c];
              const active = writable(r, c) && at[0] === r && at[1] === c;
              return (
                <SheetCell key={slot.cell} cell={slot.cell} title={column.title} name={`${row.name} ${column.title}`} number={column.number} prefilled={slot.prefilled} active={active} wanted={wanted}
                  onActivate={() => activate(here)} onMove={(step) => move(here, step)} onPaste={(text) => paste(here, text)} />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
