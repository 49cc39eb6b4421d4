import { Button, Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../api/model';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import { PercentInput } from '../progress/percent-input';
import { DueDatePicker } from './due-date-picker';
import { askExtension } from './extensions.api';

interface Values { reason: string; proposedDueOn: Dayjs; progress: number }

/** 申请延期: before the limit passes, with a reason, a date and how far one has come. */
export function AskExtensionButton({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const ask = useMutation({
    mutationFn: ({ proposedDueOn, ...rest }: Values) => askExtension({ ...rest, assignmentId: assignment.id, proposedDueOn: proposedDueOn.format('YYYY-MM-DD') }),
    onSuccess: () => {
      setOpen(false);
      for (const key of ['assignments', 'extensions', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => markFields(form, error),
  });
  const required = [{ required: true, message: t('form.required') }];
  if (!assignment.abilities.includes('ask_extension')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="ask-extension">{t('extension.ask')}</Button>
      <Modal open={open} title={t('extension.ask')} onCancel={() => setOpen(false)} onOk={form.submit} confirmLoading={ask.isPending}
        okText={t('extension.submit')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'extension-submit' } as ButtonProps}>
        <div aria-live="polite"><ProblemAlert error={ask.error} /></div>
        <p className="quiet">{t('extension.askHint', { day: day(assignment.dueOn) })}</p>
        <Form form={form} layout="vertical" initialValues={{ progress: assignment.progress }} onFinish={(values) => ask.mutate(values)}>
          <Form.Item name="proposedDueOn" label={t('extension.proposed')} rules={required}><DueDatePicker testId="extension-due-on" /></Form.Item>
          <Form.Item name="progress" label={t('field.progress')} rules={required}><PercentInput planned={assignment.plannedProgress} /></Form.Item>
          <Form.Item name="reason" label={t('field.reason')} rules={required}><Input.TextArea rows={3} data-testid="extension-reason" /></Form.Item>
        </Form>
      </Modal>
    </>
  );
}
