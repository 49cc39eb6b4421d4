import { useTranslation } from 'react-i18next';
import type { ReportChanges } from '../../api/model';
import { useChangeName } from './use-cell-name';

/** Cells that are different, was and is; without anything to compare with, how much there is and what was explained. */
export function ChangeList({ changes }: { changes: ReportChanges }) {
  const { t } = useTranslation();
  const changeName = useChangeName();
  if (changes.against === null) {
    return (
      <>
        <p>{t('report.firstLook', { entries: changes.entries, indicators: changes.indicators })}</p>
        {changes.changes.length > 0 && <details><summary>{t('report.allContent')}</summary><Table changes={changes} /></details>}
        {changes.explanations.length > 0 && <ul className="plain-list">{changes.explanations.map((one) => <li key={one.cell}>{changeName(one)}{t('common.colon')}{one.text}</li>)}</ul>}
      </>
    );
  }
  if (changes.changes.length === 0) return <p>{t('report.noChanges')}</p>;
  return <Table changes={changes} />;
}

function Table({ changes }: { changes: ReportChanges }) {
  const { t } = useTranslation();
  const changeName = useChangeName();
  return (
    <table className="diff" aria-label={t('report.changes')} data-testid="change-list">
      <thead><tr><th scope="col">{t('report.cell')}</th><th scope="col">{t('report.was')}</th><th scope="col">{t('report.isNow')}</th></tr></thead>
      <tbody>{changes.changes.map((one) => <tr key={one.cell}><th scope="row">{changeName(one)}</th><td className="pre">{one.was || '—'}</td><td className="pre"><mark className="differs">{one.now || '—'}</mark></td></tr>)}</tbody>
    </table>
  );
}
