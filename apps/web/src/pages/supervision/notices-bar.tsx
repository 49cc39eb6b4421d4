import { Alert, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SupervisionRow } from '../../api/model';
import { ProblemAlert } from '../../components/problem-alert';
import { moveNotices } from './supervision.api';

/** Signs or closes what is chosen, each by itself. */
export function NoticesBar({ chosen, onDone, onCleared }: { chosen: SupervisionRow[]; onDone: () => void; onCleared: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const of = (state: string) => chosen.filter((row) => row.state === state);
  const move = useMutation({
    mutationFn: ({ action, rows }: { action: 'issue' | 'close'; rows: SupervisionRow[] }) => moveNotices(action, rows.map(({ id }) => id)),
    onSuccess: () => {
      for (const key of ['supervision', 'todos']) void cache.invalidateQueries({ queryKey: [key] });
      onCleared();
    },
  });
  const refused = move.data?.items.filter(({ outcome }) => outcome === 'refused') ?? [];
  const unit = new Map(move.variables?.rows.map((row) => [row.id, row.unit.name]));
  return (
    <>
      <div className="panel batch-bar">
        <span aria-live="polite">{t('supervision.chosen', { count: chosen.length })}</span>
        <span className="page-tools">
          <Button onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="primary" loading={move.isPending} disabled={of('proposed').length === 0} onClick={() => move.mutate({ action: 'issue', rows: of('proposed') })} data-testid="notices-issue">{t('supervision.issueAll', { count: of('proposed').length })}</Button>
          <Button loading={move.isPending} disabled={of('replied').length === 0} onClick={() => move.mutate({ action: 'close', rows: of('replied') })} data-testid="notices-close">{t('supervision.closeAll', { count: of('replied').length })}</Button>
        </span>
      </div>
      <ProblemAlert error={move.error} />
      {move.data && (
        <Alert className="problem" showIcon type={refused.length ? 'warning' : 'success'} data-testid="notices-answer" title={t('supervision.moved', { done: move.data.done, refused: move.data.refused })}
          description={refused.length > 0 && <ul>{refused.slice(0, 50).map((item) => <li key={item.id}>{unit.get(item.id)}{t('common.colon')}{item.detail}</li>)}</ul>} />
      )}
    </>
  );
}
