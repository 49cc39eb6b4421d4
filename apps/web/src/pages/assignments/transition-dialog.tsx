import { Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { isProblem } from '../../api/problem';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { actOn } from './assignments.api';
import { DueDatePicker } from './due-date-picker';

interface Props {
  assignment: Assignment;
  action: string;
  label: string;
  /** What the workflow says this action cannot do without: reason, dueOn, conclusion. */
  needs: string[];
  onClose: () => void;
}
interface Values { reason?: string; conclusion?: string; dueOn?: Dayjs }

export function TransitionDialog({ assignment, action, label, needs, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const act = useMutation({
    mutationFn: ({ dueOn, ...said }: Values) => actOn(assignment.id, assignment.version, { action, ...said, dueOn: dueOn?.format('YYYY-MM-DD') }),
    onSuccess: (row) => {
      cache.setQueryData(['assignments', assignment.id], row);
      for (const key of ['assignments', 'cases', 'todos', 'overview']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => {
      markFields(form, error);
      // Someone was faster: the buttons of the page behind must follow the row.
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['assignments', assignment.id] });
    },
  });
  const required = [{ required: true, message: t('form.required') }];

  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={act.isPending}
      okText={label} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'transition-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <p>{assignment.unit.name} · {assignment.task.code}</p>
      <Form form={form} layout="vertical" onFinish={(values) => act.mutate(values)}>
        {needs.includes('conclusion') && <Form.Item name="conclusion" label={t('field.conclusion')} rules={required}><Input.TextArea rows={3} data-testid="transition-conclusion" /></Form.Item>}
        {needs.includes('dueOn') && <Form.Item name="dueOn" label={t('field.newDueOn')} rules={required}><DueDatePicker testId="transition-due-on" /></Form.Item>}
        {needs.includes('reason') && <Form.Item name="reason" label={t('field.reason')} rules={required}><Input.TextArea rows={3} data-testid="transition-reason" /></Form.Item>}
      </Form>
    </Modal>
  );
}
