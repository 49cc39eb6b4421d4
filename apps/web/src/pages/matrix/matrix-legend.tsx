import { useTranslation } from 'react-i18next';
import type { Matrix } from '../../api/model';
import { useFormat } from '../../components/use-format';
import { LIGHT_OF } from './cells';

/** What each letter and each emptiness means, with how many there are. */
export function MatrixLegend({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation();
  const { number, day } = useFormat();
  const { caseIds, tasks, totals, asOf } = matrix;
  return (
    <div className="mx-legend">
      <span data-testid="matrix-size" data-rows={caseIds.length} data-columns={tasks.length}>{t('matrix.size', { rows: number(caseIds.length), columns: number(tasks.length) })}</span>
      {Object.entries(LIGHT_OF).map(([letter, light]) => (
        <span key={letter} className="mx-key"><span className={`mx-cell mx-${letter}`} aria-hidden>{t(`matrix.letter.${letter}`)}</span>{t(`light.${light}`)} <span className="num">{number(totals[light])}</span></span>
      ))}
      <span className="mx-key"><span className="mx-cell" aria-hidden />{t('matrix.empty')}</span>
      <span className="mx-key"><span className="mx-cell mx-none" aria-hidden />{t('matrix.none')}</span>
      <span className="quiet">{t('matrix.asOf', { day: day(asOf) })}</span>
    </div>
  );
}
