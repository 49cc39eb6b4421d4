import { Button, Drawer, Form, Input, InputNumber } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { planMilestones } from './assignments.api';
import { DueDatePicker } from './due-date-picker';

interface Values { milestones?: { title: string; dueOn: Dayjs; plannedProgress: number }[] }

/** The whole plan at once, in the order of its days; none makes it a straight line. */
export function MilestoneDrawer({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ milestones = [] }: Values) => planMilestones(assignment.id, assignment.version, milestones.map(({ dueOn, ...rest }) => ({ ...rest, dueOn: dueOn.format('YYYY-MM-DD') }))),
    onSuccess: (row) => { cache.setQueryData(['assignments', assignment.id], row); void cache.invalidateQueries({ queryKey: ['assignments'] }); onClose(); },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Drawer open onClose={onClose} title={t('milestone.title')} size={560} footer={<Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-milestones">{t('common.save')}</Button>}>
      <div aria-live="polite"><ProblemAlert error={save.error} /></div>
      <p className="quiet">{t('milestone.hint', { day: day(assignment.dueOn) })}</p>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}
        initialValues={{ milestones: assignment.milestones.map(({ title, dueOn, plannedProgress }) => ({ title, dueOn: dayjs(dueOn), plannedProgress })) }}>
        <Form.List name="milestones">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <fieldset key={key} className="plan-task">
                  <legend>{t('milestone.nth', { n: name + 1 })}</legend>
                  <Form.Item name={[name, 'title']} label={t('milestone.name')} rules={required}><Input maxLength={200} data-testid={`milestone-title-${name}`} /></Form.Item>
                  <Form.Item name={[name, 'dueOn']} label={t('milestone.dueOn')} rules={required}><DueDatePicker testId={`milestone-due-${name}`} /></Form.Item>
                  <Form.Item name={[name, 'plannedProgress']} label={t('milestone.planned')} rules={required}><InputNumber min={1} max={99} precision={0} suffix="%" data-testid={`milestone-percent-${name}`} /></Form.Item>
                  <Button size="small" onClick={() => remove(name)}>{t('common.remove', { name: t('milestone.nth', { n: name + 1 }) })}</Button>
                </fieldset>
              ))}
              <Button onClick={() => add()} disabled={fields.length >= 20} data-testid="add-milestone">{t('milestone.add')}</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Drawer>
  );
}
