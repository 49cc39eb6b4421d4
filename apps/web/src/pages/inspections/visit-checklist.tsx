import { Button, Input, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem, Verdict } from '../../api/model';
import type { DraftInHand } from './visit-draft';

interface Props {
  items: ChecklistItem[];
  index: number;
  onIndex: (index: number) => void;
  hand: DraftInHand;
  onDone: () => void;
}

export const verdicts: Verdict[] = ['pass', 'partial', 'fail', 'not_applicable'];

/** One item a screen, and buttons for a thumb in a glove. */
export function VisitChecklist({ items, index, onIndex, hand, onDone }: Props) {
  const { t } = useTranslation();
  const item = items[index];
  if (!item) return <p className="quiet">{t('visit.noItems')}</p>;
  const answer = hand.draft.answers[item.id];
  const last = index === items.length - 1;

  return (
    <section className="panel visit-item" aria-labelledby="item-title">
      <Progress percent={Math.round(((index + 1) / items.length) * 100)} format={() => `${index + 1} / ${items.length}`} size="small" aria-label={t('visit.position')} />
      <h2 id="item-title" aria-live="polite">{item.seq}. {item.title}</h2>
      {item.guidance && <p>{item.guidance}</p>}
      <p className="quiet">{t('visit.weight', { weight: item.weight })}{item.evidenceRequired && ` · ${t('visit.evidence')}`}</p>
      <div className="verdicts" role="group" aria-label={t('visit.verdict')}>
        {verdicts.map((verdict) => (
          <button key={verdict} type="button" className={`verdict verdict-${verdict}`} aria-pressed={answer?.verdict === verdict} data-testid={`verdict-${verdict}`}
            onClick={() => hand.answer({ itemId: item.id, verdict, note: answer?.note })}>
            {t(`verdict.${verdict}`)}
          </button>
        ))}
      </div>
      <label htmlFor="item-note">{t(answer && ['partial', 'fail'].includes(answer.verdict) ? 'visit.noteNeeded' : 'visit.note')}</label>
      <Input.TextArea id="item-note" rows={3} disabled={!answer} value={answer?.note ?? ''} placeholder={answer ? undefined : t('visit.noteFirst')}
        onChange={(event) => answer && hand.answer({ ...answer, note: event.target.value })} data-testid="visit-note" />
      <div className="visit-move">
        <Button size="large" disabled={index === 0} onClick={() => onIndex(index - 1)} data-testid="visit-previous">{t('visit.previous')}</Button>
        <Button size="large" type="primary" onClick={() => (last ? onDone() : onIndex(index + 1))} data-testid="visit-next">{t(last ? 'visit.review' : 'visit.next')}</Button>
      </div>
    </section>
  );
}
