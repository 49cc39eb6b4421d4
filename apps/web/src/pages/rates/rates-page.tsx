import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { BatchFilter, DepartmentFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { useListParams } from '../../components/list/use-list-params';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import '../indicators/indicators.css';
import { RatesTable } from './rates-table';
import { useOpenedPeriods } from '../indicators/use-opened-periods';
import { useRates } from './rates.api';

const BY = ['period', 'region', 'department', 'batch'];

/** 报送率: exactly five, by period, region, sponsoring department or batch; there is no table of units. */
export function RatesPage() {
  return useCan(permissions.viewStats) ? <Rates /> : <NoPermissionPage />;
}

function Rates() {
  const { t } = useTranslation();
  const name = useName();
  const { reach } = useSession();
  const { time } = useFormat();
  const params = useListParams();
  const periods = useOpenedPeriods();
  const query = useRates(params.query);
  const by = params.one('by') ?? 'period';
  return (
    <>
      <PageHead title={t('nav.rates', { context: reach })} sub={query.data && t('overview.asOf', { time: time(query.data.asOf) })}><PrintButton /></PageHead>
      <FilterBar params={params}>
        <FilterSelect params={params} name="period" label={t('field.period')} options={periods.map((row) => ({ value: row.id, label: name(row) }))} />
        <RegionFilter params={params} />
        <DepartmentFilter params={params} label={t('rates.department')} />
        <BatchFilter params={params} />
        <WordFilter params={params} name="level" list="pilot_level" />
      </FilterBar>
      <section className="panel" aria-busy={query.isPlaceholderData}>
        <div className="figure-tools"><Segmented aria-label={t('rates.lines')} value={by} onChange={(value) => params.set('by', String(value))} options={BY.map((value) => ({ value, label: t(`rates.by.${value}`) }))} data-testid="rates-by" /></div>
        <Loaded query={query}>
          {(rates) => (rates.lines.length === 0 ? <EmptyRows params={params} hint={t('report.empty')} /> : (
            <>
              <p className="quiet">{rates.by !== 'period' && rates.periods.map((period) => name(period)).join(t('common.comma'))} {t('rates.checked')}{rates.by === 'department' && ` ${t('rates.sponsorsShare')}`}</p>
              <RatesTable rates={rates} params={params} />
            </>
          ))}
        </Loaded>
      </section>
    </>
  );
}
