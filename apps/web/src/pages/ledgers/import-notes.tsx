import { useTranslation } from 'react-i18next';
import type { LedgerImport } from '../../api/model';

/** What of the file was not taken for data: nothing is dropped without a word. */
export function ImportNotes({ notes }: { notes: LedgerImport['notes'] }) {
  const { t } = useTranslation();
  const { unknownColumns = [], leftOut = [] } = notes;
  if (unknownColumns.length === 0 && leftOut.length === 0) return null;
  return (
    <details className="panel import-notes">
      <summary>{t('ledger.notTaken', { columns: unknownColumns.length, rows: leftOut.length })}</summary>
      {unknownColumns.length > 0 && <p>{t('ledger.unknownColumns')} <span className="said-inline">{unknownColumns.join(t('common.comma'))}</span></p>}
      <ul>{leftOut.map(({ sheet, row, as, text }) => <li key={`${sheet}${row}`}>{t('ledger.place', { sheet, row })} · {t(`ledger.as.${as}`)} <span className="quiet">{text}</span></li>)}</ul>
    </details>
  );
}
