import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { VisitRow } from '../../api/model';
import { useName } from '../../api/reference';
import { RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { listVisits } from './inspections.api';
import { VisitCard } from './visit-lines';

export function VisitsPage() {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  const params = useListParams();
  const [view, setView] = useListView('visits');
  const rows = useRows('visits', { ...params.query, limit: view.size }, listVisits);
  const columns: RowColumn<VisitRow>[] = [
    { key: 'unit', title: t('field.unit'), width: 260, render: (row) => <Link to={`/visits/${row.id}`}>{row.unit.name}</Link> },
    { key: 'inspection', title: t('field.inspection'), width: 240, render: (row) => row.inspection.name },
    { key: 'region', title: t('field.region'), width: 110, render: (row) => name(row.region) },
    { key: 'visitOn', title: t('field.visitOn'), width: 120, render: (row) => day(row.visitOn) },
    { key: 'state', title: t('field.state'), width: 100, render: (row) => <StateTag list="visit_state" code={row.state} /> },
    { key: 'findings', title: t('nav.findings'), width: 80, align: 'right', render: (row) => <Link to={`/findings?visit=${row.id}`} className="num">{row.findings}</Link> },
    { key: 'score', title: t('field.score'), width: 80, align: 'right', render: (row) => <span className="num">{row.score ?? '—'}</span> },
    { key: 'lead', title: t('field.visitLead'), width: 100, render: (row) => row.lead?.name ?? '—' },
  ];
  return (
    <>
      <PageHead title={t('nav.visits')} />
      <FilterBar params={params} chips={['inspection', 'pilotCase']}>
        <RegionFilter params={params} />
        <WordFilter params={params} name="state" list="visit_state" />
        <FilterSelect single params={params} name="mine" label={t('field.mine')} options={[{ value: 'true', label: t('common.true') }]} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={(row) => <VisitCard visit={row} />} params={params} view={view} onView={setView} label={t('nav.visits')}
        empty={<EmptyRows params={params} hint={t('visit.empty')} />} />
    </>
  );
}
