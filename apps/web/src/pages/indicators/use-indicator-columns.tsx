import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IndicatorList, IndicatorRow } from '../../api/model';
import { useName } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { SparkLine } from '../../components/spark-line';
import { useFormat } from '../../components/use-format';
import { useMeasure } from './use-measure';

export function useIndicatorColumns(period: IndicatorList['period'], expected: number | null): RowColumn<IndicatorRow>[] {
  const { t } = useTranslation();
  const name = useName();
  const { number, percent } = useFormat();
  const { short, amount, change, provincial, asOf } = useMeasure();
  const rows = (row: IndicatorRow) => `/indicators/${row.code}/values?${new URLSearchParams(period ? { period: period.id } : {})}`;
  return [
    { key: 'name', title: t('indicator.name'), width: 210, render: (row) => <><Link to={`/indicators/${row.code}${period ? `?period=${period.id}` : ''}`} data-name data-testid={`indicator-${row.code}`}>{name(row)}</Link><div className="quiet">{t(`task.kind.${row.kind}`)} · <span data-name>{row.unit}</span></div></> },
    { key: 'figure', title: t('indicator.figure'), width: 120, align: 'right', render: (row) => <span className="num" data-testid={`figure-${row.code}`}>{amount(row, row.figure.value)}</span> },
    { key: 'trend', title: t('indicator.trend'), width: 112, render: (row) => <Link to={`/indicators/${row.code}${period ? `?period=${period.id}` : ''}#trend`} aria-label={t('indicator.trendOf', { name: name(row) })}><SparkLine values={row.trend.map(({ value }) => value)} /></Link> },
    {
      key: 'n', title: t('indicator.behind'), width: 110, align: 'right',
      render: (row) => {
        const shown = expected === null ? number(row.figure.n) : t('indicator.ofExpected', { n: number(row.figure.n), expected: number(expected) });
        return <Link to={rows(row)} className={row.figure.n === 0 ? 'num zero' : 'num'} aria-label={t('indicator.rowsOf', { name: name(row), shown })} data-testid={`rows-${row.code}`}>{shown}</Link>;
      },
    },
    { key: 'change', title: t('indicator.change'), width: 116, align: 'right', render: (row) => <span className="num">{change(row, row.change)}{row.lastYear !== null && <div className="quiet num">{t('indicator.was', { value: short(row, row.lastYear) })}</div>}</span> },
    { key: 'cumulative', title: t('indicator.cumulative'), width: 100, align: 'right', render: (row) => <span className="num">{row.cumulative ? short(row, row.cumulative.value) : '—'}</span> },
    { key: 'target', title: t('indicator.target'), width: 100, align: 'right', render: (row) => (row.target === null ? <span className="quiet">—</span> : <span className="num">{short(row, row.target)}{row.attainment !== null && <div className="quiet num">{t('indicator.attained', { value: percent(row.attainment) })}</div>}</span>) },
    { key: 'provincial', title: t('indicator.provincial'), width: 150, render: (row) => (row.provincial ? <><span className="num">{provincial(row, row.provincial)}</span><div className="quiet clamp" data-name title={asOf(row.provincial)}>{asOf(row.provincial)}</div></> : <span className="quiet">—</span>) },
  ];
}
