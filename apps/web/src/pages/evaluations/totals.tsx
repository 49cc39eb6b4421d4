import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../api/model';
import { useName } from '../../api/reference';
import { sideOf, sides } from './marks';

/** The three scores, each with how it comes about. */
export function Totals({ row }: { row: Evaluation }) {
  const { t } = useTranslation();
  const name = useName();
  const grade = (code: string) => name(row.scheme.content.grades.find((one) => one.code === code));
  return (
    <section className="panel totals" aria-label={t('evaluation.totals')}>
      {sides.map((side) => {
        const { outcome, live } = sideOf(row, side);
        return (
          <div key={side} data-testid={`total-${side}`}>
            <div className="quiet">{t(`evaluation.side.${side}`)}{side === 'province' && ` · ${t('evaluation.isOfficial')}`}</div>
            <div className="total num">{outcome ? outcome.score : '—'} {outcome && !(live && row.gaps.length > 0) && <span className="grade">{grade(outcome.grade)}</span>}</div>
            {outcome && <div className="quiet num">{t('evaluation.working', { items: outcome.items, bonus: outcome.bonus.counted, deducted: outcome.deducted })}</div>}
            <div className="quiet">{outcome && outcome.veto.length > 0 ? t('evaluation.vetoed') : live ? t('evaluation.live') : outcome ? t('evaluation.handedIn') : t('evaluation.notYet')}</div>
          </div>
        );
      })}
    </section>
  );
}
