import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MadeWebhook, Webhook } from '../../api/model';
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
import { NoPermissionPage } from '../session/no-permission-page';
import { SecretOnce } from './secret-once';
import { WebhookDrawer } from './webhook-drawer';
import { listWebhooks } from './webhooks.api';

/** Where it is told outside that something happened: programs and group robots. */
export function WebhooksPage() {
  return useCan(permissions.manageWebhooks) ? <Webhooks /> : <NoPermissionPage />;
}

function Webhooks() {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  const params = useListParams();
  const [view, setView] = useListView('webhooks');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeWebhook>();
  const rows = useRows('webhooks', { ...params.query, limit: view.size }, listWebhooks);
  const name = (row: Webhook) => <Link to={`/webhooks/${row.id}`} data-name>{row.name}</Link>;
  const state = (row: Webhook) => <WebhookState row={row} />;
  const went = (row: Webhook) => (
    <>
      {row.lastSentAt ? <time dateTime={row.lastSentAt}>{time(row.lastSentAt)}</time> : '—'}
      {row.failed > 0 && <div className="quiet">{t('webhooks.failedCount', { n: number(row.failed) })}</div>}
    </>
  );
  const columns: RowColumn<Webhook>[] = [
    { key: 'name', title: t('webhooks.name'), width: 200, render: name },
    { key: 'kind', title: t('webhooks.kind'), width: 150, render: (row) => t(`webhooks.kinds.${row.kind}`) },
    { key: 'url', title: t('webhooks.url'), width: 300, render: (row) => <code>{row.url}</code> },
    { key: 'state', title: t('webhooks.state'), width: 100, render: state },
    { key: 'waiting', title: t('webhooks.waiting'), width: 90, render: (row) => <span className="num">{number(row.waiting)}</span> },
    { key: 'went', title: t('webhooks.lastSent'), width: 160, render: went },
  ];
  const card = (row: Webhook) => (
    <>
      <div className="line"><strong>{name(row)}</strong>{state(row)}</div>
      <div className="quiet">{t(`webhooks.kinds.${row.kind}`)} · {t('webhooks.waiting')} {number(row.waiting)}</div>
      <div className="quiet">{t('webhooks.lastSent')} {went(row)}</div>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.webhooks')} sub={t('webhooks.hint')}>
        <Button type="primary" onClick={() => setAdding(true)} data-testid="add-webhook">{t('webhooks.add')}</Button>
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.webhooks')} empty={<EmptyRows params={params} hint={t('webhooks.none')} />} />
      {adding && <WebhookDrawer webhook={null} onClose={() => setAdding(false)} onMade={(row) => { setAdding(false); if (row.secret) setMade(row); }} />}
      {made?.secret && <SecretOnce secret={made.secret} onClose={() => setMade(undefined)} />}
    </>
  );
}

export function WebhookState({ row }: { row: Webhook }) {
  const { t } = useTranslation();
  return <Tag variant="outlined" color={row.state === 'active' ? 'success' : undefined}>{t(`webhooks.states.${row.state}`)}</Tag>;
}
