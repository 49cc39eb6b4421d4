import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PositionRow } from '../../api/model';
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
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import { GiveDrawer } from './give-drawer';
import { PositionState } from './position-state';
import { listPositions, listProposals } from './positions.api';
import { ProposalList } from './proposal-list';

export function PositionsPage() {
  const may = useCan(permissions.readUsers);
  return may ? <PositionsList /> : <NoPermissionPage />;
}

const STATES = ['standing', 'pending', 'ended', 'revoked', 'handed_over'];

function PositionsList() {
  const { t } = useTranslation();
  const word = useWord();
  const { day } = useFormat();
  const params = useListParams();
  const [view, setView] = useListView('positions');
  const mayGive = useCan(permissions.writePositions);
  const [giving, setGiving] = useState(false);
  const rows = useRows('positions', { ...params.query, limit: view.size }, listPositions);
  const waiting = useQuery({ queryKey: ['proposals', 'open'], queryFn: () => listProposals({ state: ['proposed'], limit: 200 }) });
  const until = (row: PositionRow) => (row.validUntil ? day(row.validUntil) : t('people.noEnd'));
  const columns: RowColumn<PositionRow>[] = [
    { key: 'user', title: t('user.name'), width: 200, render: (row) => <Link to={`/positions/${row.id}`}>{row.user.name}</Link> },
    { key: 'role', title: t('people.role'), width: 180, render: (row) => word('role', row.role) },
    { key: 'organisation', title: t('people.organisation'), width: 220, render: (row) => row.organisation.name },
    { key: 'state', title: t('field.state'), width: 220, render: (row) => <PositionState row={row} /> },
    { key: 'from', title: t('people.from'), width: 110, render: (row) => day(row.validFrom) },
    { key: 'until', title: t('people.untilDay'), width: 110, render: until },
  ];
  const card = (row: PositionRow) => (
    <>
      <div className="line"><Link className="title" to={`/positions/${row.id}`}>{row.user.name}</Link><PositionState row={row} /></div>
      <div>{word('role', row.role)} · {row.organisation.name}</div>
      <div className="quiet">{day(row.validFrom)} – {until(row)}</div>
    </>
  );
  return (
    <>
      <PageHead title={t('nav.positions')}>
        {mayGive && <Button type="primary" onClick={() => setGiving(true)} data-testid="give-position">{t('people.give')}</Button>}
        <ListTools view={view} onChange={setView} columns={columns} />
      </PageHead>
      {(waiting.data?.total ?? 0) > 0 && (
        <section className="panel" aria-labelledby="proposals"><h2 id="proposals">{t('people.proposalsOpen', { n: waiting.data!.total })}</h2><ProposalList proposals={waiting.data!.items} /></section>
      )}
      <FilterBar params={params} search={<SearchFilter params={params} placeholder={t('people.searchHint')} testId="position-search" />}>
        <FilterSelect params={params} name="state" label={t('field.state')} options={STATES.map((value) => ({ value, label: t(`positionState.${value}`) }))} />
        <WordFilter params={params} name="role" list="role" />
        <RegionFilter params={params} />
        <PlaceFilter params={params} />
        <FilterSelect single params={params} name="deputy" label={t('people.deputies')} options={['true', 'false'].map((value) => ({ value, label: t(`people.deputy_${value}`) }))} />
      </FilterBar>
      <ListBody rows={rows} columns={columns} card={card} params={params} view={view} onView={setView} label={t('nav.positions')} empty={<EmptyRows params={params} hint={t('people.noPositions')} />} />
      {giving && <GiveDrawer onClose={() => setGiving(false)} />}
    </>
  );
}
