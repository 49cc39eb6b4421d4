import { Button, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Batch } from '../../api/model';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import { BatchDrawer } from './batch-drawer';
import { BatchQuotas } from './batch-quotas';
import { listBatches } from './batches.api';

/** 批次: when applications are taken, under which catalogue, and how many of each region. */
export function BatchesPage() {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  const may = useCan(permissions.keepBatches);
  const query = useQuery({ queryKey: ['batches', 'list'], queryFn: listBatches, enabled: may });
  const [editing, setEditing] = useState<Batch | 'new'>();
  if (!may) return <NoPermissionPage />;
  return (
    <>
      <PageHead title={t('nav.batches')} sub={t('batch.hint')}><Button type="primary" onClick={() => setEditing('new')} data-testid="add-batch">{t('batch.add')}</Button></PageHead>
      <Loaded query={query}>
        {({ items }) => (
          <Table<Batch> rowKey="id" size="small" pagination={false} dataSource={[...items].reverse()} scroll={{ x: 'max-content' }} aria-label={t('nav.batches')}
            onRow={(row) => ({ 'data-testid': `row-${row.code}` }) as object}
            expandable={{ expandedRowRender: (row) => <BatchQuotas batch={row} />, expandIcon: ({ expanded, onExpand, record }) => (
              <Button size="small" type="link" aria-expanded={expanded} onClick={(event) => onExpand(record, event)} data-testid={`quotas-${record.code}`}>{t('batch.quotas')}</Button>
            ), columnWidth: 110 }}
            columns={[
              { title: t('field.batch'), width: 180, render: (_, row) => <Link to={`/cases?batch=${row.code}`}>{name(row)}</Link> },
              { title: t('batch.code'), width: 100, dataIndex: 'code' },
              { title: t('batch.window'), width: 260, render: (_, row) => row.appliesFrom || row.appliesTo ? `${day(row.appliesFrom)} – ${day(row.appliesTo)}` : t('batch.open') },
              { title: t('batch.catalogueVersion'), width: 140, dataIndex: 'catalogueVersion' },
              { title: '', width: 90, render: (_, row) => <Button size="small" onClick={() => setEditing(row)} data-testid={`edit-${row.code}`}>{t('batch.edit')}</Button> },
            ]} />
        )}
      </Loaded>
      {editing && <BatchDrawer key={editing === 'new' ? 'new' : editing.id} batch={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
