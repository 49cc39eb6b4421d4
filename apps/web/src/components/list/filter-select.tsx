import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** One value only, where "any of" means nothing (overdue, period). */
  single?: boolean;
  /** What counts while nothing is chosen. */
  otherwise?: string | undefined;
}

export function FilterSelect({ params, name, label, options, single, otherwise }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        mode={single ? undefined : 'multiple'}
        maxTagCount="responsive"
        allowClear={!otherwise || params.one(name) !== undefined}
        showSearch={options.length > 8 && { optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        placeholder={t('list.any')}
        value={single ? (params.one(name) ?? otherwise) : params.all(name)}
        onChange={(value: string | string[] | undefined) => params.set(name, value)}
        options={options}
        data-testid={`filter-${name}`}
      />
    </div>
  );
}
