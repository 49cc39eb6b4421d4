import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Report } from '../../api/model';
import { useActionWord, useWord } from '../../api/reference';
import { EventTimeline } from '../../components/event-timeline';
import { Loaded } from '../../components/loaded';
import { ChangeList } from './change-list';
import { getChanges, getComparison } from './reports.api';

/** What changed since the reviewer's last look, as it was when the page was opened. */
export function ChangesSinceLook({ report, since }: { report: Report; since: number }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['reports', report.id, 'changes', since, report.submissions], queryFn: () => getChanges(report.id, since) });
  return (
    <section className="panel" aria-labelledby="since-look" data-testid="since-look">
      <h2 id="since-look">{t('report.sinceLook', { n: since })}</h2>
      <Loaded query={query}>{(changes) => <ChangeList changes={changes} />}</Loaded>
    </section>
  );
}

/** Who did what; any earlier submission, and the edition that a correction corrects, beside what stands now. */
export function ReportHistory({ report }: { report: Report }) {
  const { t } = useTranslation();
  const word = useWord();
  const act = useActionWord('progress-report');
  const [against, setAgainst] = useState<number | 'edition'>();
  const query = useQuery({
    queryKey: ['reports', report.id, 'changes', against, report.submissions], enabled: against !== undefined,
    queryFn: () => (against === 'edition' ? getComparison(report.id) : getChanges(report.id, against)),
  });
  const kept = report.steps.filter(({ action }) => action === 'return' || action === 'withdraw').map(({ detail }) => Number(detail['submission']));
  const options = [...(report.edition > 1 ? [{ value: 'edition' as const, label: t('report.editionBefore', { n: report.edition - 1 }) }] : []), ...kept.map((n) => ({ value: n, label: t('report.submission', { n }) }))];
  return (
    <section className="panel no-print" aria-labelledby="history">
      <h2 id="history">{t('report.history')}</h2>
      {report.editions.length > 1 && (
        <p data-testid="editions">{t('report.editions')}{t('common.colon')}{report.editions.map((one) => (
          <span key={one.id} className="edition">{one.id === report.id ? <strong>{t('report.edition', { n: one.edition })}</strong> : <Link to={`/reports/${one.id}`}>{t('report.edition', { n: one.edition })}</Link>} <span className="quiet">{[word('report_state', one.state), one.reason].filter(Boolean).join(' · ')}</span></span>
        ))}</p>
      )}
      {options.length > 0 && <p><Select aria-label={t('report.compareWith')} placeholder={t('report.compareWith')} style={{ minWidth: 220 }} allowClear value={against} onChange={setAgainst} options={options} data-testid="compare-with" /></p>}
      {against !== undefined && <Loaded query={query}>{(changes) => <ChangeList changes={changes} />}</Loaded>}
      {report.steps.length === 0 ? <p className="quiet">{t('report.noSteps')}</p> : (
        <EventTimeline events={[...report.steps].reverse().map((step, i) => ({
          id: `${step.at}-${i}`, at: step.at, who: `${step.by.name} · ${word('role', step.by.role)}`,
          title: <>{act(step.action)} → {word('report_state', step.to)}</>,
          detail: <>{step.reason && <p className="said">{step.reason}</p>}{typeof step.detail['onBehalf'] === 'string' && <p className="said">{t('report.onBehalf')}{t('common.colon')}{step.detail['onBehalf']}</p>}</>,
        }))} />
      )}
    </section>
  );
}
