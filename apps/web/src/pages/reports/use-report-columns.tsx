import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportRow } from '../../api/model';
import { useName, usePeriodName } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

export function useReportColumns(): RowColumn<ReportRow>[] {
  const { t } = useTranslation();
  const name = useName();
  const period = usePeriodName();
  const { time } = useFormat();
  const onTime = (row: ReportRow) => (!row.submittedAt ? '—' : t(row.onTime ? 'report.on_time' : 'report.late'));
  return [
    { key: 'unit', title: t('field.unit'), width: 280, render: (row) => <Link to={`/reports/${row.id}`}>{row.unit.name}</Link> },
    { key: 'region', title: t('field.region'), width: 110, render: (row) => name(row.region) },
    { key: 'period', title: t('field.period'), width: 160, render: (row) => period(row.period) },
    { key: 'state', title: t('field.state'), width: 120, render: (row) => <StateTag list="report_state" code={row.state} /> },
    { key: 'submittedAt', title: t('field.submittedAt'), width: 170, render: (row) => time(row.submittedAt) },
    { key: 'onTime', title: t('field.onTime'), width: 100, render: onTime },
    { key: 'complete', title: t('field.complete'), width: 100, render: (row) => t(row.complete ? 'common.true' : 'common.false') },
  ];
}
