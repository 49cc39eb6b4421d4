import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import './account.css';

interface Props {
  codes: string[];
  onKept: () => void;
}

/** They are shown this once: the server keeps their hashes only. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Alert type="warning" showIcon title={t('account.codesTitle')} description={t('account.codesHint')} />
      <ul className="recovery-codes" data-testid="recovery-codes">{codes.map((code) => <li key={code}><code>{code.slice(0, 5)}-{code.slice(5)}</code></li>)}</ul>
      <Button type="primary" onClick={onKept} data-testid="codes-kept">{t('account.codesKept')}</Button>
    </>
  );
}
