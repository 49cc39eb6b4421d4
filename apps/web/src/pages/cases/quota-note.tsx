import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Named } from '../../api/model';
import { useBatches, useName } from '../../api/reference';
import { getQuotas } from '../batches/batches.api';

/** How many places the regions of these cases have in their batches, and how many are taken. */
export function QuotaNote({ of }: { of: { batch: Named; region: Named }[] }) {
  const { t } = useTranslation();
  const name = useName();
  const batches = useBatches().data ?? [];
  const codes = [...new Set(of.map(({ batch }) => batch.code))];
  const wanted = batches.filter(({ code }) => codes.includes(code));
  const answers = useQueries({ queries: wanted.map(({ id }) => ({ queryKey: ['batches', id, 'quotas'], queryFn: () => getQuotas(id) })) });
  const lines = wanted.flatMap((batch, i) => {
    const regions = new Set(of.filter((row) => row.batch.code === batch.code).map(({ region }) => region.code));
    return (answers[i]?.data?.items ?? []).filter(({ region }) => regions.has(region.code)).map((row) => ({ batch, row }));
  });
  if (lines.length === 0) return null;
  return (
    <ul className="plain-list quiet quota-note" data-testid="quota-note">
      {lines.map(({ batch, row }) => (
        <li key={batch.id + row.region.id}>{t('batch.used', { batch: name(batch), region: name(row.region), quota: row.quota ?? t('batch.noLimit'), recommended: row.recommended, designated: row.designated })}</li>
      ))}
    </ul>
  );
}
