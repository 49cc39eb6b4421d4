import type { Machine } from '../kernel/index.js';

export type VisitState = 'planned' | 'filed' | 'fed_back';
export type VisitAction = 'file' | 'feed_back';

/** 督查检查: the campaign as a whole. The source of the states and of who may: the product's state machines. */
export const INSPECTION_MACHINE: Machine = {
  machine: 'inspection',
  zh: '督查检查',
  en: 'Inspection',
  initial: 'planned',
  transitions: [
    { action: 'notify', zh: '通知', en: 'Notify', from: ['planned'], to: 'notified', by: ['office_staff'] },
    { action: 'self_check', zh: '开始自查', en: 'Start self-check', from: ['notified'], to: 'self_check', by: ['pilot_liaison', 'city_staff'] },
    { action: 'on_site', zh: '实地督查', en: 'Go on site', from: ['notified', 'self_check'], to: 'on_site', by: ['inspector_lead'] },
    { action: 'draft', zh: '形成意见', en: 'Draft the opinion', from: ['on_site'], to: 'opinion_draft', by: ['inspector'] },
    { action: 'feedback', zh: '反馈', en: 'Feed back', from: ['opinion_draft'], to: 'feedback', by: ['inspector_lead', 'office_director'] },
    { action: 'rectify', zh: '整改', en: 'Have rectified', from: ['feedback'], to: 'rectifying', by: ['office_staff'] },
    { action: 'verify', zh: '核查', en: 'Verify', from: ['rectifying'], to: 'verifying', by: ['inspector'] },
    { action: 'close', zh: '结案', en: 'Close', from: ['verifying', 'feedback'], to: 'closed', by: ['office_director'] },
    { action: 'cancel', zh: '取消', en: 'Cancel', from: ['planned', 'notified'], to: 'cancelled', by: ['office_director'], needs: ['reason'] },
  ],
};

/** One visit of it: the inspectors file, and what they filed is fed back to the unit. */
export const VISIT_MACHINE: Machine<VisitAction> = {
  machine: 'visit',
  zh: '督查走访',
  en: 'Visit',
  initial: 'planned',
  transitions: [
    {
      action: 'file',
      zh: '报送结果',
      en: 'File the result',
      from: ['planned'],
      to: 'filed',
      by: ['inspector', 'inspector_lead'],
      needs: ['conclusion', 'answers'],
    },
    {
      action: 'feed_back',
      zh: '反馈',
      en: 'Feed back',
      from: ['filed'],
      to: 'fed_back',
      by: ['inspector_lead', 'office_director', 'office_staff'],
    },
  ],
};

export type Verdict = 'pass' | 'partial' | 'fail' | 'not_applicable';

/** What a verdict earns of an item's weight. 不适用 earns nothing and asks nothing. */
const CREDIT: Record<Verdict, number | null> = { pass: 1, partial: 0.5, fail: 0, not_applicable: null };

export const VERDICTS = Object.keys(CREDIT) as Verdict[];
export const SEVERITIES = ['general', 'prominent', 'serious'];
export const NATURES = ['obstacle', 'structural', 'policy', 'execution', 'data'];

export interface ScoredItem {
  itemId: string;
  weight: number;
  verdict: Verdict;
}

export interface ScoreLine extends ScoredItem {
  /** 1, 0.5 or 0; null where the item does not apply. */
  credit: number | null;
  /** weight × credit; null where the item does not apply. */
  points: number | null;
}

/** A score with its working, so that it can be followed by hand: 100 × `earned` ÷ `applicable`. */
export interface Scoring {
  /** 0–100, two decimals; null when no item applies. */
  score: number | null;
  earned: number;
  /** The weight of the items that apply. That of the others is spread over them, in proportion. */
  applicable: number;
  items: ScoreLine[];
}

export function scoreOf(answers: readonly ScoredItem[]): Scoring {
  const items = answers.map(({ itemId, weight, verdict }) => {
    const credit = CREDIT[verdict];
    return { itemId, weight, verdict, credit, points: credit === null ? null : weight * credit };
  });
  const applying = items.filter((item) => item.points !== null);
  const earned = applying.reduce((sum, item) => sum + item.points!, 0);
  const applicable = applying.reduce((sum, item) => sum + item.weight, 0);
  // Weights are whole and credits halves, so `earned` is exact and only this division rounds.
  const score = applicable === 0 ? null : Math.round((earned * 10_000) / applicable) / 100;
  return { score, earned, applicable, items };
}
