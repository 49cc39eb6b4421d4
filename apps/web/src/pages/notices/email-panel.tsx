import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../api/model';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import { askForCode, confirmEmail, preferencesQuery, removeEmail } from './notices.api';

/** An address, used once the code that went there was typed in. */
export function EmailPanel({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [changing, setChanging] = useState(false);
  const [addressForm] = Form.useForm<{ email: string }>();
  const [codeForm] = Form.useForm<{ code: string }>();
  const renew = (row: Preferences) => cache.setQueryData(preferencesQuery.queryKey, row);
  const ask = useMutation({ mutationFn: askForCode, onSuccess: (row) => { renew(row); setChanging(false); }, onError: (error) => markFields(addressForm, error) });
  const confirm = useMutation({
    mutationFn: confirmEmail,
    onSuccess: (row) => { renew(row); void message.success(t('notices.confirmed')); },
    onError: (error) => markFields(codeForm, error),
  });
  const remove = useMutation({ mutationFn: removeEmail, onSuccess: (row) => void renew(row) });
  const { email, emailWanted, mailAvailable } = preferences;
  const entering = changing || (email === null && emailWanted === null);
  const required = [{ required: true, message: t('form.required') }];
  return (
    <>
      <p>{email ? <strong data-name data-testid="own-email">{email}</strong> : <span className="quiet">{t('notices.noAddress')}</span>}</p>
      <div aria-live="polite"><ProblemAlert error={ask.error ?? confirm.error ?? remove.error} /></div>
      {emailWanted && !changing && (
        <Form form={codeForm} layout="vertical" requiredMark={false} onFinish={({ code }) => confirm.mutate(code)}>
          <p>{t('notices.codeSent')} <span data-name>{emailWanted}</span></p>
          <Form.Item name="code" label={t('notices.code')} extra={t('notices.codeHint')} rules={required}><Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 160 }} data-testid="email-code" /></Form.Item>
          <Button type="primary" htmlType="submit" loading={confirm.isPending} data-testid="confirm-email">{t('notices.confirm')}</Button>
        </Form>
      )}
      {entering && (
        <Form form={addressForm} layout="vertical" requiredMark={false} disabled={!mailAvailable} onFinish={({ email: wanted }) => ask.mutate(wanted)}>
          <Form.Item name="email" label={t('notices.email')} extra={t('notices.consent')} rules={required}><Input type="email" autoComplete="email" maxLength={200} data-testid="email" /></Form.Item>
          <Button type="primary" htmlType="submit" loading={ask.isPending} data-testid="ask-code">{t('notices.sendCode')}</Button>
        </Form>
      )}
      <div className="page-tools">
        {!entering && mailAvailable && <Button onClick={() => setChanging(true)} data-testid="change-email">{t('notices.changeAddress')}</Button>}
        {changing && <Button onClick={() => setChanging(false)}>{t('common.cancel')}</Button>}
        {email && (
          <Popconfirm title={t('notices.removeAsk')} okText={t('common.yes')} cancelText={t('common.cancel')} onConfirm={() => remove.mutate()}>
            <Button danger loading={remove.isPending} data-testid="remove-email">{t('notices.remove')}</Button>
          </Popconfirm>
        )}
      </div>
    </>
  );
}
