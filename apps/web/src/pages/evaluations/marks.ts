import type { Evaluation } from '../../api/model';

export type Side = 'self' | 'city' | 'province';
export const sides: Side[] = ['self', 'city', 'province'];

export interface Asked {
  code: string;
  name: string;
  nameEn: string;
  points: number | null;
  criteria: string;
  kind: 'judged' | 'measured' | 'bonus' | 'veto';
  indicator: string | null;
  /** Where each unit names its own. */
  ownTarget: boolean;
}

/** Everything of the scheme that a side says something about, in its order. */
export function asked({ content }: Evaluation['scheme']): Asked[] {
  return [
    ...content.levels.flatMap(({ items }) => items.map((item): Asked => ({ ...item, kind: item.indicator ? 'measured' : 'judged', ownTarget: item.indicator !== null && item.target === null }))),
    ...content.bonus.items.map((item): Asked => ({ ...item, criteria: '', kind: 'bonus', indicator: null, ownTarget: false })),
    ...content.veto.map((item): Asked => ({ ...item, points: null, criteria: '', kind: 'veto', indicator: null, ownTarget: false })),
  ];
}

/** What may be said, and of what no reason is asked: as the API has it. */
export const verdictsOf = { judged: ['full', 'half', 'zero', 'not_applicable'], measured: ['counted', 'zero', 'not_applicable'], bonus: ['full', 'zero'], veto: ['full', 'zero'] } as const;
export const bare = (kind: Asked['kind'], verdict: string | undefined) => verdict === 'counted' || (verdict === 'zero' && (kind === 'bonus' || kind === 'veto'));

export const sideOf = (row: Evaluation, side: string) => row.sides.find((one) => one.side === side)!;
export const markOf = (row: Evaluation, side: string, code: string) => sideOf(row, side).marks.find(({ item }) => item === code);
export const itemOutcome = (row: Evaluation, side: string, code: string) => sideOf(row, side).outcome?.levels.flatMap(({ items }) => items).find((item) => item.code === code);
export const bonusOutcome = (row: Evaluation, side: string, code: string) => sideOf(row, side).outcome?.bonus.items.find((item) => item.code === code);

/** The key under `evaluation.verdict` for what is said of this kind. */
export const verdictWord = (kind: Asked['kind'], verdict: string) => (kind === 'veto' ? (verdict === 'full' ? 'stands' : 'none') : kind === 'bonus' ? (verdict === 'full' ? 'granted' : 'refused') : verdict);
