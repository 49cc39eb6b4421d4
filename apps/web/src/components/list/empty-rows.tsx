import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ListParams } from './use-list-params';

interface Props {
  params: ListParams;
  /** What to do when nothing is there even without a filter. */
  hint: ReactNode;
}

export function EmptyRows({ params, hint }: Props) {
  const { t } = useTranslation();
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={params.active > 0
        ? <>{t('list.nothingMatches')} <Link to="?">{t('list.clear', { n: params.active })}</Link></>
        : hint}
    />
  );
}
