import { Alert, Button, Drawer, Spin, Upload } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data, ifMatch } from '../../api/client';
import { ProblemAlert } from '../../components/problem-alert';

const path = (id: string) => ({ path: { id } });

/** A ledger of accounts: choose it, look at what it would do, take it in, fetch the links. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [id, setId] = useState<string>();
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return data(api.POST('/api/v1/users/imports', { body: { file: file.name }, bodySerializer: () => form }));
    },
    onSuccess: (ledger) => setId(ledger.id),
  });
  const ledger = useQuery({
    queryKey: ['user-import', id],
    queryFn: () => data(api.GET('/api/v1/users/imports/{id}', { params: path(id!) })),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data?.status === 'reading' ? 500 : false),
  });
  const seen = ledger.data;
  const bad = useQuery({
    queryKey: ['user-import', id, 'bad'],
    queryFn: () => data(api.GET('/api/v1/users/imports/{id}/rows', { params: { ...path(id!), query: { outcome: ['error'], limit: 50 } } })),
    enabled: seen?.status === 'previewed' && (seen.counts?.error ?? 0) > 0,
  });
  const commit = useMutation({
    mutationFn: (mode: 'all' | 'validOnly') => data(api.POST('/api/v1/users/imports/{id}/commit', { params: { ...path(id!), header: ifMatch(seen!.version) }, body: { mode } })),
    onSuccess: (row) => {
      cache.setQueryData(['user-import', id], row);
      for (const key of ['users', 'proposals']) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  const links = useMutation({
    mutationFn: async () => save(await data(api.POST('/api/v1/users/imports/{id}/links', { params: path(id!), parseAs: 'blob' })) as unknown as Blob),
  });
  const counts = seen?.counts;
  return (
    <Drawer open onClose={onClose} title={t('people.importTitle')} size={520}>
      <p className="quiet">{t('people.importHint')}</p>
      <div aria-live="polite"><ProblemAlert error={upload.error ?? ledger.error ?? commit.error ?? links.error} /></div>
      <div className="page-tools">
        <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={(file) => { upload.mutate(file); return false; }}>
          <Button loading={upload.isPending} data-testid="choose-ledger">{t('people.choose')}</Button>
        </Upload>
        <Button type="link" href="/api/v1/users/import-template">{t('people.template')}</Button>
      </div>
      {seen?.status === 'reading' && <p><Spin size="small" /> {t('people.reading')}</p>}
      {seen?.status === 'failed' && <Alert type="error" showIcon title={t('people.failed')} description={seen.failureReason} />}
      {counts && <p data-testid="ledger-counts" className="num">{t('people.counts', { ...counts })}</p>}
      {seen?.status === 'previewed' && counts && (
        <>
          {counts.error > 0 && <h3>{t('people.problemRows')}</h3>}
          <ul className="plain-list position-lines">
            {(bad.data?.items ?? []).map((row) => (
              <li key={row.id}><strong>{t('people.rowNo', { row: row.row })}</strong> {row.problems.map((one) => <span key={one.key + one.code} data-name>{one.column} {one.reason}</span>)}</li>
            ))}
          </ul>
          <div className="page-tools">
            {counts.error === 0
              ? <Button type="primary" disabled={counts.create + counts.update === 0} loading={commit.isPending} onClick={() => commit.mutate('all')} data-testid="commit-ledger">{t('people.commitAll')}</Button>
              : <><Button loading={commit.isPending} disabled={counts.create + counts.update === 0} onClick={() => commit.mutate('validOnly')}>{t('people.commitValid')}</Button><Button href={`/api/v1/users/imports/${seen.id}/annotated`}>{t('people.annotated')}</Button></>}
          </div>
        </>
      )}
      {seen?.status === 'committed' && (
        <Alert type="success" showIcon title={t('people.committed')} action={<Button size="small" loading={links.isPending} onClick={() => links.mutate()} data-testid="fetch-links">{t('people.links')}</Button>} />
      )}
    </Drawer>
  );
}

/** Asked for by POST, since every fetch makes new links; so the file is handed to the browser from here. */
function save(file: Blob): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: 'invitations.xlsx' });
  link.click();
  URL.revokeObjectURL(link.href);
}
