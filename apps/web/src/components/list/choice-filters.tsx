import { useTranslation } from 'react-i18next';
import { useBatches, useDepartments, useName, useRegions, useTasks, useVocabularies } from '../../api/reference';
import { FilterSelect } from './filter-select';
import type { ListParams } from './use-list-params';

interface Props { params: ListParams }

export function RegionFilter({ params }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const regions = useRegions().data ?? [];
  return <FilterSelect params={params} name="region" label={t('field.region')} options={regions.map((row) => ({ value: row.code, label: name(row) }))} />;
}

export function BatchFilter({ params }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const batches = useBatches().data ?? [];
  return <FilterSelect params={params} name="batch" label={t('field.batch')} options={batches.map((row) => ({ value: row.code, label: name(row) }))} />;
}

/** `name` is both the query parameter and, under `field.`, its label; `list` the vocabulary it takes its words from. */
export function WordFilter({ params, name, list }: Props & { name: string; list: string }) {
  const { t, i18n } = useTranslation();
  const terms = useVocabularies().data?.[list] ?? [];
  const options = terms.map((term) => ({ value: term.code, label: i18n.language === 'en' ? term.en : term.zh }));
  return <FilterSelect params={params} name={name} label={t(`field.${name}`)} options={options} />;
}

export function DepartmentFilter({ params, label }: Props & { label: string }) {
  const { i18n } = useTranslation();
  const departments = useDepartments().data ?? [];
  const options = departments
    .filter((row) => row.code)
    .map((row) => ({ value: row.code!, label: (i18n.language === 'en' && row.nameEn) || (row.shortName ?? row.name) }));
  return <FilterSelect params={params} name="department" label={label} options={options} />;
}

export function TaskFilter({ params }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const tasks = useTasks().data ?? [];
  return <FilterSelect params={params} name="task" label={t('field.task')} options={tasks.map((row) => ({ value: row.code, label: `${row.code} ${name(row)}` }))} />;
}
