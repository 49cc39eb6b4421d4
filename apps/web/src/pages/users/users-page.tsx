import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { User, UserRow } from '../../api/model';
import { useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { RegionFilter, WordFilter } from '../../components/list/choice-filters';
import { EmptyRows } from '../../components/list/empty-rows';
import { FilterBar } from '../../components/list/filter-bar';
import { FilterSelect } from '../../components/list/filter-select';
import { ListBody } from '../../components/list/list-body';
import { ListTools } from '../../components/list/list-tools';
import { PlaceFilter } from '../../components/list/place-filter';
import { SearchFilter } from '../../components/list/search-filter';
import type { RowColumn } from '../../components/list/rows-table';
import { useListParams } from '../../components/list/use-list-params';
import { useListView } from '../../components/list/use-list-view';
import { useRows } from '../../components/list/use-rows';
import { PageHead } from '../../components/page-head';
import { ImportLink } from '../ledgers/import-link';
import { NoPermissionPage } from '../session/no-permission-page';
import { ExportAccounts } from './export-accounts';
import { InviteDrawer } from './invite-drawer';
import { LinkDialog } from './link-dialog';
import { UserState } from './user-state';
import { listUsers } from './users.api';

export function UsersPage() {
  const may = useCan(permissions.readUsers);
  return may ? <UsersList /> : <NoPermissionPage />;
}

const STATES = ['active', 'invited', 'locked', 'disabled', 'expired'];

function UsersList() {
  const { t } = useTranslation();
  const word = useWord();
  const params = useListParams();
  const [view, setView] = useListView('users');
  const mayInvite = useCan(permissions.writeUsers);
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<User>();
  const rows = useRows('users', { ...params.query, limit: view.size }, listUsers);
  const positions = (row: UserRow) =>
    row.positions.length === 0 ? <span className="quiet">{t('people.noPosition')}</span> : row.positions.map((position) => (
      <div key={position.id}>
        {word('role', position.role)} · {position.organisation}
        {position.deputyFor && <span className="quiet"> {t('people.deputyFor', { name: position.deputyFor })}</span>}
      </div>
    ));
  const columns: RowColumn<UserRow>[] = [
    { key: 'name', title: t('user.name'), width: 190, render: (row) => <Link to={`/users/${row.id}`}>{row.name}</Link> },
    { key: 'username', title: t('signIn.username'), width: 190, render: (row) => <code>{row.username}</code> },
    { key: 'status', title: t('field.state'), width: 220, render: (row) => <UserState user={row} /> },
    { key: 'positions', title: t('user.positions'), width: 420, render: positions },
  ];
  const card = (row: UserRow) => (
    <>
      <div className="line"><Link className="title" to={`/users/${row.id}`}>{row.name}</Link><code>{row.username}</code></div>
      <div><UserState user={row} /></div>
      <div>{positions(row)}</div>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.users')}>
        <ExportAccounts />
        <ImportLink kind="users" />
        {mayInvite && <Button type="primary" onClick={() => setInviting(true)} data-testid="invite-user">{t('people.invite')}</Button>}
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('people.searchHint')} testId="user-search" />}>
        <FilterSelect params={params} name="state" label={t('field.state')} options={STATES.map((value) => ({ value, label: t(`userState.${value}`) }))} />
        <WordFilter params={params} name="role" list="role" />
        <RegionFilter params={params} />
        <PlaceFilter params={params} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.users')} empty={<EmptyRows params={params} hint={t('user.empty')} />} />
      {inviting && <InviteDrawer onClose={() => setInviting(false)} onMade={(user) => { setInviting(false); setMade(user); }} />}
      {made && <LinkDialog user={made} onClose={() => setMade(undefined)} />}
    </>
  );
}
