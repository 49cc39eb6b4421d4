import { Radio, Select, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { useListParams } from '../../components/list/use-list-params';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFormat } from '../../components/use-format';
import { NoPermissionPage } from '../session/no-permission-page';
import { NumberLink } from '../stats/number-link';
import { useDimension, DIMENSIONS } from './unit-dimensions';
import { countUnits } from './units.api';
import type { UnitStatistics } from '../../api/model';

type Measure = 'units' | 'employees' | 'industrialWorkers';
interface Line { code: string; byColumn: Map<string, UnitStatistics['cells'][number]>; }

/** Units by one thing, or crossed by two; every number opens its rows. */
export function UnitStatisticsPage() {
  return useCan(permissions.viewStats) ? <Counts /> : <NoPermissionPage />;
}

function Counts() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [rowsId, columnsId] = [useId(), useId()];
  const params = useListParams();
  const rows = params.one('rows') ?? 'region';
  const columns = params.one('columns');
  const [measure, setMeasure] = useState<Measure>('units');
  const query = useQuery({ queryKey: ['unit-stats', rows, columns], queryFn: () => countUnits({ rows, columns }), placeholderData: keepPreviousData });
  const options = DIMENSIONS.map((value) => ({ value, label: t(`field.${value}`) }));
  return (
    <>
      <PageHead title={t('unitStats.title')} sub={query.data && t('overview.asOf', { time: time(query.data.asOf) })}>
        <Radio.Group value={measure} onChange={({ target }) => setMeasure(target.value as Measure)} optionType="button"
          options={(['units', 'employees', 'industrialWorkers'] as const).map((value) => ({ value, label: t(`unitStats.${value}`) }))} />
      </PageHead>
      <section className="filters" aria-label={t('list.filters')}>
        <div className="filter"><label htmlFor={rowsId}>{t('unitStats.rows')}</label><Select id={rowsId} value={rows} options={options} onChange={(value) => params.set('rows', value)} data-testid="stats-rows" /></div>
        <div className="filter"><label htmlFor={columnsId}>{t('unitStats.columns')}</label><Select id={columnsId} allowClear value={columns} placeholder={t('unitStats.noColumns')} options={options.filter(({ value }) => value !== rows)} onChange={(value) => params.set('columns', value)} data-testid="stats-columns" /></div>
      </section>
      <Loaded query={query}>{(stats) => <CrossTable stats={stats} measure={measure} />}</Loaded>
    </>
  );
}

function CrossTable({ stats, measure }: { stats: UnitStatistics; measure: Measure }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const rowNames = useDimension(stats.rows);
  const columnNames = useDimension(stats.columns ?? 'region');
  const lines: Line[] = rowNames.order([...new Set(stats.cells.map((cell) => cell.row))])
    .map((code) => ({ code, byColumn: new Map(stats.cells.filter((cell) => cell.row === code).map((cell) => [cell.column ?? '', cell])) }));
  const codes = stats.columns ? columnNames.order([...new Set(stats.cells.map((cell) => cell.column!))]) : [''];
  const columns: ColumnsType<Line> = [
    { key: 'row', title: t(`field.${stats.rows}`), fixed: 'left', width: 200, rowScope: 'row', render: (_, { code }) => rowNames.name(code) },
    ...codes.map((column) => ({
      key: column || 'count', title: stats.columns ? columnNames.name(column) : t(`unitStats.${measure}`), align: 'right' as const, width: 110,
      render: (_: unknown, line: Line) => {
        const cell = line.byColumn.get(column);
        if (!cell) return <span className="quiet">—</span>;
        const filters = new URLSearchParams({ [stats.rows]: line.code, ...(stats.columns && { [stats.columns]: column }) });
        return <NumberLink value={cell.units} text={number(cell[measure])} to={`/units?${filters}`} testId={`count-${line.code}-${column}`} label={rowNames.name(line.code)} />;
      },
    })),
  ];
  return (
    <section className="panel">
      <p>{t('unitStats.total', { units: number(stats.total.units), employees: number(stats.total.employees), workers: number(stats.total.industrialWorkers) })} <span className="quiet">{t('unitStats.overlap')}</span></p>
      <Table<Line> rowKey="code" size="small" aria-label={t('unitStats.title')} columns={columns} dataSource={lines} pagination={false} scroll={{ x: 'max-content' }} />
    </section>
  );
}
