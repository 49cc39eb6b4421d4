import { Alert, App, Button, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/model';
import { useFormat } from '../../components/use-format';

/** The link of an invitation or a reset, shown this once: the server keeps no copy of it. */
export function LinkDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { time } = useFormat();
  const link = `${location.origin}/invitation#${user.token}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      void message.success(t('people.copied'));
    } catch {
      // Plain http has no clipboard: the text is selected and can be copied by hand.
      (document.querySelector('[data-testid="account-link"]') as HTMLInputElement | null)?.select();
    }
  };
  return (
    <Modal open title={t(user.link?.kind === 'reset' ? 'people.resetLink' : 'people.invitationLink', { name: user.name })} onCancel={onClose}
      footer={<Button type="primary" onClick={onClose} data-testid="link-kept">{t('people.linkKept')}</Button>} mask={{ closable: false }}>
      <Alert type="warning" showIcon title={t('people.linkOnce')} description={t('people.linkHow', { until: time(user.link?.expiresAt) })} />
      <div className="link-line">
        <Input readOnly value={link} aria-label={t('people.link')} data-testid="account-link" data-name />
        <Button onClick={() => void copy()}>{t('people.copy')}</Button>
      </div>
    </Modal>
  );
}
