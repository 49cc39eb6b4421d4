import { Grid, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanTask } from '../../api/model';
import { useName, useTasks } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { planSections } from './plan-sections';

export function PlanView({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const name = useName();
  const tasks = useTasks().data ?? [];
  const wide = Grid.useBreakpoint().md ?? true;
  const task = (code: string) => tasks.find((one) => one.code === code);
  const title = (row: PlanTask) => <>{row.taskCode} {task(row.taskCode) && name(task(row.taskCode)!)}</>;
  const milestones = (row: PlanTask) => <ul className="plain-list">{row.milestones.map((one, i) => <li key={i}><span className="num">{day(one.dueOn)}</span> {one.name}</li>)}</ul>;
  return (
    <>
      <section className="panel">
        {planSections.map((section) => <div key={section} className="plan-part"><h2>{t(`plan.section.${section}`)}</h2><p className="said">{plan.sections[section] || '—'}</p></div>)}
      </section>
      <section className="panel" aria-labelledby="plan-tasks">
        <h2 id="plan-tasks">{t('plan.tasks')}</h2>
        {!wide && <div className="row-cards">{plan.tasks.map((row) => <article key={row.taskCode} className="row-card"><strong>{title(row)}</strong><p className="said">{row.measures}</p><div className="quiet">{t('plan.owner')} {row.owner}</div>{milestones(row)}</article>)}</div>}
        {wide && <Table<PlanTask> rowKey="taskCode" size="small" pagination={false} dataSource={plan.tasks} scroll={{ x: 'max-content' }} aria-label={t('plan.tasks')} locale={{ emptyText: t('plan.noTasks') }}
          columns={[
            { title: t('field.task'), width: 240, render: (_, row) => title(row) },
            { title: t('plan.measures'), width: 320, render: (_, row) => <span className="said">{row.measures}</span> },
            { title: t('plan.owner'), width: 140, render: (_, row) => row.owner },
            { title: t('plan.milestones'), width: 280, render: (_, row) => milestones(row) },
          ]} />}
      </section>
    </>
  );
}
