import { Alert } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { ChoiceForm } from './choice-form';
import { EmailPanel } from './email-panel';
import { preferencesQuery } from './notices.api';
import './notices.css';

/** How the reader wants to be told outside of the console: the person's own, in every position. */
export function NoticePreferencesPage() {
  const { t } = useTranslation();
  const preferences = useQuery(preferencesQuery);
  return (
    <>
      <PageHead title={t('notices.title')} sub={t('notices.hint')}><Link to="/account">{t('account.title')}</Link></PageHead>
      <Loaded query={preferences}>
        {(row) => (
          <div className="notice-choice">
            {!row.mailAvailable && <Alert type="info" showIcon className="problem" title={t('notices.noMail')} description={t('notices.noMailHint')} data-testid="no-mail" />}
            <section className="panel" aria-labelledby="address"><h2 id="address">{t('notices.address')}</h2><EmailPanel preferences={row} /></section>
            <section className="panel" aria-labelledby="choice"><h2 id="choice">{t('notices.choice')}</h2><ChoiceForm key={row.version} preferences={row} /></section>
          </div>
        )}
      </Loaded>
    </>
  );
}
