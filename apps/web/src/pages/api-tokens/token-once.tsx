import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SecretLine } from '../../components/secret-line';

/** The server keeps its hash alone. */
export function TokenOnce({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={t('apiTokens.made')} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" onClick={onClose} data-testid="token-kept">{t('apiTokens.kept')}</Button>}>
      <Alert type="warning" showIcon title={t('apiTokens.once')} description={t('apiTokens.how')} />
      <SecretLine value={token} label={t('nav.apiTokens')} testId="token-once" />
    </Modal>
  );
}
