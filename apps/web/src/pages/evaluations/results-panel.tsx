import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';

/** Everything that was handed in, and whether it still comes to the same from what was kept with it. */
export function ResultsPanel({ row }: { row: Evaluation }) {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  if (row.results.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="results">
      <h2 id="results">{t('evaluation.results')}</h2>
      <ul className="plain-list results">
        {row.results.map((result) => (
          <li key={`${result.side} ${result.submission}`}>
            <b className="num">{t(`evaluation.side.${result.side}`)} {result.score}</b>
            <span>{name(row.scheme.content.grades.find(({ code }) => code === result.grade))}</span>
            <span className="quiet"><span data-name>{result.by.name}</span> · <time dateTime={result.at}>{time(result.at)}</time>{result.submission > 1 && ` · ${t('evaluation.submission', { n: result.submission })}`}</span>
            <span className={result.recomputes ? 'quiet' : 'count-error'}>{t(result.recomputes ? 'evaluation.recomputes' : 'evaluation.differs')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
