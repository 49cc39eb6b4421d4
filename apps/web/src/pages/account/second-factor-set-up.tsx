import { Button, Form, Input, QRCode } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import { markFields } from '../../components/mark-fields';
import { ProblemAlert } from '../../components/problem-alert';
import './account.css';

interface Props {
  made: { secret: string; uri: string };
  onDone: (recoveryCodes: string[]) => void;
}

/** The secret as a picture for the telephone and as letters to type; then a code shows that it got there. */
export function SecondFactorSetUp({ made, onDone }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ otp: string }>();
  const confirm = useMutation({
    mutationFn: ({ otp }: { otp: string }) => data(api.POST('/api/v1/auth/second-factor/confirm', { body: { otp } })),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    onError: (error) => markFields(form, error),
  });
  return (
    <div className="second-factor">
      <QRCode value={made.uri} type="svg" size={168} bordered={false} bgColor="#ffffff" color="#000000" aria-label={t('account.factorPicture')} role="img" />
      <div>
        <p>{t('account.factorScan')}</p>
        <p><code className="secret" data-testid="second-factor-secret">{made.secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => confirm.mutate(values)}>
          <Form.Item name="otp" label={t('signIn.otp')} rules={[{ required: true, message: t('form.required') }]}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} className="otp" data-testid="second-factor-otp" />
          </Form.Item>
          <div aria-live="polite"><ProblemAlert error={confirm.error} /></div>
          <Button type="primary" htmlType="submit" loading={confirm.isPending} data-testid="second-factor-confirm">{t('account.factorConfirm')}</Button>
        </Form>
      </div>
    </div>
  );
}
