import { overPeriods, type Measure } from './definition.rules.js';

/** What a tally holds: how many numbers there are, and their sums. Sums alone add up rightly; a percentage never does. */
export interface Sums {
  n: number;
  value: number;
  numerator: number;
  denominator: number;
}

/** A number that may be shown. Of a ratio, `value` is percent and the two numbers it came from stand beside it. */
export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** How many numbers of reports it is made of. */
  n: number;
}

/** A period among those of its type. */
export interface Span {
  id: string;
  type: string;
  year: number;
  number: number;
}

export const NOTHING: Sums = { n: 0, value: 0, numerator: 0, denominator: 0 };

export const add = (a: Sums, b: Sums): Sums => ({
  n: a.n + b.n, value: a.value + b.value, numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator,
});

/** To so many places, halves away from zero; what lies a hair below a half for want of bits is a half. */
export const rounded = (x: number, places: number): number => {
  const scale = 10 ** places;
  return Math.round(x * scale * (1 + Number.EPSILON)) / scale;
};

/** As stored: four places; of a ratio Σnumerator ÷ Σdenominator in percent, to two. */
export function figureOf({ kind }: Pick<Measure, 'kind'>, { n, value, numerator, denominator }: Sums): Figure {
  if (n === 0) return { value: null, numerator: null, denominator: null, n };
  if (kind !== 'ratio') return { value: rounded(value, 4), numerator: null, denominator: null, n };
  return { value: denominator === 0 ? null : rounded((100 * numerator) / denominator, 2), numerator: rounded(numerator, 4), denominator: rounded(denominator, 4), n };
}

/** Which of the periods of a span, in their order, stand behind its number: all of them, or the last one alone. */
export const standing = <T>(measure: Measure, span: readonly T[]): readonly T[] => (overPeriods(measure) === 'last' ? span.slice(-1) : span);

/** The sums of a span. */
export const sumOver = (measure: Measure, span: readonly Span[], sums: ReadonlyMap<string, Sums>): Sums =>
  standing(measure, span).reduce((total, { id }) => add(total, sums.get(id) ?? NOTHING), NOTHING);

/** In the order of time; special periods in that of their numbers. */
export const inOrder = (a: Span, b: Span): number => a.year - b.year || a.number - b.number;

/** 累计: the year's periods up to this one, in their order. */
export const yearToDate = (period: Span, all: readonly Span[]): Span[] =>
  all.filter(({ type, year, number }) => type === period.type && year === period.year && number <= period.number).sort(inOrder);

/** 上年同期: the same periods a year before; undefined unless every one of them was there. */
export function yearBefore(span: readonly Span[], all: readonly Span[]): Span[] | undefined {
  const before = span.map((period) => all.find(({ type, year, number }) => type === period.type && year === period.year - 1 && number === period.number));
  return before.every((period) => period !== undefined) ? before : undefined;
}

/** 同比: percent to one place, of a ratio percentage points to two; null where there is nothing to compare with. */
export function changeOn({ kind }: Pick<Measure, 'kind'>, now: Figure, before: Figure): number | null {
  if (now.value === null || before.value === null) return null;
  if (kind === 'ratio') return rounded(now.value - before.value, 2);
  return before.value === 0 ? null : rounded((100 * (now.value - before.value)) / before.value, 1);
}

/** How much of a year's target is reached, percent to one place. */
export const attainment = (reached: number | null, target: number | null): number | null =>
  reached === null || !target ? null : rounded((100 * reached) / target, 1);

/**
 * Why periods are no span that numbers can be added over; undefined when they are. Periods of two types overlap, so what happened in them
 * would count twice; special ones have no order in which a year is made of them.
 */
export function noSpan(from: Span, to: Span): 'periods_of_two_types' | 'special_no_span' | 'span_backwards' | undefined {
  if (from.type !== to.type) return 'periods_of_two_types';
  if (from.id === to.id) return undefined;
  if (from.type === 'special') return 'special_no_span';
  return inOrder(from, to) > 0 ? 'span_backwards' : undefined;
}
