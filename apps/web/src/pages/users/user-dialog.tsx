import { Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/model';
import { isProblem } from '../../api/problem';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { actOnUser, type UserAction } from './users.api';

interface Props {
  user: User;
  action: UserAction;
  label: string;
  onClose: () => void;
  onDone: (user: User) => void;
}

export function UserDialog({ user, action, label, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ reason?: string }>();
  const act = useMutation({
    mutationFn: (values: { reason?: string }) => actOnUser(user.id, user.version, { action, ...values }),
    onSuccess: (row) => {
      cache.setQueryData(['users', user.id], row);
      void cache.invalidateQueries({ queryKey: ['users', 'list'] });
      onDone(row);
    },
    onError: (error) => {
      markFields(form, error);
      if (isProblem(error, 409) || isProblem(error, 412)) void cache.invalidateQueries({ queryKey: ['users', user.id] });
    },
  });
  return (
    <Modal open title={label} onCancel={onClose} onOk={form.submit} confirmLoading={act.isPending} okText={label} cancelText={t('common.cancel')}
      okButtonProps={{ 'data-testid': 'user-confirm', danger: action === 'disable' } as ButtonProps}>
      <div aria-live="polite"><ProblemAlert error={act.error} /></div>
      <p><span data-name>{user.name}</span> <code>{user.username}</code></p>
      <p>{t(`people.about.${action}`)}</p>
      <Form form={form} layout="vertical" onFinish={(values) => act.mutate(values)}>
        {action === 'disable' && (
          <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}>
            <Input.TextArea rows={3} maxLength={300} data-testid="user-reason" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
