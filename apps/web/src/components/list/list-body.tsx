import { Skeleton } from 'antd';
import type { TableProps } from 'antd/es/table';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../../api/model';
import { ProblemAlert } from '../problem-alert';
import { Pager } from './pager';
import { RowsTable, type RowColumn } from './rows-table';
import type { ListParams } from './use-list-params';
import type { ListView } from './use-list-view';

interface Props<T> {
  rows: UseQueryResult<Page<T>>;
  columns: RowColumn<T>[];
  card: (row: T) => ReactNode;
  params: ListParams;
  view: ListView;
  onView: (change: Partial<ListView>) => void;
  empty: ReactNode;
  label: string;
  rowSelection?: TableProps<T>['rowSelection'];
}

/** The part every list has below its filters: rows, refusal or waiting, and the pager. */
export function ListBody<T extends { id: string | number }>({ rows, columns, card, params, view, onView, empty, label, rowSelection }: Props<T>) {
  if (rows.error) return <ProblemAlert error={rows.error} onRetry={() => void rows.refetch()} />;
  if (rows.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <RowsTable rows={rows.data.items} columns={columns} card={card} params={params} view={view} loading={rows.isPlaceholderData} empty={empty} label={label} rowSelection={rowSelection} />
      <Pager params={params} view={view} onView={onView} total={rows.data.total} nextCursor={rows.data.nextCursor} />
    </>
  );
}
