import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RatesTable as Rates, ReportRates } from '../../api/model';
import { useName } from '../../api/reference';
import type { ListParams } from '../../components/list/use-list-params';
import { useFormat } from '../../components/use-format';
import { NumberLink } from '../stats/number-link';
import { fiveRates } from '../stats/five-rates';

const FILTERS = ['period', 'type', 'region', 'department', 'batch', 'level'];
type Line = ReportRates & { key: string | null; name: string; nameEn: string };

/** Five numbers a line, each of which opens exactly the reports it counted. */
export function RatesTable({ rates: { by, lines, total, periods }, params }: { rates: Rates; params: ListParams }) {
  const { t } = useTranslation();
  const name = useName();
  const { percent } = useFormat();
  const label = (line: Line) => (line.key === null ? t('overview.total') : line.key === 'none' ? t('rates.noSponsor') : name(line));
  const rows = (line: Line, status: string) => {
    const chosen = FILTERS.flatMap((filter) => params.all(filter).map((value): [string, string] => [filter, value]));
    const counted = by === 'period' || params.one('period') ? chosen : [...chosen, ...periods.map(({ id }): [string, string] => ['period', id])];
    const others = line.key === null ? counted : [...counted.filter(([filter]) => filter !== by), [by, line.key]];
    return `/reports?${new URLSearchParams([...others, ['status', status]] as [string, string][])}`;
  };
  return (
    <Table<Line> rowKey={(line) => line.key ?? 'total'} size="small" aria-label={t('nav.rates')} dataSource={[...lines, { ...total, key: null, name: '', nameEn: '' }]} pagination={false} scroll={{ x: 'max-content' }}
      rowClassName={(line) => (line.key === null ? 'total-row' : '')}
      columns={[
        { key: 'key', title: t(`rates.by.${by}`), fixed: 'left', width: 140, rowScope: 'row', render: (_, line) => <span data-name>{label(line)}</span> },
        ...fiveRates.map(({ key, status }) => ({
          key, title: t(`rate.${key}`), align: 'right' as const, width: 100,
          render: (_: unknown, line: Line) => <NumberLink value={line[key] ?? 0} text={key === 'rate' || key === 'onTimeRate' ? percent(line[key]) : undefined} to={rows(line, status)} testId={`rate-${line.key ?? 'total'}-${key}`} label={`${label(line)} ${t(`rate.${key}`)}`} />,
        })),
      ]} />
  );
}
