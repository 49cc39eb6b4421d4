import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoAccount } from '../../api/model';

interface Props {
  accounts: DemoAccount[];
  onPick: (username: string) => void;
}

/** By role; the user name is what people type, so it leads. A few letters of name, place or role narrow the list. */
export function DemoAccounts({ accounts, onPick }: Props) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const role = (account: DemoAccount) => (i18n.language === 'en' ? account.roleEn : account.roleZh);
  const words = ({ username, name, organisation, roleZh, roleEn }: DemoAccount) => [username, name, organisation, roleZh, roleEn].join(' ').toLowerCase();
  const shown = accounts.filter((account) => words(account).includes(text.trim().toLowerCase()));
  const roles = [...new Set(shown.map(role))];
  return (
    <section className="panel demo-accounts" aria-labelledby="demo-accounts">
      <header>
        <h2 id="demo-accounts">{t('signIn.demoTitle')} <span className="quiet num">{shown.length}</span></h2>
        <Input type="search" allowClear aria-label={t('signIn.demoFilter')} placeholder={t('signIn.demoFilter')} value={text} onChange={(event) => setText(event.target.value)} data-testid="demo-filter" />
        <p className="quiet">{t('signIn.demoHint')}</p>
      </header>
      <div className="demo-roles">
        {roles.map((name) => (
          <div key={name}>
            <h3>{name}</h3>
            <div className="demo-grid">
              {shown.filter((account) => role(account) === name).map((account) => (
                <button key={account.username} type="button" className="demo-account" title={`${account.name} · ${account.organisation}`} onClick={() => onPick(account.username)} data-testid={`demo-${account.username}`}>
                  <code>{account.username}</code>
                  <span className="quiet">{account.organisation}</span>
                </button>
              ))}
            </div>
          </div>
        ))}
        {shown.length === 0 && <p className="quiet">{t('signIn.demoNone')}</p>}
      </div>
    </section>
  );
}
