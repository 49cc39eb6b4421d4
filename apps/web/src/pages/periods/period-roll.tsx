import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PeriodDetail, RollRow } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { RegionFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { StateTag } from '../../components/state-tag';
import { listRoll } from './periods.api';

const reasons = ['other_state', 'other_level', 'other_region', 'other_batch'];

/** 应报名册: every pilot there was when the period opened, and why of some no report is expected. */
export function PeriodRoll({ period }: { period: PeriodDetail }) {
  const { t } = useTranslation();
  const name = useName();
  const word = useWord();
  const params = useListParams();
  const [view, setView] = useListView('period-roll');
  const rows = useRows(`reporting-periods/${period.id}/roll`, { ...params.query, limit: view.size }, listRoll(period.id));
  const { roll } = period;
  const whether = (row: RollRow) => (row.expected ? t('period.expected') : t('period.notExpected', { why: t(`period.reason.${row.reason}`) }));
  const since = (row: RollRow) => (row.caseState === row.caseStateNow ? null : <span className="count-warning">{t('period.now', { state: word('case_state', row.caseStateNow) })}</span>);
  const report = (row: RollRow) => (row.reportId ? <Link to={`/reports/${row.reportId}`}><StateTag list="report_state" code={row.reportState!} /></Link> : '—');
  const columns: RowColumn<RollRow>[] = [
    { key: 'unit', title: t('field.unit'), width: 270, render: (row) => <Link to={`/cases/${row.id}`}>{row.unit.name}</Link> },
    { key: 'region', title: t('field.region'), width: 110, render: (row) => name(row.region) },
    { key: 'batch', title: t('field.batch'), width: 110, render: (row) => name(row.batch) },
    { key: 'level', title: t('field.level'), width: 100, render: (row) => word('pilot_level', row.level) },
    { key: 'caseState', title: t('period.caseState'), width: 190, render: (row) => <span className="tags"><StateTag list="case_state" code={row.caseState} />{since(row)}</span> },
    { key: 'expected', title: t('period.whether'), width: 160, render: whether },
    { key: 'report', title: t('period.report'), width: 120, render: report },
  ];
  return (
    <section className="panel" aria-labelledby="roll">
      <h2 id="roll">{t('period.roll')}</h2>
      <p className="quiet">
        {t(period.openedAt ? 'period.rollFrozen' : 'period.rollWouldBe', { count: roll.expected })}
        {roll.notExpected.map(({ reason, n }) => <span key={reason}> · <Link to={`?expected=false&reason=${reason}`} data-testid={`roll-${reason}`}>{t(`period.reason.${reason}`)} {n}</Link></span>)}
        {roll.stoppedSince > 0 && <span> · <Link to="?stopped=true" data-testid="roll-stopped">{t('period.stoppedSince', { count: roll.stoppedSince })}</Link></span>}
      </p>
      <FilterBar params={params} chips={['stopped']}>
        <FilterSelect single params={params} name="expected" label={t('period.whether')} options={['true', 'false'].map((value) => ({ value, label: t(value === 'true' ? 'period.expected' : 'period.isNotExpected') }))} />
        <FilterSelect params={params} name="reason" label={t('period.why')} options={reasons.map((value) => ({ value, label: t(`period.reason.${value}`) }))} />
        <RegionFilter params={params} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} params={params} view={view} onView={setView} label={t('period.roll')}
        card={(row) => (
          <>
            <Link className="title" to={`/cases/${row.id}`}>{row.unit.name}</Link>
            <div className="line"><StateTag list="case_state" code={row.caseState} />{since(row)}<span className="quiet">{whether(row)}</span>{report(row)}</div>
          </>
        )}
        empty={<EmptyRows params={params} hint={t('period.rollEmpty')} />} />
    </section>
  );
}
