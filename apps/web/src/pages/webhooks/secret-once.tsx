import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SecretLine } from '../../components/secret-line';

/** The server keeps it sealed and shows it to nobody again. */
export function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={t('webhooks.made')} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" onClick={onClose} data-testid="secret-kept">{t('apiTokens.kept')}</Button>}>
      <Alert type="warning" showIcon title={t('webhooks.once')} description={t('webhooks.how')} />
      <SecretLine value={secret} label={t('webhooks.secret')} testId="webhook-secret" />
    </Modal>
  );
}
