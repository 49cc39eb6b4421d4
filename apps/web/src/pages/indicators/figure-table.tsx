import { Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FigureLine, IndicatorFigures } from '../../api/model';
import { useName } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { useMeasure } from './use-measure';

interface Props {
  figures: IndicatorFigures;
  /** The filters that the figures were asked with: their rows are asked for with the same. */
  scope: [name: string, value: string][];
  withTotal?: boolean;
}

/** Where a line's rows are: its periods, its own key and the page's filters. */
function rowsOf({ indicator, by }: IndicatorFigures, line: FigureLine, scope: Props['scope']): string {
  const own = by === 'period' || line.key === null ? undefined : line.key;
  const query = new URLSearchParams([...line.periods.map((id) => ['period', id]), ...scope.filter(([name]) => !own || name !== by), ...(own ? [[by, own]] : [])]);
  return `/indicators/${indicator.code}/values?${query}`;
}

/** The same numbers line by line; each opens the rows it was made of. */
export function FigureTable({ figures, scope, withTotal }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const { number, percent } = useFormat();
  const { plain, amount, short, change } = useMeasure();
  const { indicator, by, total } = figures;
  const ratio = indicator.kind === 'ratio';
  const lines = withTotal ? [...figures.lines, total] : figures.lines;
  const label = (line: FigureLine) => (line.key === null ? t('overview.total') : name(line));
  const columns: ColumnsType<FigureLine> = [
    { key: 'key', title: t(`field.${by}`), fixed: 'left', width: 160, rowScope: 'row', render: (_, line) => <span data-name>{by === 'task' && line.key ? `${line.key} ` : ''}{label(line)}</span> },
    { key: 'value', title: t('indicator.figure'), align: 'right', render: (_, line) => <Link className="num" to={rowsOf(figures, line, scope)} aria-label={`${label(line)} ${amount(indicator, line.value)}`} data-testid={`line-${line.key ?? 'total'}`}>{amount(indicator, line.value)}</Link> },
    ...(ratio ? [
      { key: 'numerator', title: <span data-name>{indicator.numerator}</span>, align: 'right' as const, render: (_: unknown, line: FigureLine) => <span className="num">{plain(line.numerator)}</span> },
      { key: 'denominator', title: <span data-name>{indicator.denominator}</span>, align: 'right' as const, render: (_: unknown, line: FigureLine) => <span className="num">{plain(line.denominator)}</span> },
    ] : []),
    { key: 'n', title: t('indicator.behind'), align: 'right', render: (_, line) => <span className="num">{t('indicator.ofExpected', { n: number(line.n), expected: number(line.expected) })}</span> },
    { key: 'lastYear', title: t('indicator.lastYear'), align: 'right', render: (_, line) => <span className="num">{short(indicator, line.lastYear?.value)}</span> },
    { key: 'change', title: t('indicator.change'), align: 'right', render: (_, line) => <span className="num">{change(indicator, line.change)}</span> },
    ...(indicator.overPeriods === 'sum' ? [{ key: 'cumulative', title: t('indicator.cumulative'), align: 'right' as const, render: (_: unknown, line: FigureLine) => <span className="num">{short(indicator, line.cumulative?.value)}</span> }] : []),
    ...(lines.some((line) => line.target !== null) ? [{ key: 'target', title: t('indicator.target'), align: 'right' as const, render: (_: unknown, line: FigureLine) => <span className="num">{short(indicator, line.target)}{line.attainment !== null && <span className="quiet"> {percent(line.attainment)}</span>}</span> }] : []),
  ];
  return <Table<FigureLine> rowKey={(line) => line.key ?? 'total'} size="small" aria-label={t(`indicator.by.${by}`)} columns={columns} dataSource={lines} pagination={false} scroll={{ x: 'max-content' }} rowClassName={(line) => (line.key === null ? 'total-row' : '')} />;
}
