import { actionsFor, type Machine } from '../kernel/index.js';

export const SIDES = ['self', 'city', 'province'] as const;
export type Side = (typeof SIDES)[number];

/** 年度评估: the unit scores itself, its leader signs, the city scores, the province scores and decides. Only the last is official. */
export const EVALUATION_MACHINE: Machine = {
  machine: 'evaluation',
  zh: '年度评估',
  en: 'Evaluation of a year',
  initial: 'self_scoring',
  transitions: [
    { action: 'submit', zh: '送审', en: 'Send to the leader', from: ['self_scoring'], to: 'unit_review', by: ['pilot_liaison', 'pilot_leader'] },
    { action: 'send_back', zh: '退回修改', en: 'Send back', from: ['unit_review'], to: 'self_scoring', by: ['pilot_leader'], needs: ['reason'] },
    { action: 'sign', zh: '审签上报', en: 'Sign and hand in', from: ['unit_review'], to: 'city_scoring', by: ['pilot_leader'] },
    { action: 'return', zh: '退回单位', en: 'Return to the unit', from: ['city_scoring', 'province_scoring'], to: 'self_scoring', by: ['city_staff', 'city_reviewer', 'office_staff'], needs: ['reason'] },
    { action: 'report', zh: '报省', en: 'Report to the province', from: ['city_scoring'], to: 'province_scoring', by: ['city_reviewer'] },
    // units directly under the province, or a city that does not come to it
    { action: 'direct', zh: '省级直接评分', en: 'Score directly', from: ['city_scoring'], to: 'province_scoring', by: ['office_staff'], needs: ['reason'] },
    { action: 'return_to_city', zh: '退回市级', en: 'Return to the city', from: ['province_scoring'], to: 'city_scoring', by: ['office_staff'], needs: ['reason'] },
    { action: 'publish', zh: '审定公布', en: 'Decide and tell', from: ['province_scoring', 'correcting'], to: 'published', by: ['office_director'] },
    // what was told stands until it is told anew
    { action: 'correct', zh: '更正', en: 'Correct', from: ['published'], to: 'correcting', by: ['office_director'], needs: ['reason'] },
  ],
};

/** Whose score is written in which state. */
const WRITES: Readonly<Record<string, Side>> = { self_scoring: 'self', city_scoring: 'city', province_scoring: 'province', correcting: 'province' };
export const sideOf = (reach: string): Side | null => (reach === 'unit' ? 'self' : reach === 'city' || reach === 'province' ? reach : null);

/** The side whose score is handed in by an action. */
export const HANDS_IN: Readonly<Record<string, Side>> = { sign: 'self', report: 'city', publish: 'province' };
/** For which actions the score of the side has to be whole. */
export const ASKS_FOR_WHOLE: readonly string[] = ['submit', 'sign', 'report', 'publish'];

export interface Asking {
  reach: string;
  role: string;
  readOnly: boolean;
  permissions: ReadonlySet<string>;
}

/** @returns the side whose marks this actor may write now; null where none */
export function mayScore(actor: Asking, state: string): Side | null {
  const side = sideOf(actor.reach);
  return actor.permissions.has('evaluation.act') && !actor.readOnly && side !== null && WRITES[state] === side ? side : null;
}

/** A city returns what lies with the city, the province what lies with the province. */
export const liesElsewhere = (actor: Pick<Asking, 'reach'>, state: string, action: string): boolean => action === 'return' && WRITES[state] !== sideOf(actor.reach);

/** What the actor may do to an evaluation now: actions of the machine, and `score`. */
export function evaluationAbilities(actor: Asking, state: string): string[] {
  const may = actor.permissions.has('evaluation.act') && !actor.readOnly;
  const acts = may ? actionsFor(EVALUATION_MACHINE, state, actor.role).filter((action) => !liesElsewhere(actor, state, action)) : [];
  return mayScore(actor, state) ? ['score', ...acts] : acts;
}
