import { Grid, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AssignmentWithLatest } from '../../api/model';
import { useName } from '../../api/reference';
import { FlagTags } from '../../components/flag-tags';
import { LightTag } from '../../components/light-tag';
import { ProgressPair } from '../../components/progress-pair';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { LogProgressButton } from '../progress/log-progress-button';

type Row = AssignmentWithLatest;

/** A case's tasks with what was last done on each, and the pencil right beside it. */
export function CaseAssignments({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const wide = Grid.useBreakpoint().md ?? true;
  if (rows.length === 0) return <p className="quiet">{t('case.noAssignments')}</p>;
  if (!wide) return <div className="row-cards">{rows.map((row) => <AssignmentCard key={row.id} row={row} />)}</div>;
  return (
    <Table<Row>
      rowKey="id"
      size="small"
      aria-label={t('nav.assignments')}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'task', title: t('field.task'), width: 220, render: (_, row) => <TaskLink row={row} /> },
        { key: 'light', title: t('field.light'), width: 85, render: (_, row) => <LightTag light={row.light} /> },
        { key: 'state', title: t('field.state'), width: 120, render: (_, row) => <><StateTag list="task_state" code={row.state} /><FlagTags flags={row.flags} /></> },
        { key: 'progress', title: t('field.progress'), width: 200, render: (_, row) => <ProgressPair actual={row.progress} planned={row.plannedProgress} /> },
        { key: 'dueOn', title: t('field.dueOn'), width: 105, render: (_, row) => day(row.dueOn) },
        { key: 'latest', title: t('field.latest'), width: 210, render: (_, row) => <Latest row={row} /> },
        { key: 'log', title: t('progress.log'), width: 130, fixed: 'end', render: (_, row) => <LogProgressButton assignment={row} /> },
      ]}
    />
  );
}

function TaskLink({ row }: { row: Row }) {
  const name = useName();
  return <Link to={`/assignments/${row.id}`} className="clamp">{row.task.code} {name(row.task)}</Link>;
}

function Latest({ row }: { row: Row }) {
  const { day } = useFormat();
  if (!row.latest) return <>—</>;
  return <div className="clamp" title={row.latest.done}>{row.latest.done}<span className="quiet"> {day(row.latest.occurredOn)} · {row.latest.authorName}</span></div>;
}

function AssignmentCard({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <article className="row-card">
      <TaskLink row={row} />
      <div className="line"><LightTag light={row.light} /><StateTag list="task_state" code={row.state} /><FlagTags flags={row.flags} /></div>
      <ProgressPair actual={row.progress} planned={row.plannedProgress} />
      <div className="quiet">{t('field.dueOn')} {day(row.dueOn)}</div>
      <Latest row={row} />
      <LogProgressButton assignment={row} />
    </article>
  );
}
