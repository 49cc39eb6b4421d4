import { Button, Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Extension } from '../../api/model';
import { isProblem } from '../../api/problem';
import { useActionWord, useWorkflow } from '../../api/reference';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { DueDatePicker } from './due-date-picker';
import { decideExtension } from './extensions.api';

interface Values { reason?: string; dueOn?: Dayjs }

/** Exactly what the API says this person may do to a request now. */
export function ExtensionActions({ request }: { request: Extension }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const workflow = useWorkflow('extension-request').data;
  const [open, setOpen] = useState<string>();
  const [form] = Form.useForm<Values>();
  const refresh = () => { for (const key of ['extensions', 'assignments', 'todos']) void cache.invalidateQueries({ queryKey: [key] }); };
  const decide = useMutation({
    mutationFn: ({ dueOn, reason }: Values) => decideExtension(request.id, request.version, { action: open!, ...(reason && { reason }), ...(dueOn && { dueOn: dueOn.format('YYYY-MM-DD') }) }),
    onSuccess: () => { setOpen(undefined); refresh(); },
    onError: (error) => { markFields(form, error); if (isProblem(error, 409) || isProblem(error, 412)) refresh(); },
  });
  const transition = (action: string) => workflow?.transitions.find((row) => row.action === action);
  const label = useActionWord('extension-request');
  const required = [{ required: true, message: t('form.required') }];
  return (
    <span className="page-tools">
      {request.abilities.map((action) => (
        <Button key={action} size="small" color={action === 'reject' ? 'default' : 'primary'} variant="outlined" onClick={() => { form.resetFields(); decide.reset(); setOpen(action); }} data-testid={`extension-${action}`}>{label(action)}</Button>
      ))}
      {open && (
        <Modal open title={label(open)} onCancel={() => setOpen(undefined)} onOk={form.submit} confirmLoading={decide.isPending}
          okText={label(open)} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'extension-confirm' } as ButtonProps}>
          <div aria-live="polite"><ProblemAlert error={decide.error} /></div>
          <p>{request.unit.name} · {request.task.code}</p>
          <p className="said">{request.reason}</p>
          <Form form={form} layout="vertical" initialValues={{ dueOn: dayjs(request.proposedDueOn) }} onFinish={(values) => decide.mutate(values)}>
            {open === 'approve' && <Form.Item name="dueOn" label={t('extension.decided')} rules={required}><DueDatePicker testId="extension-decided-on" /></Form.Item>}
            {transition(open)?.needs?.includes('reason') && <Form.Item name="reason" label={t('field.reason')} rules={required}><Input.TextArea rows={3} data-testid="extension-decision-reason" /></Form.Item>}
          </Form>
        </Modal>
      )}
    </span>
  );
}
