import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { EvaluationRow } from '../../api/model';
import { useName } from '../../api/reference';
import type { RowColumn } from '../../components/list/rows-table';
import { StateTag } from '../../components/state-tag';
import { useFormat } from '../../components/use-format';

export function useEvaluationColumns(): RowColumn<EvaluationRow>[] {
  const { t } = useTranslation();
  const name = useName();
  const { time } = useFormat();
  const score = (value: number | null) => <span className="num">{value ?? '—'}</span>;
  return [
    { key: 'unit', title: t('field.unit'), width: 250, render: (row) => <Link to={`/evaluations/${row.id}`} data-name>{row.unit.name}</Link> },
    { key: 'year', title: t('evaluation.year'), width: 72, render: (row) => <span className="num">{row.year}</span> },
    { key: 'region', title: t('field.region'), width: 104, render: (row) => name(row.region) },
    { key: 'batch', title: t('field.batch'), width: 88, render: (row) => name(row.batch) },
    { key: 'state', title: t('field.state'), width: 128, render: (row) => <StateTag list="evaluation_state" code={row.state} /> },
    { key: 'self', title: t('evaluation.side.self'), width: 80, render: (row) => score(row.selfScore) },
    { key: 'city', title: t('evaluation.side.city'), width: 80, render: (row) => score(row.cityScore) },
    { key: 'score', title: t('evaluation.official'), width: 96, render: (row) => <b className="num">{row.score ?? '—'}</b> },
    { key: 'grade', title: t('evaluation.grade'), width: 96, render: (row) => (row.grade ? name(row.grade) : '—') },
    { key: 'publishedAt', title: t('evaluation.publishedAt'), width: 140, render: (row) => time(row.publishedAt) },
  ];
}
