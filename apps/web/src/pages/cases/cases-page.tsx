import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRow } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { BatchFilter, DepartmentFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterChips } from '../../components/list/filter-chips';
import { FilterBar } from '../../components/list/filter-bar';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { StateTag } from '../../components/state-tag';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { DesignateBar } from './designate-bar';
import { listCases } from './cases.api';
import { OpenCaseDrawer } from './open-case-drawer';
import { useCaseColumns } from './use-case-columns';

/** States from which a case can be designated. */
const awaiting = ['province_review', 'publicity'];

export function CasesPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('cases');
  const columns = useCaseColumns();
  const rows = useRows('cases', { ...params.query, limit: view.size }, listCases);
  const mayApply = useCan(permissions.applyCases);
  const mayDesignate = useCan(permissions.designateCases);
  const [opening, setOpening] = useState(false);
  const [chosen, setChosen] = useState<CaseRow[]>();

  return (
    <>
      <PageHead title={t('nav.cases')}>
        {mayApply && <Button type="primary" onClick={() => setOpening(true)} data-testid="open-case">{t('case.apply')}</Button>}
        {mayDesignate && <Button onClick={() => setChosen(chosen ? undefined : [])} aria-pressed={!!chosen} data-testid="designate-mode">{t('designate.mode')}</Button>}
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      {chosen && <DesignateBar chosen={chosen} onDone={() => setChosen(undefined)} />}
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} />}>
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <WordFilter params={params} name="level" list="pilot_level" />
        <WordFilter params={params} name="state" list="case_state" />
        <DepartmentFilter params={params} label={t('field.sponsors')} />
        <FilterChips params={params} names={['awaits']} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={(row) => <CaseCard row={row} />} params={params} view={view} onView={setView} label={t('nav.cases')}
        empty={<EmptyRows params={params} hint={t('case.empty')} />}
        rowSelection={chosen && {
          selectedRowKeys: chosen.map(({ id }) => id),
          preserveSelectedRowKeys: true,
          onChange: (_keys, picked) => setChosen(picked.filter(Boolean)),
          columnTitle: (box) => <span title={t('assign.choosePage')}>{box}</span>,
          getCheckboxProps: (row) => ({ 'aria-label': row.unit.name, disabled: !awaiting.includes(row.state) }) as object,
          getTitleCheckboxProps: () => ({ 'aria-label': t('assign.choosePage') }) as object,
        }} />
      {opening && <OpenCaseDrawer onClose={() => setOpening(false)} />}
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
