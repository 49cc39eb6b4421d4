import { Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Batch, Quota } from '../../api/model';
import { useName } from '../../api/reference';
import { Loaded } from '../../components/loaded';
import { getQuotas } from './batches.api';

const recommended = ['province_review', 'publicity', 'designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model', 'suspended'];
const designated = recommended.slice(2);
const states = (list: string[]) => list.map((state) => `&state=${state}`).join('');

/** How many of each region the batch takes, and how many are taken; a number opens its rows. */
export function BatchQuotas({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const name = useName();
  const query = useQuery({ queryKey: ['batches', batch.id, 'quotas'], queryFn: () => getQuotas(batch.id) });
  const href = (row: Quota, list: string[]) => `/cases?batch=${batch.code}&region=${row.region.code}${states(list)}`;
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Table<Quota> rowKey={(row) => row.region.id} size="small" pagination={false} dataSource={items} aria-label={`${name(batch)} ${t('batch.quotas')}`}
          columns={[
            { title: t('field.region'), width: 160, render: (_, row) => name(row.region) },
            { title: t('batch.quota'), width: 120, render: (_, row) => row.quota ?? t('batch.noLimit') },
            { title: t('batch.recommended'), width: 140, render: (_, row) => <Link to={href(row, recommended)}>{row.recommended}</Link> },
            { title: t('batch.designated'), width: 140, render: (_, row) => <Link to={href(row, designated)}>{row.designated}</Link> },
          ]} />
      )}
    </Loaded>
  );
}
