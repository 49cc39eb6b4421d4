import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { EmptyRows } from '../../components/list/empty-rows';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { NoPermissionPage } from '../session/no-permission-page';
import { listSessions } from './account.api';
import { useSessionColumns } from './session-columns';

/** Who is signed in now, for the administrators who may end it. */
export function SessionsPage() {
  return useCan(permissions.manageSessions) ? <SessionsList /> : <NoPermissionPage />;
}

function SessionsList() {
  const { t } = useTranslation();
  const params = useListParams();
  const [view, setView] = useListView('sessions');
  const rows = useRows('sessions', { ...params.query, limit: view.size }, listSessions);
  const { columns, card } = useSessionColumns({ withUser: true });
  return (
    <>
      <PageHead title={t('nav.sessions')} sub={t('account.sessionsHint')}><ListTools view={view} onChange={setView} columns={columns} /></PageHead>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.sessions')} empty={<EmptyRows params={params} hint={t('account.noSessions')} />} />
    </>
  );
}
