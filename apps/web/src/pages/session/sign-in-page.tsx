import { Alert, Button, Form, Input } from 'antd';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api, data } from '../../api/client';
import { isProblem } from '../../api/problem';
import { LanguageSwitch } from '../../app/language-switch';
import { queryClient } from '../../app/query-client';
import { sessionSign } from '../../app/session-sign';
import { Banner } from '../../app/banner';
import { ProblemAlert } from '../../components/problem-alert';
import { DemoAccounts } from './demo-accounts';
import './sign-in.css';

interface Credentials { username: string; password: string; otp?: string }

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [form] = Form.useForm<Credentials>();
  const demo = useQuery({ queryKey: ['demo-accounts'], queryFn: () => data(api.GET('/api/v1/auth/demo-accounts')), staleTime: Infinity });
  const options = useQuery({ queryKey: ['sign-in-options'], queryFn: () => data(api.GET('/api/v1/auth/options')), staleTime: Infinity });
  // Told only after the password was right.
  const [asksCode, setAsksCode] = useState(false);
  const refused = search.get('refused');
  const signIn = useMutation({
    mutationFn: (body: Credentials) => data(api.POST('/api/v1/auth/login', { body })),
    onSuccess: async () => {
      sessionSign.set();
      queryClient.removeQueries({ queryKey: ['me'] });
      await navigate(safePath(search.get('next')), { replace: true });
    },
    onError: (error) => setAsksCode((asked) => asked || (isProblem(error, 401) && error.body.code === 'otp_required')),
  });

  useEffect(() => {
    document.title = t('signIn.title');
  }, [t]);

  return (
    <div className="sign-in">
      <header className="sign-in-head"><LanguageSwitch /></header>
      <main className={demo.data?.demo ? 'sign-in-body with-demo' : 'sign-in-body'}>
        <section className="panel sign-in-form">
          <h1>{t('shell.title')}</h1>
          <p className="quiet">{t('signIn.hint')}</p>
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(body) => signIn.mutate(body)}>
            <Form.Item name="username" label={t('signIn.username')} rules={[{ required: true, message: t('signIn.needUsername') }]}>
              <Input autoComplete="username" autoFocus size="large" data-testid="username" />
            </Form.Item>
            <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.needPassword') }]}>
              <Input.Password autoComplete="current-password" size="large" data-testid="password" />
            </Form.Item>
            {asksCode && (
              <Form.Item name="otp" label={t('signIn.otp')} extra={t('signIn.otpHint')} rules={[{ required: true, message: t('signIn.needOtp') }]}>
                <Input inputMode="numeric" autoComplete="one-time-code" autoFocus size="large" maxLength={20} data-testid="otp" />
              </Form.Item>
            )}
            <div aria-live="assertive" data-testid="sign-in-error">
              {!isOtpRequired(signIn.error) && <ProblemAlert error={signIn.error} />}
              {refused && !signIn.error && <Alert type="error" showIcon className="problem" title={t(`signIn.refused.${refused}`, { defaultValue: t('signIn.refused.oidc_failed') })} />}
            </div>
            <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending} data-testid="submit">{t('signIn.submit')}</Button>
            {options.data?.provider && <Button block size="large" className="provider" href="/api/v1/auth/oidc/start" data-testid="provider">{t('signIn.provider', { name: options.data.provider })}</Button>}
          </Form>
        </section>
        {demo.data?.demo && <DemoAccounts accounts={demo.data.items} onPick={(username) => { form.setFieldsValue({ username }); form.focusField('password'); }} />}
      </main>
      <Banner demo={demo.data?.demo} />
    </div>
  );
}

const isOtpRequired = (error: unknown) => isProblem(error, 401) && error.body.code === 'otp_required';

/** Only a path of this console: a link must not be able to send anyone elsewhere after signing in. */
const safePath = (next: string | null) => (next && /^\/(?![/\\])/.test(next) ? next : '/');
