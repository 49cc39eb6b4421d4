import type { FieldError } from '../kernel/index.js';
import type { Side } from './evaluation.rules.js';
import { isDecimal } from './points.rules.js';
import { itemsOf, type Scheme } from './scheme.rules.js';
import { compute, emptyLevels, type Inputs, type Mark, type Verdict } from './score.rules.js';

export interface GivenMark {
  item: string;
  verdict?: string;
  target?: string | null;
  reason?: string;
}

/** What may be said of something, and of what no reason is asked. */
interface Ask {
  verdicts: readonly Verdict[];
  bare: readonly Verdict[];
  target: boolean;
}

const JUDGED: Ask = { verdicts: ['full', 'half', 'zero', 'not_applicable'], bare: [], target: false };
const MEASURED: Ask = { verdicts: ['counted', 'zero', 'not_applicable'], bare: ['counted'], target: false };
const GRANTED: Ask = { verdicts: ['full', 'zero'], bare: ['zero'], target: false };

/** How each code of a scheme is marked; undefined for what it does not have. */
export function askOf(scheme: Scheme, code: string): Ask | undefined {
  const item = itemsOf(scheme).find((one) => one.code === code);
  if (item) return item.indicator === null ? JUDGED : { ...MEASURED, target: item.target === null };
  return [...scheme.bonus.items, ...scheme.veto].some((one) => one.code === code) ? GRANTED : undefined;
}

/** @returns everything that is wrong with marks as they were sent, with its place */
export function markFlaws(scheme: Scheme, marks: readonly GivenMark[]): FieldError[] {
  return marks.flatMap(({ item, verdict, target, reason }, i) => {
    const at = `/marks/${i}`;
    const ask = askOf(scheme, item);
    if (!ask) return [{ pointer: `${at}/item`, code: 'unknown_reference', params: { value: item } }];
    if (verdict === undefined) return [];
    const flaws: FieldError[] = [];
    if (!ask.verdicts.includes(verdict as Verdict)) flaws.push({ pointer: `${at}/verdict`, code: 'not_accepted', params: { accepted: [...ask.verdicts] } });
    if (!ask.bare.includes(verdict as Verdict) && !reason?.trim()) flaws.push({ pointer: `${at}/reason`, code: 'required' });
    if (target != null && !ask.target) flaws.push({ pointer: `${at}/target`, code: 'target_not_asked' });
    if (target != null && !(isDecimal(target) && Number(target) > 0)) flaws.push({ pointer: `${at}/target`, code: 'bad_target' });
    return flaws;
  });
}

/** @returns what a side's score lacks to be handed in, with its place */
export function scoreGaps({ scheme, marks, ...inputs }: Inputs, side: Side): FieldError[] {
  const gaps: FieldError[] = [];
  for (const { code, indicator, target } of itemsOf(scheme)) {
    const mark = marks[code];
    if (!mark) gaps.push({ pointer: `/marks/${code}`, code: 'required' });
    else if (indicator !== null && target === null && mark.verdict === 'counted' && mark.target === null) gaps.push({ pointer: `/marks/${code}/target`, code: 'required' });
  }
  for (const level of emptyLevels(scheme, marks)) gaps.push({ pointer: `/levels/${level}`, code: 'nothing_applies' });
  if (scheme.noEvidence === 'zero' || side !== 'self') return gaps;
  const { levels, bonus } = compute({ scheme, marks, ...inputs });
  const bare = [...levels.flatMap(({ items }) => items), ...bonus.items].filter(({ because }) => because === 'no_evidence');
  return [...gaps, ...bare.map(({ code }) => ({ pointer: `/marks/${code}/evidence`, code: 'evidence_missing' }))];
}

/** A side's marks with the target of the side before where it names none of its own. */
export function withTargets(marks: Record<string, Mark>, before: readonly Record<string, Mark>[]): Record<string, Mark> {
  const known = (code: string) => before.map((side) => side[code]?.target).find((target) => target != null) ?? null;
  return Object.fromEntries(Object.entries(marks).map(([code, mark]) => [code, { ...mark, target: mark.target ?? known(code) }]));
}
