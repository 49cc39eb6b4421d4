import { useTranslation } from 'react-i18next';
import { useTasks } from '../../api/reference';
import { BatchFilter, DepartmentFilter, RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { SearchFilter } from '../../components/list/search-filter';
import type { ListParams } from '../../components/list/use-list-params';
import { lightOrder } from '../../components/light-counts';

export function MatrixFilters({ params }: { params: ListParams }) {
  const { t } = useTranslation();
  return (
    <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} testId="matrix-search" />}>
      <RegionFilter params={params} />
      <BatchFilter params={params} />
      <WordFilter params={params} name="level" list="pilot_level" />
      <WordFilter params={params} name="track" list="sector_track" />
      <DepartmentFilter params={params} label={t('field.lead')} />
      <DirectionFilter params={params} />
      <FilterSelect params={params} name="light" label={t('field.light')} options={lightOrder.map((light) => ({ value: light, label: t(`light.${light}`) }))} />
    </FilterBar>
  );
}

/** The directions of the catalogue in force, in its order. */
export function DirectionFilter({ params }: { params: ListParams }) {
  const { t, i18n } = useTranslation();
  const tasks = useTasks().data ?? [];
  const words = new Map(tasks.map(({ direction, directionName, directionNameEn }) => [direction, i18n.language === 'en' ? directionNameEn : directionName]));
  return <FilterSelect params={params} name="direction" label={t('task.direction')} options={[...words].map(([value, label]) => ({ value, label }))} />;
}
