import { useTranslation } from 'react-i18next';
import { lightOrder } from '../../components/light-counts';
import { BatchFilter, DepartmentFilter, RegionFilter, TaskFilter, WordFilter } from '../../components/list/choice-filters';
import { DateFilter } from '../../components/list/date-filter';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { SearchFilter } from '../../components/list/search-filter';
import type { ListParams } from '../../components/list/use-list-params';

export function AssignmentFilters({ params }: { params: ListParams }) {
  const { t } = useTranslation();
  return (
    <FilterBar params={params} chips={['lead', 'awaits', 'refused', 'pilotUnit', 'pilotCase']} search={<SearchFilter params={params} placeholder={t('unit.searchHint')} testId="assignment-search" />}>
      <FilterSelect params={params} name="light" label={t('field.light')} options={lightOrder.map((light) => ({ value: light, label: t(`light.${light}`) }))} />
      <WordFilter params={params} name="state" list="task_state" />
      <RegionFilter params={params} />
      <BatchFilter params={params} />
      <TaskFilter params={params} />
      <DepartmentFilter params={params} label={t('field.lead')} />
      <DateFilter params={params} name="dueBefore" label={t('field.dueBefore')} />
      <FilterSelect single params={params} name="overdue" label={t('field.overdue')} options={['true', 'false'].map((value) => ({ value, label: t(`common.${value}`) }))} />
    </FilterBar>
  );
}
