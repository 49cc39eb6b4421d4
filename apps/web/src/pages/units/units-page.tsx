import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/session';
import { permissions } from '../../app/permissions';
import { BatchFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { DateFilter } from '../../components/list/date-filter';
import { EmptyRows } from '../../components/list/empty-rows';
import { ExportButton } from '../../components/list/export-button';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { SearchFilter } from '../../components/list/search-filter';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
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
  const mayCount = useCan(permissions.viewStats);
  const mayAdd = useCan(permissions.writeUnits);
  const asOf = params.one('asOf');
  const { day } = useFormat();
  const [adding, setAdding] = useState(false);

  return (
    <>
      <PageHead title={t('nav.units')} sub={asOf && t('unit.asOfSub', { day: day(asOf) })}>
        {mayAdd && <Button type="primary" onClick={() => setAdding(true)} data-testid="add-unit">{t('unit.add')}</Button>}
        {mayAdd && <Link to="/units/duplicates">{t('duplicate.title')}</Link>}
        {mayCount && <Link to="/units/statistics">{t('unitStats.title')}</Link>}
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
        <WordFilter params={params} name="industry" list="industry_section" />
        <WordFilter params={params} name="track" list="sector_track" />
        <FilterSelect params={params} name="status" label={t('field.unitStatus')} options={['active', 'merged', 'closed'].map((value) => ({ value, label: t(`unitStatus.${value}`) }))} />
        <DateFilter params={params} name="asOf" label={t('unit.asOf')} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={(row) => <UnitCard row={row} />} params={params} view={view} onView={setView} label={t('nav.units')}
        empty={<EmptyRows params={params} hint={t(mayAdd ? 'unit.emptyAdd' : 'unit.empty')} />} />
      {mayAdd && <UnitAddDrawer open={adding} onClose={() => setAdding(false)} />}
    </>
  );
}
