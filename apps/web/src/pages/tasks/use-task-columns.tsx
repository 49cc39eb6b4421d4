import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskRow } from '../../api/model';
import { useName } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';

export function useTaskColumns(): RowColumn<TaskRow>[] {
  const { t } = useTranslation();
  const name = useName();
  const names = (things: { name: string; nameEn?: string; code?: string }[]) => things.map((one) => name(one)).join(t('common.comma')) || '—';
  return [
    { key: 'task', title: t('field.task'), width: 330, render: (row) => <Link to={`/tasks/${row.id}`} className="clamp" data-name>{row.code} {name(row)}</Link> },
    { key: 'lead', title: t('field.lead'), width: 120, render: (row) => name(row.lead) },
    { key: 'coLeads', title: t('task.coLeads'), width: 120, render: (row) => names(row.coLeads) },
    { key: 'cooperating', title: t('task.cooperating'), width: 220, render: (row) => names(row.cooperating) },
    { key: 'indicators', title: t('task.indicators'), width: 240, render: (row) => names(row.indicators) },
    { key: 'policies', title: t('nav.policies'), width: 90, align: 'right', render: (row) => (row.policies > 0 ? <Link to={`/policies?task=${row.code}`} aria-label={`${row.code} ${t('nav.policies')} ${row.policies}`}>{row.policies}</Link> : '—') },
  ];
}
