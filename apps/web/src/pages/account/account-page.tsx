import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../app/session';
import { PageHead } from '../../components/page-head';
import { OwnSessions } from './own-sessions';
import { OwnSignIns } from './own-sign-ins';
import { PasswordPanel } from './password-panel';
import { SecondFactorPanel } from './second-factor-panel';

/** The reader's own account: what one signs in with, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <>
      <PageHead title={t('account.title')} sub={<>{user.name} · <code>{user.username}</code></>}><Link to="/account/notices" data-testid="own-notices">{t('account.notices')}</Link></PageHead>
      <div className="two-columns">
        <section className="panel" aria-labelledby="password"><h2 id="password">{t('account.password')}</h2><PasswordPanel /></section>
        <section className="panel" aria-labelledby="second-factor"><h2 id="second-factor">{t('account.secondFactor')}</h2><SecondFactorPanel /></section>
      </div>
      <section className="panel" aria-labelledby="sessions"><h2 id="sessions">{t('account.sessions')}</h2><OwnSessions /></section>
      <section className="panel" aria-labelledby="sign-ins">
        <h2 id="sign-ins">{t('account.signIns')} <Link className="quiet" to="/sign-ins">{t('account.allSignIns')}</Link></h2>
        <OwnSignIns />
      </section>
    </>
  );
}
