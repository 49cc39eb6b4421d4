import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SignInEvent } from '../../api/model';
import type { RowColumn } from '../../components/list/rows-table';
import { useFormat } from '../../components/use-format';
import { agentName } from './agent-name';

const REFUSALS = ['wrong_password', 'wrong_code', 'locked', 'disabled', 'not_in_force', 'unknown_user', 'identity_unknown'];

export function useSignInColumns({ withUser }: { withUser: boolean }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const outcome = (row: SignInEvent) => <Tag color={REFUSALS.includes(row.outcome) ? 'error' : 'default'}>{t(`signInOutcome.${row.outcome}`)}</Tag>;
  const who = (row: SignInEvent) => (row.user ? <>{row.user.name} <code className="quiet">{row.user.username}</code></> : <span className="quiet">{t('signIns.nobody')}</span>);
  const where = (row: SignInEvent) => [agentName(row.agent), row.address].filter(Boolean).join(' · ') || '—';
  const by = (row: SignInEvent) => row.by && <span className="quiet"> {t('signIns.by', { name: row.by.name })}</span>;
  const columns: RowColumn<SignInEvent>[] = [
    { key: 'at', title: t('audit.at'), width: 160, render: (row) => <time dateTime={row.at}>{time(row.at)}</time> },
    ...(withUser ? [{ key: 'user', title: t('user.name'), width: 220, render: who }] : []),
    { key: 'outcome', title: t('signIns.outcome'), width: 220, render: (row) => <>{outcome(row)}{by(row)}</> },
    { key: 'where', title: t('account.where'), width: 300, render: where },
  ];
  const card = (row: SignInEvent) => (
    <>
      <div className="line"><span>{outcome(row)}{by(row)}</span><time className="quiet" dateTime={row.at}>{time(row.at)}</time></div>
      {withUser && <div>{who(row)}</div>}
      <span className="quiet">{where(row)}</span>
    </>
  );
  return { columns, card };
}
