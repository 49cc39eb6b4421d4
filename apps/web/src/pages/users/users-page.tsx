import { useTranslation } from 'react-i18next';
import { api, data } from '../../api/client';
import type { UserRow } from '../../api/model';
import { useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { EmptyRows } from '../../components/list/empty-rows';
import { ListBody } from '../../components/list/list-body';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';

export function UsersPage() {
  const may = useCan(permissions.readUsers);
  return may ? <UsersList /> : <NoPermissionPage />;
}

function UsersList() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const word = useWord();
  const params = useListParams();
  const [view, setView] = useListView('users');
  const rows = useRows('users', { ...params.query, limit: view.size }, (query) => data(api.GET('/api/v1/users', { params: { query } })));
  const positions = (row: UserRow) => row.positions.map((position) => <div key={position.id}>{word('role', position.role)} · {position.organisation}</div>);
  const status = (row: UserRow) =>
    row.disabledAt ? t('user.disabled', { time: time(row.disabledAt) }) : row.lockedUntil ? t('user.locked', { time: time(row.lockedUntil) }) : t('user.active');
  const columns: RowColumn<UserRow>[] = [
    { key: 'username', title: t('signIn.username'), width: 160, render: (row) => <code>{row.username}</code> },
    { key: 'name', title: t('user.name'), width: 140, render: (row) => row.name },
    { key: 'positions', title: t('user.positions'), width: 380, render: positions },
    { key: 'status', title: t('field.state'), width: 220, render: status },
  ];
  return (
    <>
      <PageHead title={t('nav.users')} />
      <ListBody rows={rows} columns={columns} card={(row) => <><strong>{row.name} · <code>{row.username}</code></strong>{positions(row)}<span className="quiet">{status(row)}</span></>}
        params={params} view={view} onView={setView} label={t('nav.users')} empty={<EmptyRows params={params} hint={t('user.empty')} />} />
    </>
  );
}
