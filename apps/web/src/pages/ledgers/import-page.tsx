import { Alert, Progress } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { LedgerImport } from '../../api/model';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { NotFoundPage } from '../session/not-found-page';
import { InvitationLinks } from '../users/invitation-links';
import { ImportActions } from './import-actions';
import { ImportNotes } from './import-notes';
import { ImportRows } from './import-rows';
import { ImportCounts, ImportStatus } from './import-status';
import { ledgerKind, type LedgerKind } from './ledger-kinds';
import { getImport } from './ledgers.api';

const ASK_AGAIN = 800;

/** One ledger on its way in. Reading goes on when the page is left, and is found here again. */
export function ImportPage() {
  const { kind: name, id = '' } = useParams();
  const kind = ledgerKind(name);
  const query = useQuery({
    queryKey: ['imports', name, id],
    queryFn: () => getImport(name!, id),
    enabled: kind !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === 'reading' ? ASK_AGAIN : false),
  });
  if (!kind) return <NotFoundPage />;
  return <Loaded query={query}>{(row) => <Import kind={kind} row={row} />}</Loaded>;
}

function Import({ kind, row }: { kind: LedgerKind; row: LedgerImport }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  return (
    <>
      <PageHead title={t(`ledger.import.${kind.kind}`)} sub={<><span data-name>{row.fileName}</span> · <span data-name>{row.createdByName}</span> · {time(row.createdAt)}</>}>
        <Link to={`/imports/${kind.kind}`}>{t('ledger.another')}</Link>
        <ImportActions kind={kind} row={row} />
      </PageHead>
      <section className="panel import-head" aria-live="polite">
        <ImportStatus row={row} />
        {row.status === 'reading' ? <Reading row={row} /> : row.counts && <ImportCounts row={row} />}
        {row.status === 'committed' && <Link to={kind.home}>{t('ledger.see')}</Link>}
      </section>
      {row.failureReason && <Alert type="error" showIcon className="problem" title={row.failureReason} description={t('ledger.failedHint')} />}
      {row.status === 'previewed' && row.counts!.error > 0 && <Alert type="warning" showIcon className="problem" title={t('ledger.mendHint')} />}
      {kind.kind === 'users' && row.status === 'committed' && <InvitationLinks importId={row.id} />}
      <ImportNotes notes={row.notes} />
      {row.counts && <ImportRows kind={kind} row={row} />}
    </>
  );
}

function Reading({ row }: { row: LedgerImport }) {
  const { t } = useTranslation();
  const percent = row.rowsTotal > 0 ? Math.round((row.rowsDone / row.rowsTotal) * 100) : 0;
  return (
    <>
      <Progress percent={percent} aria-label={t('ledger.reading')} style={{ maxWidth: 320 }} />
      <span className="quiet">{t('ledger.readingHint')}</span>
    </>
  );
}
