import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerImport } from '../../api/model';
import { useFormat } from '../../components/use-format';

export function ImportStatus({ row }: { row: LedgerImport }) {
  const { t } = useTranslation();
  return <Tag variant="outlined" data-state={row.status} data-testid="import-status">{t(`ledger.status.${row.status}`)}</Tag>;
}

const OUTCOMES = ['create', 'update', 'unchanged', 'error', 'warning'] as const;

export function ImportCounts({ row }: { row: LedgerImport }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (!row.counts) return <span className="said">{row.failureReason ?? '—'}</span>;
  const { counts } = row;
  return (
    <span className="import-counts">
      {OUTCOMES.map((outcome) => <span key={outcome} data-count={outcome} data-n={counts[outcome]} className={outcome === 'error' && counts.error > 0 ? 'count-error' : undefined}>{t(`ledger.count.${outcome}`, { n: number(counts[outcome]) })}</span>)}
    </span>
  );
}
