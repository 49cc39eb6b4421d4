import { App, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listNotifications, notificationsQuery, useReadAllNotifications } from '../../api/notifications';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { useNoticeColumns } from './use-notice-columns';

const subjects = ['assignment', 'supervision_notice', 'visit', 'pilot_case'];

/** Everything that was ever sent to the position acted in. */
export function NotificationsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const params = useListParams();
  const [view, setView] = useListView('notifications');
  const rows = useRows('notifications', { ...params.query, limit: view.size }, listNotifications);
  const readAll = useReadAllNotifications();
  const { columns, card } = useNoticeColumns();
  const unread = useQuery(notificationsQuery(true)).data?.total ?? 0;
  const newest = rows.data?.items[0];
  const markAll = async (upTo: string) => {
    const { read } = await readAll.mutateAsync(upTo).catch((error: Error) => void message.error(error.message)) ?? {};
    if (read !== undefined) void message.success(t('inbox.readAllDone', { n: read }));
  };

  return (
    <>
      <PageHead title={t('nav.notifications')} sub={t('inbox.hint')}>
        {newest && unread > 0 && params.onFirstPage && <Button loading={readAll.isPending} onClick={() => void markAll(newest.id)} data-testid="read-all">{t('inbox.readAll')}</Button>}
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params}>
        <FilterSelect single params={params} name="unread" label={t('inbox.state')} options={[{ value: 'true', label: t('inbox.unreadOnly') }, { value: 'false', label: t('inbox.read') }]} />
        <FilterSelect params={params} name="subjectType" label={t('inbox.about')} options={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.notifications')} empty={<EmptyRows params={params} hint={t('inbox.empty')} />} />
    </>
  );
}
