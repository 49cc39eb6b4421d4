import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/session';
import { permissions } from '../../app/permissions';
import { BatchFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
import { FilterBar } from '../../components/list/filter-bar';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { ImportLink } from '../ledgers/import-link';
import { UnitAddDrawer } from './unit-add-drawer';
import { UnitCard } from './unit-card';
import { listUnits } from './units.api';
import { useUnitColumns } from './use-unit-columns';

export function UnitsPage() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('units');
  const columns = useUnitColumns();
  const rows = useRows('units', { ...params.query, limit: view.size }, listUnits);
  const mayAdd = useCan(permissions.writeUnits);
  const [adding, setAdding] = useState(false);

  return (
    <>
      <PageHead title={t('nav.units')}>
        {mayAdd && <Button type="primary" onClick={() => setAdding(true)} data-testid="add-unit">{t('unit.add')}</Button>}
        <ImportLink kind="pilot-units" />
        <ExportButton path="pilot-units" />
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} testId="unit-search" />}>
        <RegionFilter params={params} />
        <BatchFilter params={params} />
        <WordFilter params={params} name="level" list="pilot_level" />
        <WordFilter params={params} name="ownership" list="ownership" />
        <WordFilter params={params} name="size" list="size" />
        <WordFilter params={params} name="track" list="sector_track" />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={(row) => <UnitCard row={row} />} params={params} view={view} onView={setView} label={t('nav.units')}
        empty={<EmptyRows params={params} hint={t(mayAdd ? 'unit.emptyAdd' : 'unit.empty')} />} />
      {mayAdd && <UnitAddDrawer open={adding} onClose={() => setAdding(false)} />}
    </>
  );
}
