import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../api/model';
import { BatchFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { Pager } from '../../components/list/pager';
import { RowsTable } from '../../components/list/rows-table';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { ProblemAlert } from '../../components/problem-alert';
import { listCases } from '../cases/cases.api';
import { useCaseColumns } from '../cases/use-case-columns';

interface Props {
  value: CaseRow[];
  onChange: (cases: CaseRow[]) => void;
}

/** The choice outlives filters and pages: pick some here, search, pick more. */
export function PickCases({ value, onChange }: Props) {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('pick-cases');
  const rows = useRows('cases', { ...params.query, limit: view.size }, listCases);
  const columns = useCaseColumns().filter(({ key }) => ['unit', 'region', 'batch', 'level', 'state'].includes(key));

  return (
    <>
      <h2>{t('assign.cases')} <span className="quiet num">{value.length}</span> {value.length > 0 && <Button type="link" size="small" onClick={() => onChange([])}>{t('assign.chooseNone')}</Button>}</h2>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} testId="case-search" />}>
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <WordFilter params={params} name="level" list="pilot_level" />
      </FilterBar>
      <ProblemAlert error={rows.error} />
      <div className="pick-cases">
        <RowsTable rows={rows.data?.items ?? []} columns={columns} view={view} params={params} loading={rows.isFetching} card={() => null} label={t('assign.cases')}
          empty={<EmptyRows params={params} hint={t('case.empty')} />}
          rowSelection={{
            selectedRowKeys: value.map(({ id }) => id),
            preserveSelectedRowKeys: true,
            onChange: (_keys, chosen) => onChange(chosen.filter(Boolean)),
            columnTitle: (box) => <span title={t('assign.choosePage')}>{box}</span>,
            getCheckboxProps: (row) => ({ 'aria-label': row.unit.name }) as object,
            getTitleCheckboxProps: () => ({ 'aria-label': t('assign.choosePage') }) as object,
          }} />
      </div>
      <Pager params={params} view={view} onView={setView} total={rows.data?.total} nextCursor={rows.data?.nextCursor} />
    </>
  );
}
