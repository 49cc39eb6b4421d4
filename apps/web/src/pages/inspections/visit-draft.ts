import { useState } from 'react';
import { newKey } from '../../api/client';
import type { Answer, FindingDraft } from '../../api/model';
import { useSession } from '../../app/session';
import { dropDraft, readDraft, writeDraft } from '../../app/drafts';

export interface FindingInHand extends FindingDraft { attachments: { id: string; name: string }[] }

export interface VisitDraft {
  answers: Record<string, Answer>;
  findings: FindingInHand[];
  conclusion: string;
  /** Changes with every edit: the same key promises the same body. */
  sendKey: string;
}

const empty: Omit<VisitDraft, 'sendKey'> = { answers: {}, findings: [], conclusion: '' };

/** The visit as far as it is filled in, written to the device at every tap: the tab may be killed, the network gone. */
export function useVisitDraft(visitId: string) {
  // Phones are shared: a draft belongs to the person who made it.
  const name = `visit:${useSession().user.id}:${visitId}`;
  const [draft, setDraft] = useState<VisitDraft>(() => readDraft<VisitDraft>(name) ?? { ...empty, sendKey: newKey() });

  const change = (part: Partial<VisitDraft>) =>
    setDraft((old) => {
      const next = { ...old, ...part, sendKey: newKey() };
      writeDraft(name, next);
      return next;
    });

  return {
    draft,
    change,
    answer: (answer: Answer) => change({ answers: { ...draft.answers, [answer.itemId]: answer } }),
    drop: () => dropDraft(name),
  };
}

export type DraftInHand = ReturnType<typeof useVisitDraft>;
