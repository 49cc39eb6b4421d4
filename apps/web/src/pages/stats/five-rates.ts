import type { ReportRates } from '../../api/model';

/** The five rates, and which rows stand behind each: a rate opens the rows of its numerator. */
export const fiveRates: { key: keyof ReportRates; status: string }[] = [
  { key: 'expected', status: 'expected' },
  { key: 'actual', status: 'submitted' },
  { key: 'onTime', status: 'on_time' },
  { key: 'rate', status: 'submitted' },
  { key: 'onTimeRate', status: 'on_time' },
];
