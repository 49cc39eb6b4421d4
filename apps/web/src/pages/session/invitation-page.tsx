import { Alert, Button, Form, Input, Skeleton } from 'antd';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, data } from '../../api/client';
import { Banner } from '../../app/banner';
import { LanguageSwitch } from '../../app/language-switch';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { useFormat } from '../../components/use-format';
import './sign-in.css';

interface Values { password: string; again: string }

/** Where a link of an invitation or a reset leads. Its token stands behind the `#`, which no server is told and no log keeps. */
export function InvitationPage() {
  const { t } = useTranslation();
  const [token] = useState(() => location.hash.slice(1));
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => data(api.POST('/api/v1/invitations/look', { body: { token } })),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
  useEffect(() => {
    document.title = t('invitation.title');
  }, [t]);
  return (
    <div className="sign-in">
      <header className="sign-in-head"><LanguageSwitch /></header>
      <main className="sign-in-body">
        <section className="panel sign-in-form">
          <h1>{t('shell.title')}</h1>
          {(token === '' || invitation.error) ? <Alert type="warning" showIcon title={t('invitation.dead')} description={<><p>{t('invitation.deadHint')}</p><Link to="/sign-in">{t('signIn.submit')}</Link></>} /> : null}
          {token !== '' && invitation.isPending && <Skeleton active />}
          {invitation.data && <SetPassword token={token} invitation={invitation.data} />}
        </section>
      </main>
      <Banner />
    </div>
  );
}

function SetPassword({ token, invitation }: { token: string; invitation: { name: string; username: string; kind: string; expiresAt: string } }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [form] = Form.useForm<Values>();
  const redeem = useMutation({
    mutationFn: ({ password }: Values) => data(api.POST('/api/v1/invitations/redeem', { body: { token, password } })),
    onError: (error) => markFields(form, error),
  });
  if (redeem.isSuccess) {
    return <Alert type="success" showIcon data-testid="password-set" title={t('invitation.done')} description={<><p>{t('invitation.doneHint')}</p><Link to="/sign-in">{t('signIn.submit')}</Link></>} />;
  }
  return (
    <>
      <p>{t(invitation.kind === 'reset' ? 'invitation.reset' : 'invitation.welcome', { name: invitation.name })}</p>
      <p className="quiet">{t('signIn.username')} <code>{invitation.username}</code> · {t('invitation.until', { time: time(invitation.expiresAt) })}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => redeem.mutate(values)}>
        <input type="text" autoComplete="username" value={invitation.username} readOnly hidden />
        <Form.Item name="password" label={t('invitation.password')} rules={[{ required: true, message: t('form.required') }]}>
          <Input.Password autoComplete="new-password" size="large" data-testid="new-password" />
        </Form.Item>
        <Form.Item name="again" label={t('account.again')} dependencies={['password']} rules={[
          { required: true, message: t('form.required') },
          { validator: (_, value) => (!value || value === form.getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('account.different')))) },
        ]}>
          <Input.Password autoComplete="new-password" size="large" data-testid="new-password-again" />
        </Form.Item>
        <div aria-live="assertive"><ProblemAlert error={redeem.error} /></div>
        <Button type="primary" htmlType="submit" block size="large" loading={redeem.isPending} data-testid="set-password">{t('invitation.submit')}</Button>
      </Form>
    </>
  );
}
