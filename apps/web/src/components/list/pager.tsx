import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format';
import type { ListParams } from './use-list-params';
import type { ListView } from './use-list-view';

interface Props {
  params: ListParams;
  view: ListView;
  onView: (change: Partial<ListView>) => void;
  total: number | undefined;
  nextCursor: string | null | undefined;
}

export function Pager({ params, view, onView, total, nextCursor }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <nav className="list-foot" aria-label={t('list.pages')}>
      <span aria-live="polite" data-testid="list-total" data-total={total}>{total === undefined ? '' : t('list.total', { total: number(total) })}</span>
      <span className="page-tools">
        <Select
          aria-label={t('list.size')}
          value={view.size}
          onChange={(size) => { onView({ size }); if (!params.onFirstPage) params.set('cursor', undefined); }}
          options={[20, 50, 100, 200].map((size) => ({ value: size, label: t('list.perPage', { size }) }))}
        />
        <Button disabled={params.onFirstPage} onClick={params.previous} data-testid="page-previous">{t('list.previous')}</Button>
        <Button disabled={!nextCursor} onClick={() => nextCursor && params.next(nextCursor)} data-testid="page-next">{t('list.next')}</Button>
      </span>
    </nav>
  );
}
