import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import { OverviewMap } from './overview-map';
import { RegionMatrix } from './region-matrix';
import { ReportingPanel } from './reporting-panel';
import { overviewLines } from './overview-lines';
import './overview.css';

// The chart library is the heaviest thing of the console; numbers do not wait for it.
const LightsChart = lazy(() => import('./lights-chart'));

export function OverviewPage() {
  const { t } = useTranslation();
  const { reach, position } = useSession();
  const may = useCan(permissions.viewStats);
  const { time } = useFormat();
  const name = useName();
  const query = useQuery({
    queryKey: ['overview'],
    // asked again every minute by nobody: a screen left open must not keep its session alive
    queryFn: ({ client }) => data(api.GET('/api/v1/stats/overview', { headers: client.getQueryData(['overview']) ? { 'X-Background': '1' } : {} })),
    enabled: may,
    refetchInterval: 60_000,
  });
  if (!may) return <NoPermissionPage />;

  return (
    <Loaded query={query}>
      {(overview) => {
        const lines = overviewLines(overview);
        return (
          <>
            <PageHead title={t('nav.overview', { context: reach })}
              sub={<><span data-testid="overview-scope">{t('overview.scope', { context: reach, name: name(position.organisation) })}</span> · <span data-testid="as-of">{t('overview.asOf', { time: time(overview.asOf) })}</span></>}  />
            <div className="overview-top">
              <OverviewMap lines={lines} />
              <section className="panel" aria-labelledby="chart">
                <h2 id="chart">{t('overview.chart')}</h2>
                <Suspense fallback={<Skeleton active />}><LightsChart lines={lines} /></Suspense>
              </section>
            </div>
            <section className="panel" aria-labelledby="matrix"><h2 id="matrix">{t('overview.matrix')}</h2><RegionMatrix lines={lines} /></section>
            <section className="panel" aria-labelledby="reporting"><h2 id="reporting">{t('overview.reporting')}</h2><ReportingPanel lines={lines} period={overview.period} /></section>
          </>
        );
      }}
    </Loaded>
  );
}
