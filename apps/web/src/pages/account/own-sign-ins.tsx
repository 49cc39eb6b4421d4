import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { RowsTable } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { Loaded } from '../../components/loaded';
import { listSignIns } from './account.api';
import { useSignInColumns } from './sign-in-columns';

/** The newest few of one's own; the whole history has a page. */
export function OwnSignIns() {
  const { t } = useTranslation();
  const { user } = useSession();
  const params = useListParams();
  const query = { user: user.id, limit: 8 };
  const events = useQuery({ queryKey: ['sign-ins', query], queryFn: () => listSignIns(query) });
  const { columns, card } = useSignInColumns({ withUser: false });
  return (
    <Loaded query={events}>
      {({ items }) => <RowsTable rows={items} columns={columns} card={card} params={params} view={{ size: 8, hidden: [], dense: true }} loading={false} empty={null} label={t('account.signIns')} />}
    </Loaded>
  );
}
