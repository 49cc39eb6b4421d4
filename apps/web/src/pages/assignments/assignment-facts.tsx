import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Assignment } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import { Facts } from '../../components/facts';
import { ProgressPair } from '../../components/progress-pair';
import { useFormat } from '../../components/use-format';
import { DueOn } from './use-assignment-columns';

export function AssignmentFacts({ assignment: row }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  const { day } = useFormat();
  const link = (ref: { id: string; no: string }) => <Link key={ref.id} to={`/assignments/${ref.id}`}>{ref.no}</Link>;
  const more: [string, ReactNode][] = [
    ...(row.signDueOn && !row.signedOn ? [[t('field.signDueOn'), day(row.signDueOn)] as [string, ReactNode]] : []),
    ...(row.archiveNo ? [[t('field.archiveNo'), `${row.archiveNo} · ${day(row.archivedOn)}`] as [string, ReactNode]] : []),
    ...(row.extensionCount > 0 ? [[t('field.extensionCount'), row.extensionCount] as [string, ReactNode]] : []),
    ...(row.suspendedOn ? [[t('field.suspendedOn'), `${day(row.suspendedOn)} · ${t('feedback.daysLeft', { count: Math.max(0, row.workingDaysLeft ?? 0) })}`] as [string, ReactNode]] : []),
    ...(row.refusedOn ? [[t('field.refusedOn'), day(row.refusedOn)] as [string, ReactNode]] : []),
    ...(row.replaces ? [[t('field.replaces'), link(row.replaces)] as [string, ReactNode]] : []),
    ...(row.replacedBy ? [[t('field.replacedBy'), link(row.replacedBy)] as [string, ReactNode]] : []),
  ];
  const { kind, id, text } = row.source;
  const pages: Record<string, string> = { policy: '/policies', plan: '/cases' };
  const said = text && (id && pages[kind] ? <Link to={`${pages[kind]}/${id}`}>{text}</Link> : text);
  const source = <>{word('task_source', kind)} {said}</>;
  const parties = row.parties.map(({ department, role }) => `${name(department)} (${t(`party.${role}`)})`);
  return (
    <Facts items={[
      [t('field.no'), row.no],
      [t('field.region'), name(row.region)],
      [t('field.urgency'), word('urgency', row.urgency)],
      [t('field.dueOn'), <DueOn key="due" row={row} />],
      ...(row.answerDueOn === row.dueOn ? [] : [[t('field.answerDueOn'), day(row.answerDueOn)] as [string, ReactNode]]),
      [t('field.progress'), <ProgressPair key="progress" actual={row.progress} planned={row.plannedProgress} />],
      [t('field.returnCount'), row.returnCount],
      [t('field.issuedOn'), day(row.issuedOn)],
      [t('field.signedOn'), day(row.signedOn)],
      [t('field.completedOn'), day(row.completedOn)],
      ...more,
      [t('field.parties'), parties.join(t('common.comma')) || '—'],
      [t('field.source'), source],
      [t('field.requirement'), row.requirement],
    ]} />
  );
}
