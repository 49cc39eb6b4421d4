import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { ImportLink } from '../ledgers/import-link';
import { AssignmentCard } from './assignment-card';
import { AssignmentFilters } from './assignment-filters';
import { listAssignments } from './assignments.api';
import { useAssignmentColumns } from './use-assignment-columns';

export function AssignmentsPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('assignments');
  const columns = useAssignmentColumns();
  const rows = useRows('assignments', { ...params.query, limit: view.size }, listAssignments);
  const mayAssign = useCan(permissions.createAssignments);

  return (
    <>
      <PageHead title={t('nav.assignments')}>
        {mayAssign && <Link to="/assignments/new"><Button type="primary" tabIndex={-1} data-testid="assign">{t('assign.title')}</Button></Link>}
        <ImportLink kind="progress-updates" />
        <ExportButton path="progress-updates" only={['region', 'task']} label={t('ledger.exportProgress')} />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <AssignmentFilters params={params} />
      <ListBody rows={rows} columns={columns} card={(row) => <AssignmentCard row={row} />} params={params} view={view} onView={setView} label={t('nav.assignments')}
        empty={<EmptyRows params={params} hint={t(mayAssign ? 'assignment.emptyAssign' : 'assignment.empty')} />} />
    </>
  );
}
