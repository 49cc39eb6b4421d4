import { Form, Input, Modal } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, askForConfirmation, data } from '../api/client';
import { markFields } from '../components/mark-fields';
import { ProblemAlert } from '../components/problem-alert';
import { useSession } from './session';

interface Values { password: string; otp?: string }

/** Asks for the password once more when the API wants that before a sensitive act; the act itself then goes on. */
export function ConfirmIdentity() {
  const { t } = useTranslation();
  const { user, twoFactorSince } = useSession();
  const [form] = Form.useForm<Values>();
  const [open, setOpen] = useState(false);
  const answer = useRef<(shown: boolean) => void>(undefined);
  const finish = (shown: boolean) => {
    setOpen(false);
    form.resetFields();
    confirm.reset();
    answer.current?.(shown);
    answer.current = undefined;
  };
  const confirm = useMutation({ mutationFn: (body: Values) => data(api.POST('/api/v1/auth/confirm', { body })), onSuccess: () => finish(true), onError: (error) => markFields(form, error) });

  useEffect(() => {
    askForConfirmation(() => new Promise<boolean>((resolve) => {
      answer.current?.(false);
      answer.current = resolve;
      setOpen(true);
    }));
    return () => askForConfirmation(undefined);
  }, []);

  return (
    <Modal open={open} title={t('confirm.title')} okText={t('confirm.submit')} cancelText={t('common.cancel')} confirmLoading={confirm.isPending}
      onOk={form.submit} onCancel={() => finish(false)} okButtonProps={{ 'data-testid': 'confirm-identity' }} zIndex={1300}>
      <p>{t('confirm.hint')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => confirm.mutate(values)}>
        <input type="text" autoComplete="username" value={user.username} readOnly hidden />
        <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.needPassword') }]}>
          <Input.Password autoComplete="current-password" autoFocus data-testid="confirm-password" />
        </Form.Item>
        {twoFactorSince && (
          <Form.Item name="otp" label={t('signIn.otp')} rules={[{ required: true, message: t('form.required') }]}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={20} data-testid="confirm-otp" />
          </Form.Item>
        )}
        <div aria-live="polite"><ProblemAlert error={confirm.error} /></div>
        {/* Enter in any field sends, as it does on the sign-in page. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
