import { useTranslation } from 'react-i18next';
import type { EvaluationScheme } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';

/** The scheme as the paper it is. */
export function SchemeView({ scheme: { content, editions, indicators } }: { scheme: EvaluationScheme }) {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  return (
    <>
      {content.levels.map((level) => (
        <section key={level.code} className="panel score-group" aria-labelledby={`scheme-${level.code}`}>
          <h2 id={`scheme-${level.code}`}>{name(level)} <span className="quiet">{t('evaluation.points', { points: level.items.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100 })}</span></h2>
          <table className="score-table scheme-table">
            <thead><tr><th scope="col">{t('evaluation.item')}</th><th scope="col" className="points">{t('evaluation.pointsOf')}</th><th scope="col">{t('scheme.criteria')}</th><th scope="col">{t('scheme.how')}</th></tr></thead>
            <tbody>
              {level.items.map((item) => (
                <tr key={item.code}>
                  <th scope="row">{name(item)}</th>
                  <td className="points num" data-label={t('evaluation.pointsOf')}>{item.points}</td>
                  <td data-label={t('scheme.criteria')}><span data-name>{item.criteria}</span></td>
                  <td data-label={t('scheme.how')}>{item.indicator ? <>{t('scheme.measured')}{t('common.colon')}{name(indicators.find(({ code }) => code === item.indicator))}<div className="quiet">{item.target ? t('scheme.targetIs', { target: item.target }) : t('scheme.ownTarget')}</div></> : t('scheme.judged')}{item.evidence && <div className="quiet">{t('scheme.evidence')}</div>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <section className="panel" aria-labelledby="scheme-rules">
        <h2 id="scheme-rules">{t('scheme.rules')}</h2>
        <dl className="scheme-rules">
          <div><dt>{t('evaluation.grade')}</dt><dd>{content.grades.map((grade) => t('scheme.gradeFrom', { grade: name(grade), min: grade.min })).join(t('common.comma'))}</dd></div>
          <div><dt>{t('evaluation.bonus')}</dt><dd>{content.bonus.items.map((item) => `${name(item)} +${item.points}`).join(t('common.comma'))} {t('evaluation.atMost', { max: content.bonus.max })}</dd></div>
          <div><dt>{t('evaluation.deductions')}</dt><dd>{content.deductions.map((item) => `${name(item)} −${item.points}`).join(t('common.comma'))}</dd></div>
          <div><dt>{t('evaluation.veto')}</dt><dd>{content.veto.map(name).join(t('common.comma'))}</dd></div>
          <div><dt>{t('scheme.noEvidence')}</dt><dd>{t(`scheme.noEvidenceIs.${content.noEvidence}`)}</dd></div>
          <div><dt>{t('scheme.rounding')}</dt><dd>{t('scheme.roundingRule')}</dd></div>
        </dl>
      </section>
      <section className="panel no-print" aria-labelledby="editions">
        <h2 id="editions">{t('scheme.editions')}</h2>
        <ul className="plain-list">{editions.map((edition) => <li key={edition.version}>{t('scheme.editionNo', { n: edition.version })} <span className="quiet"><span data-name>{edition.author} · {edition.source}</span> · {time(edition.createdAt)}</span></li>)}</ul>
      </section>
    </>
  );
}
