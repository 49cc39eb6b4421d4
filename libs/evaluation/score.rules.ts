import { HALF, NOTHING, parts, partOf, reached, spread, toCents, toPoints, WHOLE, type Share } from './points.rules.js';
import type { DeductionCode, Scheme, SchemeItem } from './scheme.rules.js';

export const VERDICTS = ['full', 'half', 'zero', 'counted', 'not_applicable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a side says of an item, a bonus or a veto item. */
export interface Mark {
  verdict: Verdict;
  /** For what is measured: the target by which, where the scheme names none. */
  target: string | null;
}

/** What the reports in force say of an indicator for the year: a value, or a ratio's two sums. */
export interface Actual {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  /** In which reports it stands. */
  rows: Row[];
}

/** A row that a figure opens into. */
export interface Row {
  kind: string;
  id: string;
  label: string;
}

/** Everything that a score follows from; kept with it, so that anybody can follow it again. */
export interface Inputs {
  scheme: Scheme;
  marks: Record<string, Mark>;
  /** Codes behind which a file stands. */
  evidence: string[];
  actuals: Record<string, Actual>;
  /** What was found against the unit; what the system keeps no rows of is not named. */
  deductions: Partial<Record<DeductionCode, Row[]>>;
}

export type Because = 'full' | 'half' | 'zero' | 'counted' | 'not_applicable' | 'not_marked' | 'no_evidence' | 'no_value' | 'no_target';

export interface ItemOutcome {
  code: string;
  points: number;
  /** With its part of what does not apply. */
  effective: number;
  earned: number;
  because: Because;
  actual: number | null;
  target: number | null;
}

export interface Outcome {
  levels: { code: string; points: number; earned: number; items: ItemOutcome[] }[];
  items: number;
  bonus: { items: { code: string; points: number; because: Because }[]; granted: number; counted: number };
  deductions: { code: DeductionCode; count: number | null; times: number; points: number; rows: Row[] }[];
  deducted: number;
  veto: string[];
  score: number;
  grade: string;
}

/**
 * A side's score. Pure and exact: hundredths of points, rounded half up once an item.
 * score = min(total, Σ items + min(Σ bonus, its most)) − deductions, and never below nothing (ADR 30).
 */
export function compute(inputs: Inputs): Outcome {
  const { scheme, marks } = inputs;
  const levels = scheme.levels.map(({ code, items }) => {
    const whole = items.map(({ points }) => toCents(points));
    const applies = items.map(({ code: item }, i) => (marks[item]?.verdict === 'not_applicable' ? 0 : whole[i]!));
    const level = whole.reduce(sum, 0);
    const effective = spread(level, applies);
    const shown = items.map((item, i) => itemOutcome(inputs, item, effective[i]!));
    return { code, points: toPoints(level), earned: toPoints(shown.reduce((a, { earned }) => a + toCents(earned), 0)), items: shown };
  });
  const items = levels.reduce((a, { earned }) => a + toCents(earned), 0);
  const bonus = scheme.bonus.items.map(({ code, points }) => ({ code, ...bonusOutcome(inputs, code, points) }));
  const granted = bonus.reduce((a, { points }) => a + toCents(points), 0);
  const counted = Math.min(granted, toCents(scheme.bonus.max));
  const deductions = scheme.deductions.map(({ code, points, beyond, each }) => {
    const rows = inputs.deductions[code];
    const over = Math.max(0, (rows?.length ?? 0) - beyond);
    const times = each ? over : Math.min(1, over);
    return { code, count: rows?.length ?? null, times, points: toPoints(toCents(points) * times), rows: rows ?? [] };
  });
  const deducted = deductions.reduce((a, { points }) => a + toCents(points), 0);
  const veto = scheme.veto.filter(({ code }) => marks[code]?.verdict === 'full').map(({ code }) => code);
  const score = Math.max(0, Math.min(toCents(scheme.total), items + counted) - deducted);
  return {
    levels, items: toPoints(items), bonus: { items: bonus, granted: toPoints(granted), counted: toPoints(counted) },
    deductions, deducted: toPoints(deducted), veto, score: toPoints(score), grade: gradeOf(scheme, score, veto),
  };
}

const sum = (a: number, b: number): number => a + b;

function itemOutcome({ marks, evidence, actuals }: Inputs, item: SchemeItem, effective: number): ItemOutcome {
  const mark = marks[item.code];
  const found = item.indicator === null ? undefined : actuals[item.indicator];
  const actual = found && shareOf(found);
  const target = item.target ?? mark?.target ?? null;
  const measured = { actual: actual ? Number((actual.n * 10_000n) / actual.d) / 10_000 : null, target: target === null ? null : Number(target) };
  const [share, because] = judged(item, mark, evidence, actual, target);
  return { code: item.code, points: item.points, effective: toPoints(effective), earned: toPoints(partOf(effective, share)), because, ...measured };
}

function judged(item: SchemeItem, mark: Mark | undefined, evidence: readonly string[], actual: Share | undefined, target: string | null): [Share, Because] {
  if (!mark) return [NOTHING, 'not_marked'];
  const { verdict } = mark;
  if (verdict === 'not_applicable' || verdict === 'zero') return [NOTHING, verdict];
  if (item.evidence && !evidence.includes(item.code)) return [NOTHING, 'no_evidence'];
  if (verdict === 'full') return [WHOLE, 'full'];
  if (verdict === 'half') return [HALF, 'half'];
  if (!actual) return [NOTHING, 'no_value'];
  return target === null ? [NOTHING, 'no_target'] : [reached(actual, parts(target)), 'counted'];
}

function bonusOutcome({ marks, evidence }: Inputs, code: string, points: number): { points: number; because: Because } {
  if (marks[code]?.verdict !== 'full') return { points: 0, because: marks[code] ? 'zero' : 'not_marked' };
  return evidence.includes(code) ? { points, because: 'full' } : { points: 0, because: 'no_evidence' };
}

/** A value as it is; a ratio as a percentage of its two sums, exactly. */
function shareOf({ value, numerator, denominator }: Actual): Share | undefined {
  if (value !== null) return { n: parts(value), d: 10_000n };
  if (numerator === null || denominator === null || parts(denominator) === 0n) return undefined;
  return { n: 100n * parts(numerator), d: parts(denominator) };
}

/** @returns the first grade that the score reaches; with a veto item the last of all */
export function gradeOf({ grades }: Scheme, score: number, veto: readonly string[]): string {
  const reachedBy = veto.length > 0 ? undefined : grades.find(({ min }) => score >= toCents(min));
  return (reachedBy ?? grades.at(-1)!).code;
}

/** Items of a first-level indicator of which nothing applies: its points would be nobody's. */
export const emptyLevels = ({ levels }: Scheme, marks: Record<string, Mark>): string[] =>
  levels.filter(({ items }) => items.every(({ code }) => marks[code]?.verdict === 'not_applicable')).map(({ code }) => code);
