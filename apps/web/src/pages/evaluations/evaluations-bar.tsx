import { Alert, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EvaluationRow } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { moveEvaluations } from './evaluations.api';

interface Props {
  action: 'sign' | 'report' | 'publish';
  chosen: EvaluationRow[];
  onDone: () => void;
  onCleared: () => void;
}

/** Signs, reports or decides what is chosen, each for itself; what lacks something says so. */
export function EvaluationsBar({ action, chosen, onDone, onCleared }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const move = useMutation({
    mutationFn: (rows: EvaluationRow[]) => moveEvaluations(action, rows.map(({ id, version }) => ({ id, version }))),
    onSuccess: () => {
      for (const key of ['evaluations', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
      onCleared();
    },
  });
  const unit = new Map(move.variables?.map((row) => [row.id, row.unit.name]));
  const refused = move.data?.items.filter(({ outcome }) => outcome === 'refused') ?? [];
  return (
    <>
      <div className="panel batch-bar">
        <span aria-live="polite">{t('evaluation.chosen', { count: chosen.length })}</span>
        <span className="page-tools">
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="primary" loading={move.isPending} disabled={chosen.length === 0} onClick={() => move.mutate(chosen)} data-testid="evaluations-take">{t(`evaluation.bulk.${action}`)}</Button>
        </span>
      </div>
      <ProblemAlert error={move.error} />
      {move.data && <Alert className="problem" showIcon type={refused.length > 0 ? 'warning' : 'success'} title={t('evaluation.taken', { done: move.data.done, refused: move.data.refused })} data-testid="evaluations-taken"
        description={refused.length > 0 && <ul>{refused.map(({ id, detail }) => <li key={id}><span data-name>{unit.get(id)}</span>{t('common.colon')}{detail}</li>)}</ul>} />}
    </>
  );
}
