import { App, Button } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Webhook } from '../../api/model';
import { useName } from '../../api/reference';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { preferencesQuery } from '../notices/notices.api';
import { DeliveryList } from './delivery-list';
import { WebhookDrawer } from './webhook-drawer';
import { WebhookState } from './webhooks-page';
import { actOnWebhook, getWebhook } from './webhooks.api';

/** As long as something is on its way. */
const LOOK_AGAIN_MS = 3_000;

export function WebhookPage() {
  const { id = '' } = useParams();
  const webhook = useQuery({ queryKey: ['webhooks', id], queryFn: () => getWebhook(id), refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? LOOK_AGAIN_MS : false) });
  return <Loaded query={webhook}>{(row) => <OneWebhook row={row} />}</Loaded>;
}

type Action = 'enable' | 'disable' | 'test';

function OneWebhook({ row }: { row: Webhook }) {
  const { t } = useTranslation();
  const name = useName();
  const { time, number } = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [changing, setChanging] = useState(false);
  const kinds = useQuery(preferencesQuery).data?.kinds ?? [];
  const act = useMutation({
    mutationFn: (action: Action) => actOnWebhook(row.id, row.version, action),
    onSuccess: (after, action) => {
      cache.setQueryData(['webhooks', row.id], after);
      void cache.invalidateQueries({ queryKey: ['deliveries', row.id] });
      if (action === 'test') void message.success(t('webhooks.testQueued'));
    },
    onError: (error) => void message.error(error.message),
  });
  const events = row.events.map((code) => kinds.find((kind) => kind.code === code)).filter((kind) => kind !== undefined).map((kind) => name({ name: kind.zh, nameEn: kind.en }));
  return (
    <>
      <PageHead title={row.name} sub={<>{t(`webhooks.kinds.${row.kind}`)} <WebhookState row={row} /></>}>
        <Link to="/webhooks">{t('nav.webhooks')}</Link>
        {row.abilities.includes('change') && <Button onClick={() => setChanging(true)} data-testid="action-change">{t('webhooks.change')}</Button>}
        {(row.abilities.filter((ability) => ability !== 'change') as Action[]).map((action) => (
          <Button key={action} danger={action === 'disable'} loading={act.isPending && act.variables === action} onClick={() => act.mutate(action)} data-testid={`action-${action}`}>{t(`webhooks.${action}`)}</Button>
        ))}
      </PageHead>
      <section className="panel">
        <Facts columns={2} items={[
          [t('webhooks.url'), <code key="url">{row.url}</code>],
          [t('webhooks.lastSent'), row.lastSentAt && time(row.lastSentAt)],
          [t('webhooks.events'), events.join(t('common.comma'))],
          [t('webhooks.failed'), <span key="failed" className="num">{number(row.failed)}</span>],
        ]} />
      </section>
      <section aria-labelledby="deliveries"><h2 id="deliveries">{t('webhooks.deliveries')}</h2><p className="quiet">{t('webhooks.deliveriesHint')}</p><DeliveryList webhook={row} /></section>
      {changing && <WebhookDrawer webhook={row} onClose={() => setChanging(false)} />}
    </>
  );
}
