import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, data } from '../../api/client';
import type { ReportRow } from '../../api/model';
import { useName, usePeriodName, usePeriods } from '../../api/reference';
import { BatchFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { useReportColumns } from './use-report-columns';

const statuses = ['expected', 'submitted', 'on_time', 'late', 'missing'];

/** The rows behind every reporting rate. */
export function ReportsPage() {
  const { t } = useTranslation();
  const name = useName();
  const periodName = usePeriodName();
  const { time } = useFormat();
  const params = useListParams();
  const [view, setView] = useListView('reports');
  const columns = useReportColumns();
  const periods = usePeriods().data ?? [];
  const rows = useRows('reports', { ...params.query, limit: view.size }, (query) => data(api.GET('/api/v1/progress-reports', { params: { query } })));
  const card = (row: ReportRow) => (
    <>
      <Link className="title" to={`/cases/${row.caseId}`}>{row.unit.name}</Link>
      <div className="line"><StateTag list="report_state" code={row.state} /><span className="quiet">{periodName(row.period)} · {row.submittedAt ? time(row.submittedAt) : t('report.notSubmitted')}</span></div>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.reports')} sub={t('report.hint')} />
      <FilterBar params={params} chips={['department', 'level']}>
        <FilterSelect params={params} name="period" label={t('field.period')} options={[{ value: 'open', label: t('report.openPeriod') }, ...periods.map((row) => ({ value: row.id, label: name(row) }))]} />
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <FilterSelect single params={params} name="status" label={t('field.status')} options={statuses.map((value) => ({ value, label: t(`report.${value}`) }))} />
        <WordFilter params={params} name="state" list="report_state" />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.reports')}
        empty={<EmptyRows params={params} hint={t('report.empty')} />} />
    </>
  );
}
