import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePeriodName } from '../../api/reference';
import { getAskedFields } from './reports.api';

/** 填报负担: how many fields the unit was asked for this year, and in which periods. */
export function AskedFields({ unitId }: { unitId: string }) {
  const { t } = useTranslation();
  const periodName = usePeriodName();
  const asked = useQuery({ queryKey: ['asked-fields', unitId], queryFn: () => getAskedFields(unitId) }).data;
  if (!asked) return null;
  const parts = [...asked.periods.map(({ period, fields }) => `${periodName(period)} ${fields}`), ...(asked.requests > 0 ? [t('report.askedBeside', { count: asked.requests })] : [])];
  return <span data-testid="asked-fields">{t('report.asked', { year: asked.year, count: asked.total })}{parts.length > 0 && `（${parts.join(t('common.comma'))}）`}</span>;
}
