import { Alert, App, Button, Input, type ButtonProps } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Answer, ChecklistItem, Visit } from '../../api/model';
import { isProblem } from '../../api/problem';
import { ProblemAlert } from '../../components/problem-alert';
import { actOnVisit } from './inspections.api';
import type { DraftInHand } from './visit-draft';

interface Props {
  visit: Visit;
  items: ChecklistItem[];
  hand: DraftInHand;
  onItem: (index: number) => void;
}

/** A verdict that is not plain needs its reason: the API refuses the result without. */
const lacking = (answer: Answer | undefined) =>
  !answer ? 'verdict' : ['partial', 'fail'].includes(answer.verdict) && !answer.note?.trim() ? 'note' : null;

/** What is still open stands first and leads back to its screen; filing asks once more, because it is final. */
export function VisitReview({ visit, items, hand, onItem }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const cache = useQueryClient();
  const { draft } = hand;
  const open = items.map((item, index) => ({ item, index, lacks: lacking(draft.answers[item.id]) })).filter(({ lacks }) => lacks);
  const file = useMutation({
    mutationFn: () => actOnVisit(visit.id, visit.version, {
      action: 'file',
      conclusion: draft.conclusion,
      answers: Object.values(draft.answers),
      findings: draft.findings.map(({ attachments: _, ...finding }) => finding),
    }, draft.sendKey),
    onSuccess: (row) => {
      hand.drop();
      cache.setQueryData(['visits', visit.id], row);
      for (const key of ['visits', 'findings', 'todos', 'inspections']) void cache.invalidateQueries({ queryKey: [key] });
    },
    // The row moved on meanwhile. The draft stays; the page shows what is there now.
    onError: (error) => (isProblem(error, 412) || isProblem(error, 409)) && void cache.invalidateQueries({ queryKey: ['visits', visit.id] }),
  });
  const confirm = () => modal.confirm({
    title: t('visit.fileSure'), content: t('visit.fileFinal', { findings: draft.findings.length }),
    okText: t('visit.file'), cancelText: t('common.cancel'), okButtonProps: { 'data-testid': 'file-confirm' } as ButtonProps, onOk: () => file.mutate(),
  });

  return (
    <section className="panel" aria-label={t('visit.review')}>
      <div aria-live="polite">
        {open.length > 0
          ? <Alert type="warning" showIcon title={t('visit.open', { n: open.length })} data-testid="unanswered" description={
              <ul className="plain-list">{open.map(({ item, index, lacks }) => <li key={item.id}><Button type="link" onClick={() => onItem(index)}>{item.seq}. {item.title}</Button> {t(`visit.lacks.${lacks}`)}</li>)}</ul>} />
          : <Alert type="success" showIcon title={t('visit.complete')} />}
        <ProblemAlert error={file.error} />
      </div>
      <h2 style={{ marginTop: 16 }}><label htmlFor="conclusion">{t('field.conclusion')}</label></h2>
      <Input.TextArea id="conclusion" rows={4} value={draft.conclusion} onChange={(event) => hand.change({ conclusion: event.target.value })} data-testid="visit-conclusion" />
      <p>{t('visit.findingCount', { n: draft.findings.length })}</p>
      <Button block type="primary" size="large" disabled={open.length > 0 || !draft.conclusion.trim()} loading={file.isPending} onClick={confirm} data-testid="file-result">{t('visit.file')}</Button>
    </section>
  );
}
