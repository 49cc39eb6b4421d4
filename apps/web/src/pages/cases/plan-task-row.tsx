import { Button, DatePicker, Input } from 'antd';
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { PlanTask } from '../../api/model';
import { useName, useTasks } from '../../api/reference';

interface Props {
  index: number;
  task: PlanTask;
  onChange: (task: PlanTask) => void;
  onRemove: () => void;
}

/** One task of the plan: what is done, who answers for it, and by when which step. */
export function PlanTaskRow({ index, task, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const found = useTasks().data?.find(({ code }) => code === task.taskCode);
  const title = `${task.taskCode} ${found ? name(found) : ''}`;
  const set = (i: number, part: Partial<PlanTask['milestones'][number]>) => onChange({ ...task, milestones: task.milestones.map((one, n) => (n === i ? { ...one, ...part } : one)) });
  const test = (field: string) => `plan-${task.taskCode}-${field}`;
  return (
    <fieldset className="plan-task">
      <legend>{title} <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('common.remove', { name: title })} onClick={onRemove} /></legend>
      <div className="plan-task-grid">
        <label>{t('plan.measures')}<Input.TextArea id={`task-${index}-measures`} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} value={task.measures} onChange={(event) => onChange({ ...task, measures: event.target.value })} data-testid={test('measures')} /></label>
        <label>{t('plan.owner')}<Input id={`task-${index}-owner`} maxLength={100} value={task.owner} onChange={(event) => onChange({ ...task, owner: event.target.value })} data-testid={test('owner')} /></label>
        <div>
          <span id={`milestones-${index}`}>{t('plan.milestones')}</span>
          {task.milestones.map((one, i) => (
            <div key={i} className="milestone">
              <Input id={i === 0 ? `task-${index}-milestones` : undefined} maxLength={200} placeholder={t('plan.milestone')} aria-label={`${title} ${t('plan.milestone')} ${i + 1}`} value={one.name} onChange={(event) => set(i, { name: event.target.value })} data-testid={test(`milestone-${i}`)} />
              <DatePicker format="YYYY-MM-DD" aria-label={`${title} ${t('plan.dueOn')} ${i + 1}`} placeholder={t('plan.dueOn')} value={one.dueOn ? dayjs(one.dueOn) : null} onChange={(day) => set(i, { dueOn: day ? day.format('YYYY-MM-DD') : null })} data-testid={test(`due-${i}`)} />
              <Button type="text" icon={<DeleteOutlined />} aria-label={t('common.remove', { name: `${t('plan.milestone')} ${i + 1}` })} onClick={() => onChange({ ...task, milestones: task.milestones.filter((_, n) => n !== i) })} />
            </div>
          ))}
          <Button size="small" onClick={() => onChange({ ...task, milestones: [...task.milestones, { name: '', dueOn: null }] })}>{t('plan.addMilestone')}</Button>
        </div>
      </div>
    </fieldset>
  );
}
