import { App, Button, Form, Input } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import { useSession } from '../../app/session';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { getPolicy } from './account.api';

interface Values { currentPassword: string; newPassword: string; again: string }

/** Changes the own password. Other devices are signed out with it. */
export function PasswordPanel() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { user } = useSession();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const policy = useQuery({ queryKey: ['sign-in-policy'], queryFn: getPolicy });
  const profile = policy.data?.profiles.find(({ name }) => name === policy.data.passwordProfile);
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Values) => data(api.POST('/api/v1/auth/password', { body: { currentPassword, newPassword } })),
    onSuccess: async () => {
      form.resetFields();
      void message.success(t('account.passwordChanged'));
      await cache.invalidateQueries();
    },
    onError: (error) => markFields(form, error),
  });

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
      {profile && (
        <p className="quiet">
          {t('account.rule', { min: profile.minLength })}
          {profile.minClasses > 1 && t('account.ruleClasses', { n: profile.minClasses })}
          {profile.maxAgeDays !== null && t('account.ruleAge', { n: profile.maxAgeDays })}
        </p>
      )}
      <input type="text" autoComplete="username" value={user.username} readOnly hidden />
      <Form.Item name="currentPassword" label={t('account.current')} rules={[{ required: true, message: t('form.required') }]}>
        <Input.Password autoComplete="current-password" data-testid="current-password" />
      </Form.Item>
      <Form.Item name="newPassword" label={t('account.new')} rules={[{ required: true, message: t('form.required') }]}>
        <Input.Password autoComplete="new-password" data-testid="new-password" />
      </Form.Item>
      <Form.Item name="again" label={t('account.again')} dependencies={['newPassword']} rules={[
        { required: true, message: t('form.required') },
        { validator: (_, value) => (!value || value === form.getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(t('account.different')))) },
      ]}>
        <Input.Password autoComplete="new-password" data-testid="new-password-again" />
      </Form.Item>
      <div aria-live="polite"><ProblemAlert error={change.error} /></div>
      <Button htmlType="submit" type="primary" loading={change.isPending} data-testid="change-password">{t('account.change')}</Button>
    </Form>
  );
}
