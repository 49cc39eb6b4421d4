import { Empty, Radio, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Pager } from '../../components/list/pager';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { PageHead } from '../../components/page-head';
import { ProblemAlert } from '../../components/problem-alert';
import { NoPermissionPage } from '../session/no-permission-page';
import { DuplicateCard } from './duplicate-card';
import { listDuplicates } from './units.api';
import './duplicates.css';

/** Units that may be one, side by side; somebody says whether they are. */
export function DuplicatesPage() {
  return useCan(permissions.writeUnits) ? <Pairs /> : <NoPermissionPage />;
}

function Pairs() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('duplicates');
  const query = { ...params.query, limit: view.size };
  const pairs = useQuery({ queryKey: ['units', 'duplicates', query], queryFn: () => listDuplicates(query) });
  const state = params.one('state') ?? 'open';
  return (
    <>
      <PageHead title={t('duplicate.title')} sub={t('duplicate.hint')}>
        <Radio.Group value={state} onChange={({ target }) => params.set('state', target.value === 'open' ? undefined : (target.value as string))} optionType="button"
          options={['open', 'decided'].map((value) => ({ value, label: t(`duplicate.${value}`) }))} />
      </PageHead>
      <ProblemAlert error={pairs.error} onRetry={() => void pairs.refetch()} />
      {pairs.isPending && <Skeleton active />}
      {pairs.data?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('duplicate.none')} />}
      {pairs.data?.items.map((pair) => <DuplicateCard key={pair.id} pair={pair} />)}
      {pairs.data && pairs.data.total > 0 && <Pager params={params} view={view} onView={setView} total={pairs.data.total} nextCursor={pairs.data.nextCursor} />}
    </>
  );
}
