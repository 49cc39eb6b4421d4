import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CaseRow } from '../../api/model';
import { useName, useWord } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { StateTag } from '../../components/state-tag';

export function useCaseColumns(): RowColumn<CaseRow>[] {
  const { t } = useTranslation();
  const word = useWord();
  const name = useName();
  return [
    { key: 'unit', title: t('field.unit'), width: 260, render: (row) => <Link to={`/cases/${row.id}`}>{row.unit.name}</Link> },
    { key: 'caseNo', title: t('field.caseNo'), width: 140, render: (row) => <span className="num">{row.caseNo}</span> },
    { key: 'region', title: t('field.region'), width: 110, render: (row) => name(row.region) },
    { key: 'batch', title: t('field.batch'), width: 90, render: (row) => name(row.batch) },
    { key: 'level', title: t('field.level'), width: 90, render: (row) => word('pilot_level', row.level) },
    { key: 'state', title: t('field.state'), width: 120, render: (row) => <StateTag list="case_state" code={row.state} /> },
    { key: 'sponsors', title: t('field.sponsors'), width: 160, render: (row) => row.sponsors.map(name).join(t('common.comma')) || '—' },
    { key: 'rank', title: t('case.rank'), width: 96, render: (row) => <span className="num">{row.recommendRank ?? '—'}</span> },
    { key: 'docNo', title: t('field.docNo'), width: 180, render: (row) => row.docNo ?? '—' },
    { key: 'assignments', title: t('nav.assignments'), width: 100, render: (row) => <Link to={`/assignments?pilotCase=${row.id}`}>{t('common.view')}</Link> },
  ];
}
