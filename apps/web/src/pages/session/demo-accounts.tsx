import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DemoAccount } from '../../api/model';

interface Props {
  accounts: DemoAccount[];
  onPick: (username: string) => void;
}

export function DemoAccounts({ accounts, onPick }: Props) {
  const { t, i18n } = useTranslation();
  const role = (account: DemoAccount) => (i18n.language === 'en' ? account.roleEn : account.roleZh);
  const roles = [...new Set(accounts.map(role))];
  return (
    <section className="panel demo-accounts">
      <h2>{t('signIn.demoTitle')}</h2>
      <p className="quiet">{t('signIn.demoHint')}</p>
      {roles.map((name) => (
        <div key={name} className="demo-role">
          <h3>{name}</h3>
          {accounts.filter((account) => role(account) === name).map((account) => (
            <Button key={account.username} size="small" onClick={() => onPick(account.username)} data-testid={`demo-${account.username}`}>
              {account.name} · {account.organisation}
            </Button>
          ))}
        </div>
      ))}
    </section>
  );
}
