import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head';
import { PasswordPanel } from '../pages/account/password-panel';
import { SecondFactorPanel } from '../pages/account/second-factor-panel';
import { LanguageSwitch } from './language-switch';
import { signOut, useSession } from './session';

/** All there is for a session that must first put its password or its second factor in order. */
export default function RestrictedPage() {
  const { t } = useTranslation();
  const { restricted } = useSession();
  const word = restricted === 'password' ? 'password' : 'secondFactor';
  return (
    <main className="restricted">
      <PageHead title={t(`account.${word}`)}><LanguageSwitch /><Button onClick={() => void signOut()} data-testid="sign-out">{t('shell.signOut')}</Button></PageHead>
      <Alert type="warning" showIcon title={t(`account.needs.${restricted}`)} className="problem" />
      <section className="panel">{restricted === 'password' ? <PasswordPanel /> : <SecondFactorPanel />}</section>
    </main>
  );
}
