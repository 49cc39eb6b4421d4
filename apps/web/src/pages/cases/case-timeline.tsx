import { useTranslation } from 'react-i18next';
import { attachmentUrl } from '../../api/client';
import { Link } from 'react-router';
import type { CaseReportStep, CaseStep } from '../../api/model';
import { useActionWord, useName, useWord } from '../../api/reference';
import { EventTimeline } from '../../components/event-timeline';
import { useCaseWord } from './use-case-word';

const order = ['opinion', 'rank', 'publicityFrom', 'publicityTo', 'docNo', 'batch', 'designatedOn', 'level', 'quotaReason', 'year', 'score', 'grade', 'vetoItems', 'improvements'];

/** Who did what when with which reason, newest first. */
export function CaseTimeline({ steps, reportSteps }: { steps: CaseStep[]; reportSteps: CaseReportStep[] }) {
  const { t } = useTranslation();
  const act = useCaseWord();
  const word = useWord();
  const actOnReport = useActionWord('progress-report');
  const name = useName();
  if (steps.length + reportSteps.length === 0) return <p className="quiet">{t('case.noSteps')}</p>;
  return (
    <EventTimeline events={[...steps.map((step) => ({
      id: step.id,
      at: step.at,
      who: `${step.by.name} · ${word('role', step.by.role)}`,
      title: <>{act(step.action)} → {word('case_state', step.to)}</>,
      detail: <StepDetail step={step} />,
    })), ...reportSteps.map((step) => ({
      id: step.id, at: step.at, who: `${step.by.name} · ${word('role', step.by.role)}`,
      title: <><Link to={`/reports/${step.reportId}`}>{t('report.ofPeriod', { period: name(step.period) })}</Link> {actOnReport(step.action)} → {word('report_state', step.to)}</>,
      detail: step.reason && <p className="said">{step.reason}</p>,
    }))].sort((a, b) => (a.at < b.at ? 1 : -1))} />
  );
}

function StepDetail({ step }: { step: CaseStep }) {
  const { t } = useTranslation();
  const word = useWord();
  const shown = (name: string, value: unknown) => {
    if (Array.isArray(value)) return value.join('；');
    return name === 'grade' ? t(`grade.${String(value)}`) : name === 'level' ? word('pilot_level', String(value)) : String(value);
  };
  return (
    <>
      {step.reason && <p className="said">{t('field.reason')}：{step.reason}</p>}
      {Object.entries(step.fieldReasons).map(([field, reason]) => <p key={field} className="said">{t(`application.${field}`)}：{reason}</p>)}
      {order.filter((name) => name in step.detail).map((name) => [name, step.detail[name]] as const).map(([name, value]) => <p key={name} className="said">{t(`caseField.${name}`)}：{shown(name, value)}</p>)}
      {step.attachments.map((file) => <div key={file.id}><a href={attachmentUrl(file.id)} download>{file.name}</a></div>)}
    </>
  );
}
