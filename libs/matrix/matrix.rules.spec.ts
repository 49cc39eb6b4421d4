import fc from 'fast-check';
import { columnsOf, countCells, FIRST_PLACE, LETTERS, pick, place } from './matrix.rules.js';

const task = (catalogueVersion: number, code: string, name: string) => ({ id: `${catalogueVersion}-${code}`, code, name, catalogueVersion });

it('makes one column of what is the same in several versions, and two of a code that means two things', () => {
  const { columns, columnOf } = columnsOf([task(1, 'A01', '甲'), task(1, 'A02', '乙'), task(1, 'A03', '丙'), task(2, 'A02', '乙'), task(2, 'A01', '新甲')]);
  expect(columns.map(({ task: { code, name }, versions }) => [code, name, versions])).toEqual([['A02', '乙', [1, 2]], ['A01', '新甲', [2]], ['A01', '甲', [1]], ['A03', '丙', [1]]]);
  expect(columns[0]!.ids).toEqual(['1-A02', '2-A02']);
  expect(columnOf).toEqual([2, 0, 3, 0, 1]);
});

it('shows the worse of two assignments in one cell, whichever comes first', () => {
  const cell = (at: number, letter: string) => String.fromCharCode(FIRST_PLACE + at) + letter;
  expect(place(cell(1, 'd') + cell(1, 'r') + cell(0, 'x'), [0, 1, 2], '..-')).toBe('xr-');
  expect(place(cell(1, 'r') + cell(1, 'd'), [0, 1, 2], '...')).toBe('.r.');
  expect(place(null, [0, 1, 2], '.-.')).toBe('.-.');
});

it('counts by row and by column the same cells', () => {
  const rows = fc.array(fc.array(fc.constantFrom(...LETTERS, '.', '-'), { minLength: 7, maxLength: 7 }).map((cells) => cells.join('')), { maxLength: 30 });
  fc.assert(fc.property(rows, (cells) => {
    const { rowTotals, columnTotals } = countCells(cells, 7);
    [...LETTERS].forEach((letter, i) => {
      const n = cells.join('').split(letter).length - 1;
      expect(rowTotals.reduce((sum, total) => sum + total[i]!, 0)).toBe(n);
      expect(columnTotals.reduce((sum, total) => sum + total[i]!, 0)).toBe(n);
    });
  }));
});

it('keeps the columns it is told to', () => expect(pick('rygxd', [0, 2, 4])).toBe('rgd'));
