import type { ReportingRates } from './stats.dto.js';

/** The five rates of so many reports, from which they all follow: shares in percent to one place, null where nothing is expected. */
export function ratesOf({ expected, actual, onTime }: Pick<ReportingRates, 'expected' | 'actual' | 'onTime'>): ReportingRates {
  const percent = (n: number) => (expected === 0 ? null : Math.round((1000 * n) / expected) / 10);
  return { expected, actual, onTime, rate: percent(actual), onTimeRate: percent(onTime) };
}
