/** Points in whole hundredths: what is added, spread and rounded is never a fraction of a float. */
export type Cents = number;

/** A share of points, exact. `n` ≥ 0, `d` > 0. */
export interface Share {
  n: bigint;
  d: bigint;
}

export const NOTHING: Share = { n: 0n, d: 1n };
export const HALF: Share = { n: 1n, d: 2n };
export const WHOLE: Share = { n: 1n, d: 1n };

const DECIMAL = /^\d{1,14}(\.\d{1,4})?$/;
const SCALE = 10_000n;

/** @returns whether a text is a number of at most four places, not below zero: as values and targets are kept */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** @returns the text's number in ten-thousandths */
export function parts(text: string): bigint {
  const [whole = '0', places = ''] = text.split('.');
  return BigInt(whole) * SCALE + BigInt(places.padEnd(4, '0'));
}

/** @returns `8.5` as 850; points have at most two places */
export const toCents = (points: number): Cents => Math.round(points * 100);
/** @returns 850 as `8.5`, the nearest there is, which prints as two places at most */
export const toPoints = (cents: Cents): number => cents / 100;

/** min(actual ÷ target, 1). A target of nothing is met by anything. */
export function reached(actual: Share, target: bigint): Share {
  if (target === 0n) return WHOLE;
  const [n, d] = [actual.n * SCALE, actual.d * target];
  return n >= d ? WHOLE : { n, d };
}

/** A share of points, half a hundredth going up: the one place where a score is rounded. */
export const partOf = (points: Cents, { n, d }: Share): Cents => Number((2n * BigInt(points) * n + d) / (2n * d));

/**
 * Spreads `total` over `weights` in proportion, so that the parts add up to it exactly: each gets its whole hundredths, and
 * the hundredths that are left go to the largest remainders, the earlier of two alike first.
 * @returns nothing but zeros where the weights are nothing
 */
export function spread(total: Cents, weights: readonly Cents[]): Cents[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => total * weight);
  const given = exact.map((part) => Math.floor(part / sum));
  const left = total - given.reduce((a, b) => a + b, 0);
  const first = exact.map((part, i) => ({ i, rest: part % sum })).sort((a, b) => b.rest - a.rest || a.i - b.i).slice(0, left);
  for (const { i } of first) given[i]! += 1;
  return given;
}
