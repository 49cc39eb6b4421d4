import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Indicator, ValueRow } from '../../api/model';
import { useName } from '../../api/reference';
import { BatchFilter, RegionFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { listValues, useIndicator } from './indicators.api';
import { useMeasure } from './use-measure';
import { useOpenedPeriods } from './use-opened-periods';
import './indicators.css';

/** The rows behind every figure of an indicator: unit by unit, never by size. */
export function ValuesPage() {
  const { code = '' } = useParams();
  return <Loaded query={useIndicator(code)}>{(indicator) => <Values indicator={indicator} />}</Loaded>;
}

function Values({ indicator }: { indicator: Indicator }) {
  const { t, i18n } = useTranslation();
  const name = useName();
  const { amount, plain } = useMeasure();
  const params = useListParams();
  const [view, setView] = useListView('indicator-values');
  const periods = useOpenedPeriods();
  const rows = useRows(`values-${indicator.code}`, { ...params.query, limit: view.size }, listValues(indicator.code));
  const value = (row: ValueRow) => amount(indicator, row.value);
  const columns: RowColumn<ValueRow>[] = [
    { key: 'unit', title: t('field.unit'), width: 280, render: (row) => <Link to={`/cases/${row.caseId}`}>{row.unit.name}</Link> },
    { key: 'region', title: t('field.region'), width: 110, render: (row) => name(row.region) },
    { key: 'batch', title: t('field.batch'), width: 100, render: (row) => name(row.batch) },
    { key: 'period', title: t('field.period'), width: 160, render: (row) => name(row.period) },
    { key: 'value', title: t('indicator.value'), width: 140, align: 'right', render: (row) => <span className="num">{value(row)}</span> },
    ...(indicator.kind === 'ratio' ? (['numerator', 'denominator'] as const).map((key): RowColumn<ValueRow> => ({ key, title: (i18n.language !== 'en' && indicator[key]) || t(`indicator.${key}`), width: 140, align: 'right', render: (row) => <span className="num">{plain(row[key])}</span> })) : []),
    { key: 'explanation', title: t('indicator.explanation'), width: 220, render: (row) => <span data-name>{row.explanation || '—'}</span> },
    { key: 'report', title: t('indicator.report'), width: 110, render: (row) => (row.reportId ? <Link to={`/reports/${row.reportId}`} data-testid={`report-${row.id}`}>{t('indicator.openReport')}</Link> : <span className="quiet">—</span>) },
  ];
  const card = (row: ValueRow) => (
    <>
      <Link className="title" to={`/cases/${row.caseId}`}>{row.unit.name}</Link>
      <div className="line"><strong className="num">{value(row)}</strong><span className="quiet">{name(row.period)} · {name(row.region)}</span>{row.reportId && <Link to={`/reports/${row.reportId}`}>{t('indicator.openReport')}</Link>}</div>
    </>
  );
  return (
    <>
      <PageHead title={t('indicator.valuesOf', { name: name(indicator) })} sub={<Link to={`/indicators/${indicator.code}`}>{t('indicator.back')}</Link>}>
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} chips={['unit']}>
        <FilterSelect params={params} name="period" label={t('field.period')} options={periods.map((row) => ({ value: row.id, label: name(row) }))} />
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        {indicator.tasks.length > 0 && <FilterSelect params={params} name="task" label={t('field.task')} options={indicator.tasks.map((task) => ({ value: task.code, label: `${task.code} ${name(task)}` }))} />}
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('indicator.valuesOf', { name: name(indicator) })}
        empty={<EmptyRows params={params} hint={t('indicator.noValues')} />} />
    </>
  );
}
