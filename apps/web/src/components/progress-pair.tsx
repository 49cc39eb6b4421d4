import { useTranslation } from 'react-i18next';
import './progress-pair.css';

/** Before issue nothing is planned. Actual progress as a bar, where the plan says it should be as a mark on it; both also as numbers. */
export function ProgressPair({ actual, planned }: { actual: number; planned: number | null }) {
  const { t } = useTranslation();
  return (
    <span className="progress-pair" title={planned == null ? undefined : t('progress.pair', { actual, planned })}>
      <span className="track" aria-hidden>
        <span className="fill" style={{ width: `${actual}%` }} />
        {planned != null && <span className="mark" style={{ left: `${planned}%` }} />}
      </span>
      <span className="num">{actual}%</span>
      {planned != null && <span className="quiet num">{t('progress.planned', { planned })}</span>}
    </span>
  );
}
