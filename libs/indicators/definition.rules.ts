/** What of an indicator decides how its numbers are read. */
export interface Measure {
  kind: string;
  rollup: string;
  unit: string;
  numerator: string | null;
  denominator: string | null;
  overPeriods: string | null;
}

/** How an indicator goes over periods: those of a span add up, or the last one stands for the span. A stock is never added up. */
export const overPeriods = ({ kind, rollup, overPeriods: chosen }: Pick<Measure, 'kind' | 'rollup' | 'overPeriods'>): 'sum' | 'last' =>
  kind === 'stock' || rollup === 'last' || (kind === 'ratio' && chosen === 'last') ? 'last' : 'sum';

/** Whose the wording below is: the office puts its own in its place. */
export const ILLUSTRATIVE = '样例口径：按指标类型拟定，以省产改办印发的口径为准';

/** 口径 that follows from the kind alone: enough to add numbers up rightly, and to be replaced by the office's own. */
export function definitionOf(name: string, { kind, rollup, unit, numerator, denominator, overPeriods: chosen }: Measure): string {
  if (kind === 'ratio') {
    const when = chosen === 'last' ? '分子、分母均为报告期末的时点数，多期取最近一期' : '分子、分母均为报告期内发生数，多期分别累加后再相除';
    return `${numerator}÷${denominator}×100%。${when}；多个单位以分子合计除以分母合计，不对百分比求平均。`;
  }
  if (kind === 'stock') return `报告期末时点的${name}（${unit}）。各单位相加，多期取最近一期，不跨期累加。`;
  if (rollup === 'last') return `报告期内的${name}（${unit}）。各期常有重复，多期取最近一期，不跨期累加。`;
  return `报告期内发生的${name}（${unit}）。各单位、各期相加，当年各期之和为累计数。${unit === '人次' ? '同一人多次参加按次计。' : ''}`;
}
