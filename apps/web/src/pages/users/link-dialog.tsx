import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/model';
import { SecretLine } from '../../components/secret-line';
import { useFormat } from '../../components/use-format';

/** The link of an invitation or a reset, shown this once: the server keeps no copy of it. */
export function LinkDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const link = `${location.origin}/invitation#${user.token}`;
  return (
    <Modal open title={t(user.link?.kind === 'reset' ? 'people.resetLink' : 'people.invitationLink', { name: user.name })} onCancel={onClose}
      footer={<Button type="primary" onClick={onClose} data-testid="link-kept">{t('people.linkKept')}</Button>} mask={{ closable: false }}>
      <Alert type="warning" showIcon title={t('people.linkOnce')} description={t('people.linkHow', { until: time(user.link?.expiresAt) })} />
      <SecretLine value={link} label={t('people.link')} testId="account-link" />
    </Modal>
  );
}
