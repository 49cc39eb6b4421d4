import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskRow } from '../../api/model';
import { useName, useTasks } from '../../api/reference';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
import { ListTools } from '../../components/list/list-tools';
import { RowsTable, type RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { ImportLink } from '../ledgers/import-link';

/** The catalogue in force, in its own order. */
export function TasksPage() {
  const { t, i18n } = useTranslation();
  const name = useName();
  const params = useListParams();
  const [view, setView] = useListView('tasks');
  const english = i18n.language === 'en';
  const names = (departments: TaskRow['coLeads']) => departments.map((one) => name(one)).join(t('common.comma')) || '—';
  const link = (row: TaskRow) => <Link to={`/assignments?task=${row.code}`} className="clamp" data-name>{row.code} {name(row)}</Link>;
  const columns: RowColumn<TaskRow>[] = [
    { key: 'task', title: t('field.task'), width: 360, render: link },
    { key: 'direction', title: t('task.direction'), width: 180, render: (row) => (english ? row.directionNameEn : row.directionName) },
    { key: 'lead', title: t('field.lead'), width: 140, render: (row) => name(row.lead) },
    { key: 'coLeads', title: t('task.coLeads'), width: 160, render: (row) => names(row.coLeads) },
    { key: 'cooperating', title: t('task.cooperating'), width: 280, render: (row) => names(row.cooperating) },
  ];
  return (
    <>
      <PageHead title={t('nav.tasks')}>
        <ImportLink kind="task-categories" />
        <ExportButton path="task-categories" />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <Loaded query={useTasks()}>
        {(rows) => (
          <>
            {rows.some(({ illustrative }) => illustrative) && <Alert type="info" showIcon className="problem" title={t('task.sample')} />}
            <RowsTable rows={rows} columns={columns} view={view} params={params} loading={false} label={t('nav.tasks')} empty={<EmptyRows params={params} hint={t('task.empty')} />}
              card={(row) => <>{link(row)}<div className="line"><span>{name(row.lead)}</span><span className="quiet">{english ? row.directionNameEn : row.directionName}</span></div></>} />
          </>
        )}
      </Loaded>
    </>
  );
}
