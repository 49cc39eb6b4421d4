import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { User } from '../../api/model';
import { useActionWord, useWord } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { PositionState } from '../positions/position-state';
import { listPositions, listProposals } from '../positions/positions.api';
import { ProposalList } from '../positions/proposal-list';
import { LinkDialog } from './link-dialog';
import { SecondFactorOff } from './second-factor-off';
import { UserChanges } from './user-changes';
import { UserDialog } from './user-dialog';
import { UserEditDrawer } from './user-edit-drawer';
import { UserState } from './user-state';
import { getUser, type UserAction } from './users.api';

export function UserPage() {
  const { id = '' } = useParams();
  const user = useQuery({ queryKey: ['users', id], queryFn: () => getUser(id) });
  return <Loaded query={user}>{(row) => <Account user={row} />}</Loaded>;
}

function Account({ user }: { user: User }) {
  const { t } = useTranslation();
  const { day, time } = useFormat();
  const [doing, setDoing] = useState<UserAction | 'update'>();
  const [made, setMade] = useState<User>();
  const readsTrail = useCan(permissions.readAudit);
  const actions = user.abilities.filter((action) => !['update', 'remove_second_factor'].includes(action)) as UserAction[];
  const label = useActionWord('user');
  return (
    <>
      <PageHead title={user.name} sub={<><code>{user.username}</code> <UserState user={user} /></>}>
        {user.abilities.includes('update') && <Button onClick={() => setDoing('update')} data-testid="edit-user">{t('unit.edit')}</Button>}
        {actions.map((action) => <Button key={action} danger={action === 'disable'} onClick={() => setDoing(action)} data-testid={`action-${action}`}>{label(action)}</Button>)}
        <SecondFactorOff user={user} />
      </PageHead>
      <section className="panel">
        <Facts items={[
          [t('people.phoneWork'), user.phoneWork],
          [t('people.expiresOn'), user.expiresOn ? day(user.expiresOn) : t('people.noEnd')],
          [t('account.secondFactor'), user.twoFactorSince ? t('account.factorSince', { time: time(user.twoFactorSince) }) : t('account.factorOff')],
          [t('people.openLink'), user.link && t('people.until', { time: time(user.link.expiresAt) })],
          ...(user.disabledAt ? [[t('people.disabledBecause'), `${time(user.disabledAt)} · ${user.disabledReason ?? '—'}`] as [string, string]] : []),
        ]} />
      </section>
      <section className="panel" aria-labelledby="positions"><h2 id="positions">{t('user.positions')}</h2><Positions userId={user.id} /></section>
      {readsTrail && <section className="panel" aria-labelledby="changes"><h2 id="changes">{t('people.changes')}</h2><UserChanges userId={user.id} /></section>}
      {doing === 'update' && <UserEditDrawer user={user} onClose={() => setDoing(undefined)} />}
      {doing && doing !== 'update' && <UserDialog user={user} action={doing} label={label(doing)} onClose={() => setDoing(undefined)} onDone={(row) => { setDoing(undefined); if (row.token) setMade(row); }} />}
      {made && <LinkDialog user={made} onClose={() => setMade(undefined)} />}
    </>
  );
}

function Positions({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const { day } = useFormat();
  const held = useQuery({ queryKey: ['positions', 'list', { user: userId }], queryFn: () => listPositions({ user: userId, limit: 100 }) });
  const wanted = useQuery({ queryKey: ['proposals', { user: userId }], queryFn: () => listProposals({ user: userId, state: ['proposed'] }) });
  return (
    <>
      <Loaded query={held}>
        {({ items }) => items.length === 0 ? <p className="quiet">{t('people.noPosition')}</p> : (
          <ul className="plain-list position-lines">
            {items.map((row) => (
              <li key={row.id}>
                <Link to={`/positions/${row.id}`} data-name>{word('role', row.role)} · {row.organisation.name}</Link>
                <PositionState row={row} />
                <span className="quiet">{day(row.validFrom)} – {row.validUntil ? day(row.validUntil) : t('people.noEnd')}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {(wanted.data?.total ?? 0) > 0 && <><h3>{t('people.proposals')}</h3><ProposalList proposals={wanted.data!.items} /></>}
    </>
  );
}
