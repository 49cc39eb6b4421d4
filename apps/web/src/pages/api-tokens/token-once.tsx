import { Alert, App, Button, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

/** The server keeps its hash alone. */
export function TokenOnce({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      void message.success(t('people.copied'));
    } catch {
      // Plain http has no clipboard: the text is selected and can be copied by hand.
      (document.querySelector('[data-testid="token-once"]') as HTMLInputElement | null)?.select();
    }
  };
  return (
    <Modal open title={t('apiTokens.made')} onCancel={onClose} mask={{ closable: false }}
      footer={<Button type="primary" onClick={onClose} data-testid="token-kept">{t('apiTokens.kept')}</Button>}>
      <Alert type="warning" showIcon title={t('apiTokens.once')} description={t('apiTokens.how')} />
      <div className="link-line">
        <Input readOnly value={token} aria-label={t('nav.apiTokens')} data-testid="token-once" data-name />
        <Button onClick={() => void copy()}>{t('people.copy')}</Button>
      </div>
    </Modal>
  );
}
