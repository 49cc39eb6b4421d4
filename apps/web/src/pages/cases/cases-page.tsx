import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRow } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { BatchFilter, DepartmentFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { listCases } from './cases.api';
import { useCaseColumns } from './use-case-columns';

export function CasesPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('cases');
  const columns = useCaseColumns();
  const rows = useRows('cases', { ...params.query, limit: view.size }, listCases);

  return (
    <>
      <PageHead title={t('nav.cases')}><ListTools view={view} onChange={setView} columns={columns} /></PageHead>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} />}>
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <WordFilter params={params} name="level" list="pilot_level" />
        <WordFilter params={params} name="state" list="case_state" />
        <DepartmentFilter params={params} label={t('field.sponsors')} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={(row) => <CaseCard row={row} />} params={params} view={view} onView={setView} label={t('nav.cases')}
        empty={<EmptyRows params={params} hint={t('case.empty')} />} />
    </>
  );
}

function CaseCard({ row }: { row: CaseRow }) {
  const word = useWord();
  const name = useName();
  return (
    <>
      <Link className="title" to={`/cases/${row.id}`}>{row.unit.name}</Link>
      <div className="line quiet">
        <span>{name(row.region)}</span><span>{name(row.batch)} · {word('pilot_level', row.level)}</span>
        <StateTag list="case_state" code={row.state} />
      </div>
    </>
  );
}
