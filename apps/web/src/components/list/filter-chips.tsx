import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  /** Filters that come with a link (a todo, a unit, a visit) and have no field of their own. */
  names: string[];
}

/** A narrowing nobody chose here still has to be seen, and be taken away with a click. */
export function FilterChips({ params, names }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {names.filter((name) => params.one(name)).map((name) => (
        <Tag key={name} variant="outlined" className="filter-chip" closable={{ 'aria-label': t('common.remove', { name: t(`chip.${name}`) }) }}
          onClose={(event) => { event.preventDefault(); params.set(name, undefined); }} data-testid={`chip-${name}`}>
          {t(`chip.${name}`)}
        </Tag>
      ))}
    </>
  );
}
