import { overPeriods, type Measure } from './definition.rules.js';
import { add, attainment, changeOn, figureOf, NOTHING, standing, sumOver, yearBefore, yearToDate, type Span, type Sums } from './rollup.rules.js';

interface Summed extends Sums {
  period: string;
}
interface Counted {
  period: string;
  n: number;
}
interface Dated extends Span {
  endsOn: string;
}

/** One number with all that it says of itself: its periods, as of when, how many reports stand behind it, 累计, 上年同期, 同比 and the target. */
export function lineOf(
  measure: Measure, named: { key: string; name: string; nameEn: string } | undefined, span: readonly Dated[], opened: readonly Span[], rows: readonly Summed[], due: readonly Counted[], target: number | null,
) {
  const sums = new Map<string, Sums>();
  for (const row of rows) sums.set(row.period, add(sums.get(row.period) ?? NOTHING, row));
  const behind = standing(measure, span);
  const figure = figureOf(measure, sumOver(measure, span, sums));
  const before = span.length > 0 ? yearBefore(span, opened) : undefined;
  const lastYear = before ? figureOf(measure, sumOver(measure, before, sums)) : null;
  const last = span.at(-1);
  const adds = overPeriods(measure) === 'sum';
  const cumulative = adds && last ? figureOf(measure, sumOver(measure, yearToDate(last, opened), sums)) : null;
  return {
    key: named?.key ?? null, name: named?.name ?? '', nameEn: named?.nameEn ?? '', ...figure,
    expected: behind.reduce((n, { id }) => n + due.filter(({ period }) => period === id).reduce((sum, row) => sum + row.n, 0), 0),
    periods: behind.map(({ id }) => id), asOf: last?.endsOn ?? '', cumulative, lastYear,
    change: lastYear && changeOn(measure, figure, lastYear), target, attainment: attainment((cumulative ?? figure).value, target),
  };
}
