import { memo } from 'react';
import { COLUMN, ROW } from './cells';
import { marker } from './selection';

interface Props {
  index: number;
  /** Columns that are drawn: from … to, of the ones there are. */
  from: number;
  to: number;
  unit: string;
  place: string;
  cells: string;
  total: number;
  red: number;
  marks: string;
  /** The column in which the keyboard is, in this row. */
  at: number | undefined;
  /** Letters that are not asked for are shown paler. */
  only: string;
  words: Record<string, string>;
}

/** One unit. Drawn anew only when something of it changes: scrolling down draws the rows that come into sight and no others. */
export const MatrixRow = memo(function MatrixRow({ index, from, to, unit, place, cells, total, red, marks, at, only, words }: Props) {
  const marked = marker(marks);
  const shown = [];
  for (let column = from; column <= to; column++) {
    const letter = cells[column]!;
    const names = ['mx-cell', `mx-${letter === '.' ? 'empty' : letter === '-' ? 'none' : letter}`];
    if (only && !only.includes(letter)) names.push('pale');
    if (marked(column)) names.push('chosen');
    if (at === column) names.push('at');
    shown.push(
      <div key={column} id={`mx-${index}-${column}`} role="gridcell" aria-colindex={column + 4} aria-selected={marked(column)} className={names.join(' ')}>{words[letter]}</div>,
    );
  }
  return (
    <div role="row" aria-rowindex={index + 4} className="mx-row" style={{ top: index * ROW }}>
      <div role="presentation" className="mx-fixed">
        <div role="rowheader" aria-colindex={1} id={`mx-${index}--1`} className={at === -1 ? 'mx-name at' : 'mx-name'} title={`${unit} · ${place}`} data-name>{unit}</div>
        <div role="gridcell" aria-colindex={2} className="mx-sum num">{total}</div>
        <div role="gridcell" aria-colindex={3} className={red > 0 ? 'mx-sum num mx-reds' : 'mx-sum num'}>{red}</div>
      </div>
      <div role="presentation" style={{ flex: `0 0 ${from * COLUMN}px` }} />
      {shown}
    </div>
  );
});
