import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RowsTable } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { Loaded } from '../../components/loaded';
import { useSession } from '../../app/session';
import { listSessions } from './account.api';
import { useSessionColumns } from './session-columns';

export function OwnSessions() {
  const { t } = useTranslation();
  const { user } = useSession();
  const params = useListParams();
  const query = { user: user.id, limit: 50 };
  const sessions = useQuery({ queryKey: ['sessions', query], queryFn: () => listSessions(query) });
  const { columns, card } = useSessionColumns({ withUser: false });
  return (
    <Loaded query={sessions}>
      {({ items }) => <RowsTable rows={items} columns={columns} card={card} params={params} view={{ size: 50, hidden: [], dense: true }} loading={false} empty={null} label={t('account.sessions')} />}
    </Loaded>
  );
}
