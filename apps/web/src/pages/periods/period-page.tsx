import { Button, Popconfirm } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { PeriodDetail } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { PeriodDrawer } from './period-drawer';
import { PeriodRoll } from './period-roll';
import { PeriodState } from './period-state';
import { getPeriod, openPeriod } from './periods.api';

/** A period: its days, of whom a report is expected, and why of somebody none is. */
export function PeriodPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['reporting-periods', id], queryFn: () => getPeriod(id) });
  return <Loaded query={query}>{(row) => <Period row={row} />}</Loaded>;
}

function Period({ row }: { row: PeriodDetail }) {
  const { t } = useTranslation();
  const name = useName();
  const word = useWord();
  const { day, time } = useFormat();
  const cache = useQueryClient();
  const [changing, setChanging] = useState(false);
  const open = useMutation({ mutationFn: () => openPeriod(row.id, row.version), onSuccess: () => cache.invalidateQueries({ queryKey: ['reporting-periods'] }) });
  const all = t('period.everybody');
  const list = (names: string[]) => (names.length > 0 ? names.join(t('common.comma')) : all);
  return (
    <>
      <PageHead title={name(row)} sub={<span className="tags"><PeriodState state={row.state} />{word('report_type', row.type)} · {day(row.startsOn)} – {day(row.endsOn)}</span>}>
        {row.openedAt && <Link to={`/reports?period=${row.id}`}>{t('nav.reports')}</Link>}
        {row.abilities.includes('open') && (
          <Popconfirm title={t('period.openAsk', { count: row.roll.expected })} onConfirm={() => open.mutate()} okText={t('common.yes')} cancelText={t('common.cancel')}>
            <Button loading={open.isPending} data-testid="open-period">{t('period.openNow')}</Button>
          </Popconfirm>
        )}
        {row.abilities.includes('change') && <Button type="primary" onClick={() => setChanging(true)} data-testid="change-period">{t('period.change')}</Button>}
      </PageHead>
      <div aria-live="polite"><ProblemAlert error={open.error} /></div>
      <section className="panel">
        <Facts items={[
          [t('period.opensOn'), row.openedAt ? `${day(row.opensOn)} · ${t('period.openedAt', { time: time(row.openedAt) })}` : day(row.opensOn)],
          [t('period.dueOn'), day(row.dueOn)],
          [t('period.closesOn'), day(row.closesOn)],
          [t('field.region'), list(row.regions.map(name))],
          [t('field.batch'), list(row.batches.map(name))],
          [t('field.level'), list(row.levels.map((code) => word('pilot_level', code)))],
          [t('period.caseStates'), list(row.caseStates.map((code) => word('case_state', code)))],
        ]} />
        {row.instructions && <p className="prose"><strong>{t('period.instructions')}</strong>{t('common.colon')}{row.instructions}</p>}
      </section>
      <PeriodRoll period={row} />
      {changing && <PeriodDrawer period={row} onClose={() => setChanging(false)} />}
    </>
  );
}
