import { Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SupervisionNotice } from '../../api/model';
import { isProblem } from '../../api/problem';
import { filled } from '../../components/filled';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { moveNotice } from './supervision.api';

interface Props {
  notice: SupervisionNotice;
  action: string;
  label: string;
  /** What the workflow says this action cannot do without. */
  needs: string[];
  onClose: () => void;
}
interface Values { reason?: string; reply?: string }

export function NoticeDialog({ notice, action, label, needs, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const move = useMutation({
    mutationFn: (values: Values) => moveNotice(notice.id, notice.version, { action, ...filled(values) }),
    onSuccess: (row) => {
      cache.setQueryData(['supervision', notice.id], row);
      for (const key of ['supervision', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
    onError: (error) => {
      markFields(form, error);
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['supervision', notice.id] });
    },
  });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={move.isPending} okText={label} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'notice-confirm' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={move.error} /></div>
      <p>{notice.unit.name} · {notice.no ?? notice.assignmentNo}</p>
      <Form form={form} layout="vertical" onFinish={(values) => move.mutate(values)}>
        {needs.includes('reply') && <Form.Item name="reply" label={t('supervision.reply')} rules={required}><Input.TextArea rows={5} maxLength={4000} data-testid="notice-reply" /></Form.Item>}
        {needs.includes('reason') && <Form.Item name="reason" label={t('field.reason')} rules={required}><Input.TextArea rows={3} maxLength={2000} data-testid="notice-reason" /></Form.Item>}
      </Form>
    </Modal>
  );
}
