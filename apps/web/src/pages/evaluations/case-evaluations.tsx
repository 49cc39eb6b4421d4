import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useName } from '../../api/reference';
import { permissions } from '../../app/permissions';
import { useCan } from '../../app/session';
import { StateTag } from '../../components/state-tag';
import { listEvaluations } from './evaluations.api';

/** A case's evaluations, the newest year first; none where there are none. */
export function CaseEvaluations({ id }: { id: string }) {
  const { t } = useTranslation();
  const name = useName();
  const may = useCan(permissions.readEvaluations);
  const { data } = useQuery({ queryKey: ['evaluations', 'of', id], queryFn: () => listEvaluations({ case: [id] }), enabled: may });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="evaluations">
      <h2 id="evaluations">{t('nav.evaluations')}</h2>
      <ul className="plain-list">{data.items.map((row) => (
        <li key={row.id} className="line-link"><Link to={`/evaluations/${row.id}`}>{t('evaluation.of', { year: row.year })}</Link> <StateTag list="evaluation_state" code={row.state} />{row.grade && <b className="num">{name(row.grade)} {row.score}</b>}</li>
      ))}</ul>
    </section>
  );
}

/** On what a case passes: its newest official evaluation. */
export function OfficialEvaluation({ id }: { id: string }) {
  const { t } = useTranslation();
  const name = useName();
  const { data } = useQuery({ queryKey: ['evaluations', 'of', id], queryFn: () => listEvaluations({ case: [id] }) });
  const row = data?.items.find(({ score }) => score !== null);
  if (!data) return null;
  return <p data-testid="official-evaluation">{row ? <>{t('evaluation.passesOn')} <Link to={`/evaluations/${row.id}`}>{t('evaluation.of', { year: row.year })}</Link>{t('common.colon')}<b className="num">{row.score} {name(row.grade)}</b></> : t('evaluation.passesOnNothing')}</p>;
}
