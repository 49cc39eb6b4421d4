import { overPeriods, type Measure } from './definition.rules.js';
import { add, attainment, changeOn, figureOf, noSpan, NOTHING, rounded, standing, sumOver, yearBefore, yearToDate, type Span, type Sums } from './rollup.rules.js';

const measure = (kind: string, rollup: string, over: string | null = null): Measure => ({ kind, rollup, unit: '个', numerator: null, denominator: null, overPeriods: over });
const STOCK = measure('stock', 'last');
const FLOW = measure('flow', 'sum');
const TRADES = measure('flow', 'last');
const RATE = measure('ratio', 'weighted');
const COVERAGE = measure('ratio', 'weighted', 'last');
const quarter = (year: number, number: number): Span => ({ id: `${year}Q${number}`, type: 'quarterly', year, number });
const ALL = [2025, 2026].flatMap((year) => [1, 2, 3, 4].map((n) => quarter(year, n)));
const of = (value: number, numerator = 0, denominator = 0, n = 1): Sums => ({ n, value, numerator, denominator });
const sums = new Map(ALL.map((period, i) => [period.id, of(10 + i, i, 10)]));

it('never adds a stock up over periods, nor what rolls up as the last, nor a ratio of stocks; flows, money and rates of flows add up', () => {
  expect([STOCK, TRADES, COVERAGE, FLOW, measure('money', 'sum'), RATE].map(overPeriods)).toEqual(['last', 'last', 'last', 'sum', 'sum', 'sum']);
  // a stock stays one whatever the row says
  expect(overPeriods(measure('stock', 'last', 'sum'))).toBe('last');
  const year = yearToDate(ALL[7]!, ALL);
  expect(sumOver(STOCK, year, sums)).toEqual(of(17, 7, 10));
  expect(sumOver(FLOW, year, sums)).toEqual(of(14 + 15 + 16 + 17, 22, 40, 4));
  expect(standing(STOCK, year)).toEqual([ALL[7]]);
});

it('makes a percentage of the sums, and no mean of percentages', () => {
  // 1 of 2 and 90 of 98: the mean of the two rates would be 70.9
  expect(figureOf(RATE, add(of(0, 1, 2), of(0, 90, 98)))).toEqual({ value: 91, numerator: 91, denominator: 100, n: 2 });
  expect(figureOf(RATE, of(0, 0, 0))).toEqual({ value: null, numerator: 0, denominator: 0, n: 1 });
  expect(figureOf(FLOW, NOTHING)).toEqual({ value: null, numerator: null, denominator: null, n: 0 });
  expect(figureOf(measure('money', 'sum'), of(0.1 + 0.2)).value).toBe(0.3);
});

it('compares with the same span a year before, in percent, and ratios in points', () => {
  expect(yearBefore([ALL[4]!, ALL[5]!], ALL)!.map(({ id }) => id)).toEqual(['2025Q1', '2025Q2']);
  expect(yearBefore([ALL[3]!, ALL[4]!], ALL)).toBeUndefined();
  const at = (m: Measure, s: Sums) => figureOf(m, s);
  expect(changeOn(FLOW, at(FLOW, of(120)), at(FLOW, of(90)))).toBe(33.3);
  expect(changeOn(FLOW, at(FLOW, of(120)), at(FLOW, of(0)))).toBeNull();
  expect(changeOn(FLOW, at(FLOW, of(120)), at(FLOW, NOTHING))).toBeNull();
  expect(changeOn(RATE, at(RATE, of(0, 1, 3)), at(RATE, of(0, 1, 4)))).toBe(8.33);
  expect([attainment(50, 200), attainment(null, 200), attainment(5, 0), attainment(5, null)]).toEqual([25, null, null, null]);
  expect([rounded(1.005, 2), rounded(2.675, 2), rounded(-1.25, 1)]).toEqual([1.01, 2.68, -1.3]);
});

it('refuses spans over which nothing adds up', () => {
  const half = { id: 'h', type: 'half_yearly', year: 2026, number: 1 };
  const special = (number: number) => ({ id: `s${number}`, type: 'special', year: 2026, number });
  expect(noSpan(ALL[0]!, ALL[3]!)).toBeUndefined();
  expect(noSpan(special(1), special(1))).toBeUndefined();
  expect(noSpan(ALL[0]!, half)).toBe('periods_of_two_types');
  expect(noSpan(special(1), special(2))).toBe('special_no_span');
  expect(noSpan(ALL[4]!, ALL[3]!)).toBe('span_backwards');
});
