import { Button } from 'antd';
import { useState } from 'react';
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
import type { AssignmentRow } from '../../api/model';
import { AssignmentCard } from './assignment-card';
import { AssignmentFilters } from './assignment-filters';
import { BulkBar } from './bulk-bar';
import { listAssignments } from './assignments.api';
import { useAssignmentColumns } from './use-assignment-columns';

export function AssignmentsPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('assignments');
  const columns = useAssignmentColumns();
  const rows = useRows('assignments', { ...params.query, limit: view.size }, listAssignments);
  const mayAct = useCan(permissions.actOnAssignments);
  const [chosen, setChosen] = useState<AssignmentRow[]>();
  const mayAssign = useCan(permissions.createAssignments);

  return (
    <>
      <PageHead title={t('nav.assignments')}>
        {mayAssign && <Link to="/assignments/new"><Button type="primary" tabIndex={-1} data-testid="assign">{t('assign.title')}</Button></Link>}
        {mayAct && <Button onClick={() => setChosen(chosen ? undefined : [])} aria-pressed={!!chosen} data-testid="bulk-mode">{t('bulk.mode')}</Button>}
        <Link to="/extensions" data-testid="extensions-link">{t('extension.title')}</Link>
        <ImportLink kind="progress-updates" />
        <ExportButton path="progress-updates" only={['region', 'task']} label={t('ledger.exportProgress')} />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      {chosen && <BulkBar chosen={chosen} onDone={() => setChosen(undefined)} />}
      <AssignmentFilters params={params} />
      <ListBody rows={rows} columns={columns} card={(row) => <AssignmentCard row={row} />} params={params} view={view} onView={setView} label={t('nav.assignments')}
        empty={<EmptyRows params={params} hint={t(mayAssign ? 'assignment.emptyAssign' : 'assignment.empty')} />}
        rowSelection={chosen && {
          selectedRowKeys: chosen.map(({ id }) => id),
          preserveSelectedRowKeys: true,
          onChange: (_keys, picked) => setChosen(picked.filter(Boolean)),
          columnTitle: (box) => <span title={t('assign.choosePage')}>{box}</span>,
          getCheckboxProps: (row) => ({ 'aria-label': `${row.unit.name} ${row.task.code}` }) as object,
          getTitleCheckboxProps: () => ({ 'aria-label': t('assign.choosePage') }) as object,
        }} />
    </>
  );
}
