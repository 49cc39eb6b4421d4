import { Grid, Table } from 'antd';
import type { ColumnType, TableProps } from 'antd/es/table';
import { type ReactNode } from 'react';
import type { ListParams } from './use-list-params';
import type { ListView } from './use-list-view';

export interface RowColumn<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  width?: number;
  align?: 'right';
  /** The sort field of the API, where the list can be sorted by this column. */
  sort?: string;
}

interface Props<T> {
  rows: T[];
  columns: RowColumn<T>[];
  view: ListView;
  params: ListParams;
  loading: boolean;
  card: (row: T) => ReactNode;
  empty: ReactNode;
  label: string;
  rowSelection?: TableProps<T>['rowSelection'];
}

/** A table on a desk, cards on a phone, from the same rows. */
export function RowsTable<T extends { id: string | number }>({ rows, columns, view, params, loading, card, empty, label, rowSelection }: Props<T>) {
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide && !rowSelection) {
    return rows.length === 0 && !loading ? empty : <div className="row-cards" aria-busy={loading}>{rows.map((row) => <article key={row.id} className="row-card" data-testid={`row-${row.id}`}>{card(row)}</article>)}</div>;
  }
  const sort = params.one('sort');
  const order = (field: string) => (sort === field ? 'ascend' as const : sort === `-${field}` ? 'descend' as const : null);
  const shown: ColumnType<T>[] = columns
    .filter(({ key }) => !view.hidden.includes(key))
    .map(({ key, title, render, width, align, sort: field }) => ({
      key, title, width, align, render: (_, row) => render(row), ...(field && { sorter: true, sortOrder: order(field) }),
    }));

  return (
    <Table<T>
      aria-label={label}
      rowKey="id"
      size={view.dense ? 'small' : 'large'}
      columns={shown}
      dataSource={rows}
      loading={loading}
      pagination={false}
      // The header stays below the shell's own. With check boxes antd would repeat "choose all" in a hidden
      // measuring row, which the keyboard still reaches; that table scrolls in its own box instead.
      sticky={rowSelection ? false : { offsetHeader: 56 }}
      scroll={rowSelection ? undefined : { x: 'max-content' }}
      locale={{ emptyText: empty }}
      rowSelection={rowSelection}
      onRow={(row) => ({ 'data-testid': `row-${row.id}` }) as object}
      onChange={(_page, _filters, sorter, { action }) => {
        if (action !== 'sort' || Array.isArray(sorter)) return;
        const field = columns.find(({ key }) => key === sorter.columnKey)?.sort;
        params.set('sort', field && sorter.order ? (sorter.order === 'descend' ? `-${field}` : field) : undefined);
      }}
    />
  );
}
