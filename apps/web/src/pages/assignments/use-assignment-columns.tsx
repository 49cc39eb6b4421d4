import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/model';
import { useName } from '../../api/reference';
import { FlagTags } from '../../components/flag-tags';
import { LightTag } from '../../components/light-tag';
import type { RowColumn } from '../../components/list/rows-table';
import { ProgressPair } from '../../components/progress-pair';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

export function useAssignmentColumns(): RowColumn<AssignmentRow>[] {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  return [
    { key: 'task', title: t('field.task'), width: 240, render: (row) => <Link className="clamp" to={`/assignments/${row.id}`}>{row.task.code} {name(row.task)}</Link> },
    { key: 'unit', title: t('field.unit'), width: 200, render: (row) => <Link className="clamp" to={`/cases/${row.caseId}`}>{row.unit.name}</Link> },
    { key: 'light', title: t('field.light'), width: 80, render: (row) => <LightTag light={row.light} /> },
    { key: 'state', title: t('field.state'), width: 120, render: (row) => <><StateTag list="task_state" code={row.state} /><FlagTags flags={row.flags} /></> },
    { key: 'progress', title: t('field.progress'), width: 200, sort: 'progress', render: (row) => <ProgressPair actual={row.progress} planned={row.plannedProgress} /> },
    { key: 'dueOn', title: t('field.dueOn'), width: 120, sort: 'dueOn', render: (row) => <DueOn row={row} /> },
    { key: 'region', title: t('field.region'), width: 100, render: (row) => name(row.region) },
    { key: 'lead', title: t('field.lead'), width: 150, render: (row) => name(row.lead) },
    { key: 'lastUpdateOn', title: t('field.lastUpdateOn'), width: 120, sort: 'updatedAt', render: (row) => day(row.lastUpdateOn) },
    { key: 'no', title: t('field.no'), width: 150, render: (row) => <span className="num">{row.no}</span> },
  ];
}

/** The date asked for first stays visible when it was moved. */
export function DueOn({ row }: { row: AssignmentRow }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <div>
      {day(row.dueOn)}
      {row.originalDueOn !== row.dueOn && <div className="quiet">{t('assignment.originally', { day: day(row.originalDueOn) })}</div>}
    </div>
  );
}
