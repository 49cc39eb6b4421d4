import fc from 'fast-check';
import { addDays, Clock } from './clock.js';
import { isDay } from './days.js';

it('takes a day that exists, and nothing else', () => {
  for (const day of ['2026-02-28', '2024-02-29', '1900-01-01', '2199-12-31']) expect(isDay(day)).toBe(true);
  for (const not of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-06-10T00:00:00Z', '1899-12-31', '2200-01-01', '0000-00-00', ' 2026-06-10', '', null, 20260610, ['2026-06-10'], {}]) {
    expect(isDay(not)).toBe(false);
  }
});

it('moves a day by days, also over months and leap years', () => {
  expect([addDays('2024-02-28', 1), addDays('2026-01-01', -1), addDays('2026-03-01', -1), addDays('2026-06-10', 0)]).toEqual(['2024-02-29', '2025-12-31', '2026-02-28', '2026-06-10']);
  fc.assert(fc.property(fc.integer({ min: -4000, max: 4000 }), (n) => addDays(addDays('2026-06-10', n), -n) === '2026-06-10'), { seed: 3 });
});

it('has the province’s day: that of Asia/Shanghai', () => {
  const at = (moment: string) => Object.assign(new Clock(), { now: () => new Date(moment) }).today();
  expect([at('2026-06-09T15:59:59Z'), at('2026-06-09T16:00:00Z'), at('2026-12-31T16:00:00Z')]).toEqual(['2026-06-09', '2026-06-10', '2027-01-01']);
});
