import { App, Button, Form, Input, Modal, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { resetRole } from './roles.api';

/** Takes every adjustment of a role back, for a reason. */
export function ResetRole({ role, name }: { role: Role; name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const [asking, setAsking] = useState(false);
  const reset = useMutation({
    mutationFn: ({ reason }: { reason: string }) => resetRole(role.code, role.version, reason),
    onSuccess: () => {
      setAsking(false);
      void message.success(t('people.rolesSaved'));
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['roles'] }),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)} data-testid="role-reset">{t('people.toDefault')}</Button>
      <Modal open={asking} destroyOnHidden title={t('people.toDefault')} onCancel={() => setAsking(false)} onOk={form.submit} confirmLoading={reset.isPending}
        okText={t('people.toDefault')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'role-reset-confirm' } as ButtonProps}>
        <div aria-live="polite"><ProblemAlert error={reset.error} /></div>
        <p>{t('people.toDefaultHint', { name })}</p>
        <Form form={form} layout="vertical" onFinish={(values) => reset.mutate(values)}>
          <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, message: t('form.required') }]}><Input.TextArea rows={2} maxLength={300} data-testid="role-reset-reason" /></Form.Item>
        </Form>
      </Modal>
    </>
  );
}
