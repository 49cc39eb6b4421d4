import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '../../api/model';
import { useName } from '../../api/reference';
import { COLUMN } from './cells';

interface Props {
  matrix: Matrix;
  from: number;
  to: number;
}

const total = (counts: number[] | undefined) => (counts ?? []).reduce((n, one) => n + one, 0);

/** Directions, codes of the tasks, and what each column comes to. */
export const MatrixHead = memo(function MatrixHead({ matrix: { tasks, columnTotals, totals }, from, to }: Props) {
  const { t, i18n } = useTranslation();
  const name = useName();
  const english = i18n.language === 'en';
  const columns = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const bands: { direction: string; word: string; from: number; n: number }[] = [];
  for (const column of columns) {
    const { direction, directionName, directionNameEn } = tasks[column]!;
    const last = bands.at(-1);
    if (last?.direction === direction) last.n++;
    else bands.push({ direction, word: english ? directionNameEn : directionName, from: column, n: 1 });
  }
  const before = <div role="presentation" style={{ flex: `0 0 ${from * COLUMN}px` }} />;
  const all = Object.values(totals).reduce((n, one) => n + one, 0);
  return (
    <div role="rowgroup" className="mx-head">
      <div role="row" aria-rowindex={1} className="mx-line">
        <div role="presentation" className="mx-fixed"><div role="columnheader" className="mx-corner" aria-colspan={3}>{t('matrix.directions')}</div></div>
        {before}
        {bands.map((band) => <div key={band.from} role="columnheader" aria-colindex={band.from + 4} aria-colspan={band.n} className="mx-band" style={{ width: band.n * COLUMN }} title={band.word} data-name>{band.word}</div>)}
      </div>
      <div role="row" aria-rowindex={2} className="mx-line">
        <div role="presentation" className="mx-fixed">
          <div role="columnheader" aria-colindex={1} className="mx-name">{t('field.unit')}</div>
          <div role="columnheader" aria-colindex={2} className="mx-sum">{t('matrix.all')}</div>
          <div role="columnheader" aria-colindex={3} className="mx-sum">{t('light.red')}</div>
        </div>
        {before}
        {columns.map((column) => <div key={column} role="columnheader" aria-colindex={column + 4} className="mx-code" title={`${tasks[column]!.code} ${name(tasks[column])}`}>{tasks[column]!.code}</div>)}
      </div>
      <div role="row" aria-rowindex={3} className="mx-line">
        <div role="presentation" className="mx-fixed">
          <div role="rowheader" aria-colindex={1} className="mx-name">{t('matrix.totals')}</div>
          <div role="gridcell" aria-colindex={2} className="mx-sum num">{all}</div>
          <div role="gridcell" aria-colindex={3} className="mx-sum num mx-reds">{totals.red}</div>
        </div>
        {before}
        {columns.map((column) => (
          <div key={column} role="gridcell" aria-colindex={column + 4} className="mx-count num">
            <span>{total(columnTotals[column])}</span>{columnTotals[column]![0]! > 0 && <span className="mx-reds">{columnTotals[column]![0]}</span>}
          </div>
        ))}
      </div>
    </div>
  );
});
