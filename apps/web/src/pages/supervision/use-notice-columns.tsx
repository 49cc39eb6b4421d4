import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SupervisionRow } from '../../api/model';
import { useName } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';
import { KindTag } from './kind-tag';

export function useNoticeColumns(): RowColumn<SupervisionRow>[] {
  const { t } = useTranslation();
  const name = useName();
  const { day } = useFormat();
  return [
    { key: 'no', title: t('supervision.no'), width: 175, render: (row) => <Link to={`/supervision-notices/${row.id}`} data-name>{row.no ?? t('supervision.unsigned')}</Link> },
    { key: 'kind', title: t('supervision.kind'), width: 112, render: (row) => <><KindTag kind={row.kind} />{row.rule && <div className="quiet">{t('supervision.byRule')}</div>}</> },
    { key: 'state', title: t('field.state'), width: 84, render: (row) => <StateTag list="supervision_state" code={row.state} /> },
    { key: 'unit', title: t('field.unit'), width: 175, render: (row) => row.unit.name },
    { key: 'task', title: t('field.task'), width: 185, render: (row) => <Link to={`/assignments/${row.assignmentId}`}>{row.task.code} {name(row.task)}</Link> },
    { key: 'lead', title: t('field.lead'), width: 100, render: (row) => name(row.lead) },
    { key: 'dueOn', title: t('supervision.dueOn'), width: 102, render: (row) => day(row.dueOn) },
    { key: 'issuedOn', title: t('supervision.issuedOn'), width: 102, render: (row) => day(row.issuedOn) },
    { key: 'replyBy', title: t('supervision.replyBy'), width: 102, render: (row) => <>{day(row.replyBy)}{row.replyOverdue && <div className="count-error">{t('supervision.late')}</div>}</> },
  ];
}
