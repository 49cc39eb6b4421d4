import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/model';
import { useName, usePeriodName } from '../../api/reference';
import { useFormat } from '../../components/use-format';
import { fiveRates } from './five-rates';
import { NumberLink } from './number-link';
import type { OverviewLine } from './overview-lines';

interface Props {
  lines: OverviewLine[];
  period: Overview['period'];
}

export function ReportingPanel({ lines, period }: Props) {
  const { t } = useTranslation();
  const name = useName();
  const periodName = usePeriodName();
  const { day, percent } = useFormat();
  if (!period) return <p className="quiet">{t('overview.noPeriod')}</p>;
  const label = (line: OverviewLine) => (line.region ? name(line.region) : t('overview.total'));

  return (
    <>
      <p className="quiet">{t('overview.period', { name: periodName(period), day: day(period.dueOn) })}</p>
      <Table<OverviewLine>
        rowKey="code"
        size="small"
        aria-label={t('overview.reporting')}
        dataSource={lines}
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowClassName={(line) => (line.region ? '' : 'total-row')}
        columns={[
          { key: 'region', title: t('field.region'), fixed: 'left', width: 110, rowScope: 'row', render: (_, line) => label(line) },
          ...fiveRates.map(({ key, status }) => ({
            key,
            title: t(`rate.${key}`),
            align: 'right' as const,
            render: (_: unknown, line: OverviewLine) => (
              <NumberLink
                value={line.report[key] ?? 0}
                text={key === 'rate' || key === 'onTimeRate' ? percent(line.report[key]) : undefined}
                to={line.href('/reports', { period: period.id, status })}
                testId={`cell-${line.code}-${key}`}
                label={`${label(line)} ${t(`rate.${key}`)}`}
              />
            ),
          })),
        ]}
      />
    </>
  );
}
