import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Evaluation, EvaluationMark } from '../../api/model';
import { isProblem } from '../../api/problem';
import { writeMarks } from './evaluations.api';
import { asked, bare, markOf, sides } from './marks';

/** What a side has not marked yet it takes over from the side before, and says so. */
export function AdoptButton({ row }: { row: Evaluation }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const before = sides.slice(0, sides.indexOf(row.mySide as (typeof sides)[number])).reverse();
  const marks = asked(row.scheme).flatMap(({ code, kind }): EvaluationMark[] => {
    if (markOf(row, row.mySide!, code)?.verdict) return [];
    const side = before.find((one) => markOf(row, one, code)?.verdict);
    const verdict = side && (markOf(row, side, code)!.verdict as EvaluationMark['verdict']);
    return side && verdict ? [{ item: code, verdict, ...(!bare(kind, verdict) && { reason: t('evaluation.agreed', { side: t(`evaluation.side.${side}`) }) }) }] : [];
  });
  const adopt = useMutation({
    mutationFn: () => writeMarks(row.id, row.version, marks),
    onSuccess: (next) => cache.setQueryData(['evaluations', row.id], next),
    onError: (error) => void message.error(isProblem(error) ? error.message : t('problem.unknown')),
  });
  if (marks.length === 0) return null;
  return <Button size="small" loading={adopt.isPending} onClick={() => adopt.mutate()} data-testid="adopt">{t('evaluation.adopt', { count: marks.length })}</Button>;
}
