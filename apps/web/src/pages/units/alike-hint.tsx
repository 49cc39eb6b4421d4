import { Alert } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listAlike } from './units.api';

/** Says while a unit is entered which ones of the register it may be. It hinders nobody. */
export function AlikeHint({ name, uscc }: { name: string | undefined; uscc: string | undefined }) {
  const { t } = useTranslation();
  const query = useDeferredValue({ name: (name ?? '').trim(), uscc: (uscc ?? '').trim() }, {});
  const asked = (query.name?.length ?? 0) >= 4 || query.uscc?.length === 18;
  const alike = useQuery({ queryKey: ['units', 'alike', query], queryFn: () => listAlike(query), enabled: asked });
  if (!asked || !alike.data?.items.length) return null;
  return (
    <Alert type="warning" showIcon className="problem" title={t('duplicate.maybe')} data-testid="alike"
      description={<ul>{alike.data.items.map((unit) => <li key={unit.id}><Link to={`/units/${unit.id}`}>{unit.name}</Link> <span className="quiet">{unit.region} · {unit.uscc} · {unit.because.map((why) => t(`duplicate.because.${why}`)).join(t('common.comma'))}</span></li>)}</ul>} />
  );
}
