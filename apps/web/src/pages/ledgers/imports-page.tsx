import { Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { LedgerImport } from '../../api/model';
import { useSession } from '../../app/session';
import { EmptyRows } from '../../components/list/empty-rows';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import { NotFoundPage } from '../session/not-found-page';
import { CommitTogether } from './commit-together';
import { DropFile } from './drop-file';
import { ImportCounts, ImportStatus } from './import-status';
import { ledgerKind, type LedgerKind } from './ledger-kinds';
import { listImports, startImport, templateUrl } from './ledgers.api';

/** Where a ledger is brought in, and what was brought before. */
export function ImportsPage() {
  const kind = ledgerKind(useParams()['kind']);
  const { permissions } = useSession();
  if (!kind) return <NotFoundPage />;
  return permissions.includes(kind.permission) ? <Imports kind={kind} /> : <NoPermissionPage />;
}

function Imports({ kind: { kind, home, manyFiles = false } }: { kind: LedgerKind }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const navigate = useNavigate();
  const params = useListParams();
  const [view, setView] = useListView('imports');
  const rows = useRows(`imports-${kind}`, { ...params.query, limit: view.size }, (query) => listImports(kind, query));
  const cache = useQueryClient();
  const start = useMutation({
    // one after another, so that the last refused names its own reason and those before it are there
    mutationFn: async (chosen: File[]) => {
      const started: LedgerImport[] = [];
      for (const one of chosen) started.push(await startImport(kind, one));
      return started;
    },
    onSuccess: ([first, ...more]) => {
      if (first && more.length === 0) void navigate(`/imports/${kind}/${first.id}`);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: [`imports-${kind}`] }),
  });
  const file = (row: LedgerImport) => <Link to={`/imports/${kind}/${row.id}`} data-name>{row.fileName}</Link>;
  const columns: RowColumn<LedgerImport>[] = [
    { key: 'file', title: t('ledger.file'), width: 280, render: file },
    { key: 'status', title: t('field.state'), width: 110, render: (row) => <ImportStatus row={row} /> },
    { key: 'counts', title: t('ledger.result'), width: 320, render: (row) => <ImportCounts row={row} /> },
    { key: 'by', title: t('ledger.by'), width: 160, render: (row) => row.createdByName },
    { key: 'at', title: t('ledger.at'), width: 160, render: (row) => time(row.createdAt) },
  ];
  return (
    <>
      <PageHead title={t(`ledger.import.${kind}`)} sub={<Link to={home}>{t('ledger.back')}</Link>}>
        {manyFiles ? <CommitTogether kind={kind} rows={rows.data?.items ?? []} /> : <Button icon={<DownloadOutlined />} href={templateUrl(kind)} download data-testid="template">{t('ledger.template')}</Button>}
      </PageHead>
      <ProblemAlert error={start.error} />
      <DropFile busy={start.isPending} many={manyFiles} onFiles={(chosen) => start.mutate(chosen)} />
      <h2>{t('ledger.earlier')}</h2>
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('ledger.earlier')} empty={<EmptyRows params={params} hint={t('ledger.none')} />}
        card={(row) => <>{file(row)}<div className="line"><ImportStatus row={row} /><span className="quiet">{time(row.createdAt)}</span></div><ImportCounts row={row} /></>} />
    </>
  );
}
