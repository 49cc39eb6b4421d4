import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visit } from '../../api/model';
import { VisitChecklist } from './visit-checklist';
import { useVisitDraft } from './visit-draft';
import { VisitFindings } from './visit-findings';
import { VisitReview } from './visit-review';

type Part = 'checklist' | 'findings' | 'review';

export function VisitFiling({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const hand = useVisitDraft(visit.id);
  const items = [...visit.checklist.items].sort((a, b) => a.seq - b.seq);
  const [part, setPart] = useState<Part>('checklist');
  const [index, setIndex] = useState(() => Math.max(0, items.findIndex(({ id }) => !hand.draft.answers[id])));
  const parts: { value: Part; label: string }[] = [
    { value: 'checklist', label: `${t('visit.checklist')} ${Object.keys(hand.draft.answers).length}/${items.length}` },
    { value: 'findings', label: `${t('nav.findings')} ${hand.draft.findings.length}` },
    { value: 'review', label: t('visit.review') },
  ];

  return (
    <>
      <Segmented block aria-label={t('visit.parts')} value={part} onChange={setPart} options={parts} data-testid="visit-parts" />
      {part === 'checklist' && <VisitChecklist items={items} index={index} onIndex={setIndex} hand={hand} onDone={() => setPart('review')} />}
      {part === 'findings' && <VisitFindings items={items} hand={hand} />}
      {part === 'review' && <VisitReview visit={visit} items={items} hand={hand} onItem={(at) => { setIndex(at); setPart('checklist'); }} />}
      <p className="quiet">{t('visit.kept')}</p>
    </>
  );
}
