import { Button } from 'antd';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../api/model';
import { permissions } from '../../app/permissions';
import { useCan, useSession } from '../../app/session';
import { Facts } from '../../components/facts';
import { PrintButton } from '../../components/print-button';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { SavingNote } from '../cases/saving-note';
import { BasisForm } from './basis-form';
import { ProblemList } from './problem-list';
import { RemarkDialog } from './remark-dialog';
import { RemarkPanel } from './remark-panel';
import { ReportActions } from './report-actions';
import { ChangesSinceLook, ReportHistory } from './report-changes';
import { ReportFiles } from './report-files';
import { EntryGrid, IndicatorGrid, SectionGrid } from './report-grids';
import { ReportTitle } from './report-title';
import { formUrl, lookAt } from './reports.api';
import { SheetContext, type Sheet } from './sheet';
import { useCellName } from './use-cell-name';
import { useCells } from './use-cells';

const underReview = ['submitted', 'city_review', 'province_review', 'accepted'];

/** One report as a sheet: written in while it is with the unit, read and remarked on by those who review it. */
export function ReportBody({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { reach } = useSession();
  const [basis, setBasis] = useState<string>();
  const [notes, setNotes] = useState<Record<string, string>>({});
  const [remarking, setRemarking] = useState<string>();
  const cells = useCells(report, basis);
  const cellName = useCellName(report);
  const asksBasis = report.abilities.includes('write') && reach !== 'unit' && !report.onBehalf && !basis;
  const editable = report.abilities.includes('write') && !asksBasis;
  const reviews = report.abilities.some((ability) => ability === 'return' || ability === 'remark');
  const since = useLook(report);
  const lastReturn = Math.max(0, ...report.remarks.filter(({ kind }) => kind === 'return').map(({ submission }) => submission));
  const sheet: Sheet = {
    cells, editable, name: cellName,
    problemsAt: (cell) => report.problems.filter((problem) => problem.cell === cell),
    remarksAt: (cell) => report.remarks.filter((remark) => remark.cell === cell && (remark.kind !== 'return' || remark.submission === lastReturn)),
    noteAt: (cell) => notes[cell],
    ...(reviews && { onRemark: setRemarking }),
  };
  return (
    <SheetContext.Provider value={sheet}>
      <ReportTitle report={report}>
        {editable && <SavingNote state={cells.state} />}
        {report.abilities.includes('write') && <Button icon={<DownloadOutlined />} href={formUrl(report.id)} download data-testid="get-form">{t('report.getForm')}</Button>}
        <PrintButton />
        <ReportActions report={report} flush={cells.flush} notes={notes} onSent={() => setNotes({})} />
      </ReportTitle>
      <div aria-live="polite"><ProblemAlert error={cells.error} onRetry={() => void cells.flush()} /></div>
      <section className="panel"><ReportFacts report={report} /></section>
      {asksBasis && <BasisForm onGiven={setBasis} />}
      {since !== undefined && <ChangesSinceLook report={report} since={since} />}
      {report.problems.length + (editable ? 1 : 0) > 0 && <ProblemList report={report} />}
      <section className="panel sheet-panel" aria-labelledby="entries"><h2 id="entries">{t('report.entries')}</h2>{editable && <p className="quiet no-print">{t('report.keys')}</p>}<EntryGrid report={report} /></section>
      <section className="panel sheet-panel" aria-labelledby="indicators"><h2 id="indicators">{t('report.indicators')}</h2><IndicatorGrid report={report} /></section>
      <section className="panel sheet-panel" aria-labelledby="sections"><h2 id="sections">{t('report.sections')}</h2><SectionGrid report={report} /></section>
      <ReportFiles report={report} />
      <RemarkPanel report={report} />
      <ReportHistory report={report} />
      {remarking && (
        <RemarkDialog key={remarking} report={report} cell={remarking} note={notes[remarking]} onClose={() => setRemarking(undefined)}
          onNote={(reason) => setNotes(({ [remarking]: _, ...others }) => (reason ? { ...others, [remarking]: reason } : others))} />
      )}
    </SheetContext.Provider>
  );
}

function ReportFacts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { day, time } = useFormat();
  const { period } = report;
  return (
    <Facts items={[
      [t('report.span'), `${day(period.startsOn)} – ${day(period.endsOn)}`],
      [t('report.dueOn'), day(period.dueOn)],
      [t('report.closesOn'), day(period.closesOn)],
      [t('field.submittedAt'), report.submittedAt ? `${time(report.submittedAt)} · ${t(report.onTime ? 'report.on_time' : 'report.late')}` : t('report.notSubmitted')],
      [t('report.submissionsTitle'), t('report.submissionCount', { count: report.submissions, returned: report.returnedCount })],
      ...(report.direct ? [[t('report.way'), t('report.directWay')] as [string, string]] : []),
      ...(period.instructions ? [[t('report.instructions'), period.instructions] as [string, string]] : []),
    ]} />
  );
}

/** Notes that a reviewer has this submission before the eyes. @returns the one looked at before, where it was another */
function useLook(report: Report): number | undefined {
  const cache = useQueryClient();
  const { reach } = useSession();
  const acts = useCan(permissions.actOnReports);
  const looks = acts && reach !== 'unit' && underReview.includes(report.state) && report.submissions > 0;
  const [before] = useState(report.looked);
  const { id, submissions } = report;
  const behind = report.looked !== submissions;
  useEffect(() => {
    if (looks && behind) void lookAt([{ id, submission: submissions }]).then(() => cache.setQueryData<Report>(['reports', id], (old) => old && { ...old, looked: submissions }), () => undefined);
  }, [cache, looks, behind, id, submissions]);
  return useMemo(() => (looks && before !== null && before < submissions ? before : undefined), [looks, before, submissions]);
}
