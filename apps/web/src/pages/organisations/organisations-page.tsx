import { Button, Table, Tag } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OrganisationRow } from '../../api/model';
import { useName, useRegions } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { NoPermissionPage } from '../session/no-permission-page';
import { OrganisationDrawer } from './organisation-drawer';
import { listOrganisations } from './organisations.api';

export function OrganisationsPage() {
  const may = useCan(permissions.readUsers);
  return may ? <Organisations /> : <NoPermissionPage />;
}

interface Node extends OrganisationRow { children?: Node[] }

/** Parts below what they belong to: the union that coordinates first, then each level in protocol order as the API gives it. */
function treeOf(rows: OrganisationRow[], parentId: string | null): Node[] {
  const known = new Set(rows.map(({ id }) => id));
  return rows
    .filter((row) => (row.parentId && known.has(row.parentId) ? row.parentId : null) === parentId)
    .sort((a, b) => Number(a.kind !== 'provincial_union') - Number(b.kind !== 'provincial_union'))
    .map((row) => {
      const children = treeOf(rows, row.id);
      return children.length > 0 ? { ...row, children } : row;
    });
}

function Organisations() {
  const { t } = useTranslation();
  const name = useName();
  const regions = useRegions().data ?? [];
  const mayKeep = useCan(permissions.writeOrganisations);
  const [open, setOpen] = useState<string | 'new'>();
  const rows = useQuery({
    queryKey: ['organisations', 'tree'],
    queryFn: () => listOrganisations({ kind: ['provincial_union', 'territorial_union', 'department'], limit: 200 }),
  });
  const columns: ColumnType<Node>[] = [
    { key: 'name', title: t('people.organisation'), render: (_, row) => <><Button type="link" size="small" onClick={() => setOpen(row.id)} data-testid={`organisation-${row.code}`} data-name>{name(row)}</Button>{row.closedAt && <Tag variant="outlined">{t('people.closed')}</Tag>}</> },
    { key: 'kind', title: t('people.kindOf'), width: 150, render: (_, row) => t(`people.kind.${row.kind}`) },
    { key: 'region', title: t('field.region'), width: 130, responsive: ['md'], render: (_, row) => name(regions.find(({ id }) => id === row.regionId) ?? { name: t('people.wholeProvince') }) },
    { key: 'code', title: t('people.code'), width: 150, responsive: ['md'], render: (_, row) => <code>{row.code}</code> },
    { key: 'order', title: t('people.order'), width: 90, align: 'right', responsive: ['md'], render: (_, row) => <span className="num">{row.protocolOrder}</span> },
    { key: 'who', title: t('user.positions'), width: 110, render: (_, row) => <Link to={`/positions?state=standing&organisation=${row.id}`}>{t('people.whoThere')}</Link> },
  ];
  return (
    <>
      <PageHead title={t('nav.organisations')} sub={t('people.organisationsHint')}>
        {mayKeep && <Button type="primary" onClick={() => setOpen('new')} data-testid="add-organisation">{t('people.addOrganisation')}</Button>}
      </PageHead>
      <Loaded query={rows}>
        {({ items }) => (
          <Table<Node> aria-label={t('nav.organisations')} rowKey="id" size="small" pagination={false} columns={columns} dataSource={treeOf(items, null)} expandable={{ defaultExpandAllRows: true }} />
        )}
      </Loaded>
      {open && <OrganisationDrawer key={open} id={open === 'new' ? null : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
