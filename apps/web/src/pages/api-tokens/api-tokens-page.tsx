import { App, Button, Popconfirm } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiTokenRow } from '../../api/model';
import { useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { EmptyRows } from '../../components/list/empty-rows';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { useSaid } from '../roles/use-said';
import { useRoles } from '../roles/roles.api';
import { NoPermissionPage } from '../session/no-permission-page';
import { listTokens, revokeToken } from './api-tokens.api';
import { MakeToken } from './make-token';

/** What programs sign in with, given and taken by the security administrator. */
export function ApiTokensPage() {
  return useCan(permissions.manageApiTokens) ? <ApiTokens /> : <NoPermissionPage />;
}

function ApiTokens() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const word = useWord();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const params = useListParams();
  const [view, setView] = useListView('api-tokens');
  const [making, setMaking] = useState(false);
  const { label } = useSaid(useRoles().data ?? { items: [], permissions: [] });
  const rows = useRows('api-tokens', { ...params.query, limit: view.size }, listTokens);
  const revoke = useMutation({
    mutationFn: revokeToken,
    onSuccess: () => cache.invalidateQueries({ queryKey: ['api-tokens'] }),
    onError: (error) => void message.error(error.message),
  });
  const acting = (row: ApiTokenRow) => <>{word('role', row.role)} · {row.organisation}<div className="quiet"><span data-name>{row.user.name}</span> <code>{row.user.username}</code></div></>;
  const scope = (row: ApiTokenRow) => row.scope.map(label).join(t('common.comma'));
  const end = (row: ApiTokenRow) => row.abilities.includes('revoke') && (
    <Popconfirm title={t('apiTokens.revokeAsk')} onConfirm={() => revoke.mutate(row.id)} okText={t('common.yes')} cancelText={t('common.cancel')}>
      <Button size="small" danger data-testid={`revoke-${row.id}`}>{t('apiTokens.revoke')}</Button>
    </Popconfirm>
  );
  const columns: RowColumn<ApiTokenRow>[] = [
    { key: 'name', title: t('apiTokens.name'), width: 180, render: (row) => <span data-name>{row.name}</span> },
    { key: 'acting', title: t('apiTokens.position'), width: 220, render: acting },
    { key: 'scope', title: t('apiTokens.scope'), width: 300, render: scope },
    { key: 'seenAt', title: t('account.seen'), width: 150, render: (row) => <time dateTime={row.seenAt}>{time(row.seenAt)}</time> },
    { key: 'expiresAt', title: t('apiTokens.until'), width: 150, render: (row) => <time dateTime={row.expiresAt}>{time(row.expiresAt)}</time> },
    { key: 'end', title: t('account.act'), width: 90, render: end },
  ];
  const card = (row: ApiTokenRow) => (
    <>
      <div className="line"><strong data-name>{row.name}</strong>{end(row)}</div>
      <div>{acting(row)}</div>
      <div>{scope(row)}</div>
      <span className="quiet">{t('apiTokens.until')} {time(row.expiresAt)}</span>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.apiTokens')} sub={t('apiTokens.hint')}>
        <Button type="primary" onClick={() => setMaking(true)} data-testid="make-token">{t('apiTokens.make')}</Button>
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.apiTokens')} empty={<EmptyRows params={params} hint={t('apiTokens.none')} />} />
      {making && <MakeToken onClose={() => setMaking(false)} />}
    </>
  );
}
