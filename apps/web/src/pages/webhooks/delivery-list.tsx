import { App, Button, Tag } from 'antd';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Delivery, Webhook } from '../../api/model';
import { useName } from '../../api/reference';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useFormat } from '../../components/use-format';
import { preferencesQuery } from '../notices/notices.api';
import { listDeliveries, replay } from './webhooks.api';

const STATES = ['waiting', 'sent', 'failed', 'merged', 'dropped'] as const;
const COLOURS: Record<Delivery['state'], string | undefined> = { waiting: 'processing', sent: 'success', failed: 'error', merged: undefined, dropped: undefined };
const LOOK_AGAIN_MS = 3_000;

/** What went out, how it ended, and once more by hand. */
export function DeliveryList({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const params = useListParams();
  const [view, setView] = useListView('deliveries');
  const kinds = useQuery(preferencesQuery).data?.kinds ?? [];
  const query = { ...params.query, limit: view.size };
  const rows = useQuery({
    queryKey: ['deliveries', webhook.id, query],
    queryFn: () => listDeliveries(webhook.id, query),
    placeholderData: keepPreviousData,
    // what is on its way arrives without a touch
    refetchInterval: ({ state }) => (state.data?.items.some((row) => row.state === 'waiting') ? LOOK_AGAIN_MS : false),
  });
  const again = useMutation({
    mutationFn: (row: Delivery) => replay(row.id, row.version),
    onSuccess: () => {
      void message.success(t('webhooks.replayed'));
      void cache.invalidateQueries({ queryKey: ['webhooks', webhook.id] });
      return cache.invalidateQueries({ queryKey: ['deliveries', webhook.id] });
    },
    onError: (error) => void message.error(error.message),
  });
  const kind = (row: Delivery) => {
    const known = kinds.find(({ code }) => code === row.kind);
    return known ? name({ name: known.zh, nameEn: known.en }) : t('webhooks.testKind');
  };
  const state = (row: Delivery) => <Tag color={COLOURS[row.state]} variant="outlined" data-delivery={row.state}>{t(`webhooks.deliveryStates.${row.state}`)}</Tag>;
  const ended = (row: Delivery) => [row.response && `HTTP ${row.response}`, row.error].filter(Boolean).join(' · ') || '—';
  const when = (row: Delivery) => <time dateTime={row.sentAt ?? row.dueAt ?? row.createdAt}>{time(row.sentAt ?? row.dueAt ?? row.createdAt)}</time>;
  const act = (row: Delivery) => row.abilities.includes('replay') && webhook.state === 'active' && (
    <Button size="small" loading={again.isPending && again.variables.id === row.id} onClick={() => again.mutate(row)} data-testid={`replay-${row.id}`}>{t('webhooks.replay')}</Button>
  );
  const tries = (row: Delivery) => <span className="num">{row.attempts}{row.replays > 0 && ` + ${row.replays}`}</span>;
  const columns: RowColumn<Delivery>[] = [
    { key: 'kind', title: t('webhooks.event'), width: 190, render: kind },
    { key: 'id', title: t('webhooks.deliveryId'), width: 310, render: (row) => <code>{row.id}</code> },
    { key: 'state', title: t('webhooks.state'), width: 110, render: state },
    { key: 'when', title: t('webhooks.when'), width: 150, render: when },
    { key: 'tries', title: t('webhooks.tries'), width: 90, render: tries },
    { key: 'ended', title: t('webhooks.answer'), width: 180, render: ended },
    { key: 'act', title: t('account.act'), width: 100, render: act },
  ];
  const card = (row: Delivery) => (
    <>
      <div className="line"><strong>{kind(row)}</strong>{state(row)}</div>
      <div className="line"><span className="quiet">{when(row)} · {ended(row)}</span><span>{act(row)}</span></div>
    </>
  );
  return (
    <>
      <FilterBar params={params}>
        <FilterSelect params={params} name="state" label={t('webhooks.state')} options={STATES.map((value) => ({ value, label: t(`webhooks.deliveryStates.${value}`) }))} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('webhooks.deliveries')} empty={<EmptyRows params={params} hint={t('webhooks.noDeliveries')} />} />
    </>
  );
}
