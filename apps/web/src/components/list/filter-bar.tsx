import { Badge, Button, Grid } from 'antd';
import FilterOutlined from '@ant-design/icons/es/icons/FilterOutlined';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterChips } from './filter-chips';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  /** Stays when the filters are folded away. */
  search?: ReactNode;
  /** Filters a link may carry that have no field here. */
  chips?: string[];
  children: ReactNode;
}

/** Open on a desk, folded on a phone. */
export function FilterBar({ params, search, chips = [], children }: Props) {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? wide;
  return (
    <section className="filters" aria-label={t('list.filters')}>
      {search}
      {open && children}
      <FilterChips params={params} names={chips} />
      <Badge count={open ? 0 : params.active} size="small" color="var(--accent)">
        <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setChosen(!open)}>{t(open ? 'list.fold' : 'list.filters')}</Button>
      </Badge>
      {params.active > 0 && <Button type="link" onClick={params.clear}>{t('list.clear', { n: params.active })}</Button>}
    </section>
  );
}
