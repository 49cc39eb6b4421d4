import { Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { EntryRow } from '../../api/model';
import { useName, usePeriods } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { BatchFilter, DepartmentFilter, RegionFilter, TaskFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { AskDialog } from './ask-dialog';
import { EntryRemarks } from './entry-remarks';
import { entriesUrl, listEntries } from './reports.api';
import './report.css';

/** 任务填报情况: what units reported of each task, where a department reads it, asks for more, and sends no form of its own. */
export function EntriesPage() {
  const { t } = useTranslation();
  const name = useName();
  const params = useListParams();
  const [view, setView] = useListView('report-entries');
  const periods = (usePeriods().data ?? []).filter(({ openedAt }) => openedAt);
  const mayRemark = useCan(permissions.remarkOnReports);
  const [asking, setAsking] = useState<EntryRow>();
  const rows = useRows('report-entries', { ...params.query, limit: view.size }, listEntries);
  const text = (said: string) => <span className="said">{said || '—'}</span>;
  const task = (row: EntryRow) => <Link to={`/assignments/${row.assignmentId}`}>{row.task.code} {name(row.task)}</Link>;
  const unit = (row: EntryRow) => (row.reportId ? <Link to={`/reports/${row.reportId}`}>{row.unit.name}</Link> : <Link to={`/cases/${row.caseId}`}>{row.unit.name}</Link>);
  const progress = (row: EntryRow) => <span className="nowrap">{row.progress}%{row.previousProgress !== null && <><br /><span className="quiet">{t('report.wasProgress', { progress: row.previousProgress })}</span></>}</span>;
  const remarks = (row: EntryRow) => <EntryRemarks row={row} onAsk={mayRemark ? () => setAsking(row) : undefined} />;
  const columns: RowColumn<EntryRow>[] = [
    { key: 'task', title: t('field.task'), width: 150, render: task },
    { key: 'unit', title: t('field.unit'), width: 170, render: (row) => <>{unit(row)}<br /><span className="quiet">{name(row.region)}</span></> },
    { key: 'progress', title: t('field.progress'), width: 88, render: progress },
    { key: 'done', title: t('report.field.done'), width: 230, render: (row) => text(row.done) },
    { key: 'problems', title: t('report.field.problems'), width: 145, render: (row) => text(row.problems) },
    { key: 'nextSteps', title: t('report.field.nextSteps'), width: 145, render: (row) => text(row.nextSteps) },
    { key: 'remarks', title: t('report.remarks'), width: 190, render: remarks },
  ];
  return (
    <>
      <PageHead title={t('nav.reportEntries')} sub={t('report.entriesHint')}>
        <Button icon={<DownloadOutlined />} href={entriesUrl(params.query)} download data-testid="export-entries">{t('ledger.export')}</Button>
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params}>
        <FilterSelect single params={params} name="period" label={t('field.period')} options={periods.map((row) => ({ value: row.id, label: name(row) }))} />
        <TaskFilter params={params} />
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <DepartmentFilter params={params} label={t('field.lead')} />
        <FilterSelect single params={params} name="remarks" label={t('report.remarks')} options={['open', 'any'].map((value) => ({ value, label: t(`report.remarked.${value}`) }))} />
      </FilterBar>
      <ListBody<EntryRow> rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('nav.reportEntries')}
        card={(row) => (
          <>
            {unit(row)}
            <div className="line">{task(row)}{progress(row)}</div>
            <p className="said">{row.done}</p>
            {remarks(row)}
          </>
        )}
        empty={<EmptyRows params={params} hint={t('report.noEntriesYet')} />} />
      {asking && <AskDialog row={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}
