import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Extension } from '../../api/model';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { WordFilter } from '../../components/list/choice-filters';
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
import { NoPermissionPage } from '../session/no-permission-page';
import { ExtensionActions } from './extension-actions';
import { ExtensionDates, ExtensionSaid, ExtensionState } from './extension-row';
import { listExtensions } from './extensions.api';

/** Every request for another limit, and those that wait for the position acted in. */
export function ExtensionsPage() {
  const { t } = useTranslation();
  const may = useCan(permissions.readAssignments);
  const params = useListParams();
  const [view, setView] = useListView('extensions');
  const columns = useColumns();
  const rows = useRows('extensions', { ...params.query, limit: view.size }, listExtensions);
  if (!may) return <NoPermissionPage />;
  return (
    <>
      <PageHead title={t('extension.title')} sub={t('extension.hint')}>
        <Link to="/assignments">{t('nav.assignments')}</Link>
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params}>
        <FilterSelect single params={params} name="awaits" label={t('extension.whose')} options={[{ value: 'me', label: t('extension.awaitsMe') }]} />
        <WordFilter params={params} name="state" list="extension_state" />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={(row) => <Card row={row} />} params={params} view={view} onView={setView} label={t('extension.title')} empty={<EmptyRows params={params} hint={t('extension.empty')} />} />
    </>
  );
}

function useColumns(): RowColumn<Extension>[] {
  const { t } = useTranslation();
  const name = useName();
  return [
    { key: 'task', title: t('field.task'), width: 190, render: (row) => <Link className="clamp" to={`/assignments/${row.assignment.id}`}>{row.task.code} {name(row.task)}</Link> },
    { key: 'unit', title: t('field.unit'), width: 170, render: (row) => <span className="clamp">{row.unit.name}</span> },
    { key: 'state', title: t('field.state'), width: 100, render: (row) => <ExtensionState request={row} /> },
    { key: 'dates', title: t('extension.dates'), width: 190, render: (row) => <ExtensionDates request={row} /> },
    { key: 'said', title: t('field.reason'), width: 270, render: (row) => <ExtensionSaid request={row} /> },
    { key: 'actions', title: t('extension.act'), width: 180, render: (row) => <ExtensionActions request={row} /> },
  ];
}

function Card({ row }: { row: Extension }) {
  const name = useName();
  return (
    <>
      <Link className="title" to={`/assignments/${row.assignment.id}`}>{row.task.code} {name(row.task)}</Link>
      <div className="line quiet"><span>{row.unit.name}</span><ExtensionState request={row} /></div>
      <ExtensionDates request={row} />
      <ExtensionSaid request={row} />
      <ExtensionActions request={row} />
    </>
  );
}
