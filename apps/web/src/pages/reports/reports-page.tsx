import { Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportRow } from '../../api/model';
import { useName, usePeriodName, usePeriods } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
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
import { ReportBulkBar } from './report-bulk';
import { formsUrl, listReports } from './reports.api';
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
  const mayAct = useCan(permissions.actOnReports);
  const mayWrite = useCan(permissions.writeReports);
  const open = periods.find(({ id, state }) => (params.all('period').includes(id) || params.all('period').length === 0) && ['open', 'late'].includes(state))?.id;
  const [chosen, setChosen] = useState<ReportRow[]>();
  const rows = useRows('reports', { ...params.query, limit: view.size }, listReports);
  const card = (row: ReportRow) => (
    <>
      <Link className="title" to={`/reports/${row.id}`}>{row.unit.name}</Link>
      <div className="line"><StateTag list="report_state" code={row.state} /><span className="quiet">{periodName(row.period)} · {row.submittedAt ? time(row.submittedAt) : t('report.notSubmitted')}</span></div>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.reports')} sub={t('report.hint')}>
        {mayWrite && <Link to="/imports/progress-reports" data-testid="import-forms">{t('report.importForms')}</Link>}
        {mayWrite && open && <Button icon={<DownloadOutlined />} href={formsUrl(open, params.all('region'))} download data-testid="get-forms">{t('report.getForms')}</Button>}
        {mayAct && <Button onClick={() => setChosen(chosen ? undefined : [])} aria-pressed={!!chosen} data-testid="bulk-mode">{t('bulk.mode')}</Button>}
      </PageHead>
      {chosen && <ReportBulkBar chosen={chosen} onDone={() => setChosen(undefined)} />}
      <FilterBar params={params} chips={['department', 'level']}>
        <FilterSelect params={params} name="period" label={t('field.period')} options={[{ value: 'open', label: t('report.openPeriod') }, ...periods.map((row) => ({ value: row.id, label: name(row) }))]} />
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <FilterSelect single params={params} name="status" label={t('field.status')} options={statuses.map((value) => ({ value, label: t(`report.${value}`) }))} />
        <FilterSelect single params={params} name="awaits" label={t('report.awaits')} options={['mend', 'answer', 'city', 'direct'].map((value) => ({ value, label: t(`report.awaitsWord.${value}`) }))} />
        <WordFilter params={params} name="state" list="report_state" />
      </FilterBar>
      <ListBody<ReportRow> rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.reports')}
        empty={<EmptyRows params={params} hint={t('report.empty')} />}
        rowSelection={chosen && {
          selectedRowKeys: chosen.map(({ id }) => id),
          preserveSelectedRowKeys: true,
          onChange: (_keys, picked) => setChosen(picked.filter(Boolean)),
          columnTitle: (box) => <span title={t('assign.choosePage')}>{box}</span>,
          getCheckboxProps: (row) => ({ 'aria-label': `${row.unit.name} ${periodName(row.period)}` }) as object,
          getTitleCheckboxProps: () => ({ 'aria-label': t('assign.choosePage') }) as object,
        }} />
    </>
  );
}
