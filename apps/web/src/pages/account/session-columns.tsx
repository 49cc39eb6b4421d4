import { App, Button, Popconfirm, Tag } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../api/model';
import { useWord } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { useFormat } from '../../components/use-format';
import { revokeSession } from './account.api';
import { agentName } from './agent-name';

/** How a session looks in any list of them, and how it is ended. */
export function useSessionColumns({ withUser }: { withUser: boolean }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const word = useWord();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: revokeSession,
    onSuccess: () => cache.invalidateQueries({ queryKey: ['sessions'] }),
    onError: (error) => void message.error(error.message),
  });
  const where = (row: SessionRow) => <>{agentName(row.agent) ?? t('account.unknownAgent')}{row.address && <span className="quiet"> · {row.address}</span>}</>;
  const acting = (row: SessionRow) => <>{word('role', row.role)}{row.organisation && <span className="quiet"> · {row.organisation}</span>}</>;
  const end = (row: SessionRow) =>
    row.current
      ? <Tag color="processing">{t('account.thisOne')}</Tag>
      : <Popconfirm title={t('account.endAsk')} onConfirm={() => revoke.mutate(row.id)} okText={t('common.yes')} cancelText={t('common.cancel')}>
          <Button size="small" data-testid={`revoke-${row.id}`}>{t('account.end')}</Button>
        </Popconfirm>;
  const columns: RowColumn<SessionRow>[] = [
    ...(withUser ? [{ key: 'user', title: t('user.name'), width: 200, render: (row: SessionRow) => <>{row.user.name} <code className="quiet">{row.user.username}</code></> }] : []),
    { key: 'agent', title: t('account.where'), width: 260, render: where },
    { key: 'acting', title: t('account.acting'), width: 260, render: acting },
    { key: 'createdAt', title: t('account.since'), width: 160, render: (row) => <time dateTime={row.createdAt}>{time(row.createdAt)}</time> },
    { key: 'seenAt', title: t('account.seen'), width: 160, render: (row) => <time dateTime={row.seenAt}>{time(row.seenAt)}</time> },
    { key: 'end', title: t('account.act'), width: 110, render: end },
  ];
  const card = (row: SessionRow) => (
    <>
      {withUser && <strong>{row.user.name} · <code>{row.user.username}</code></strong>}
      <div className="line"><span>{where(row)}</span>{end(row)}</div>
      <div>{acting(row)}</div>
      <span className="quiet">{t('account.seen')} {time(row.seenAt)}</span>
    </>
  );
  return { columns, card };
}
