import { useTranslation } from 'react-i18next';
import type { IndicatorRow } from '../../api/model';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { DepartmentFilter, TaskFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListTools } from '../../components/list/list-tools';
import { RowsTable } from '../../components/list/rows-table';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { PrintButton } from '../../components/print-button';
import { SparkLine } from '../../components/spark-line';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import { useIndicators } from './indicators.api';
import { PeriodNote } from './period-note';
import { useIndicatorColumns } from './use-indicator-columns';
import { useMeasure } from './use-measure';
import { useOpenedPeriods } from './use-opened-periods';
import './indicators.css';

const KINDS = ['stock', 'flow', 'ratio', 'money'];

/** 指标一览: every indicator with its figure of a period, as far as the reader sees. */
export function IndicatorsPage() {
  return useCan(permissions.readIndicators) ? <Listed /> : <NoPermissionPage />;
}

function Listed() {
  const { t } = useTranslation();
  const name = useName();
  const { reach } = useSession();
  const { time } = useFormat();
  const { amount, change } = useMeasure();
  const params = useListParams();
  const [view, setView] = useListView('indicators');
  const periods = useOpenedPeriods();
  const query = useIndicators(params.query);
  const { period = null, expected = null } = query.data ?? {};
  const columns = useIndicatorColumns(period, expected);
  const card = (row: IndicatorRow) => (
    <>
      {columns[0]!.render(row)}
      <div className="line"><strong className="num">{amount(row, row.figure.value)}</strong><span className="quiet num">{t('indicator.change')} {change(row, row.change)}</span><SparkLine values={row.trend.map(({ value }) => value)} /></div>
    </>
  );
  return (
    <div className="landscape">
      <PageHead title={t('nav.indicators', { context: reach })} sub={query.data && <>{period ? name(period) : t('overview.noPeriod')} · {t('indicator.source')} · {t('overview.asOf', { time: time(query.data.asOf) })}</>}>
        <PrintButton />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('indicator.searchHint')} testId="indicator-search" />}>
        <FilterSelect single otherwise={period?.id} params={params} name="period" label={t('field.period')} options={periods.map((row) => ({ value: row.id, label: name(row) }))} />
        <FilterSelect params={params} name="kind" label={t('indicator.kind')} options={KINDS.map((value) => ({ value, label: t(`task.kind.${value}`) }))} />
        <DepartmentFilter params={params} label={t('field.lead')} />
        <TaskFilter params={params} />
      </FilterBar>
      <PeriodNote period={period} />
      <Loaded query={query}>
        {({ items }) => <RowsTable rows={items} columns={columns} card={card} view={view} params={params} loading={query.isPlaceholderData} label={t('nav.indicators')} empty={<EmptyRows params={params} hint={t('indicator.empty')} />} />}
      </Loaded>
    </div>
  );
}
