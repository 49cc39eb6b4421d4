import fc from 'fast-check';
import { addDays } from '../kernel/index.js';
import { buildCalendar, type DayRule } from './calendar.rules.js';
import { FIRST_YEAR, LAST_PUBLISHED_YEAR, stateCouncil } from './published.js';

const published = buildCalendar(FIRST_YEAR, LAST_PUBLISHED_YEAR, LAST_PUBLISHED_YEAR, stateCouncil);
const of = (day: string) => published.find((d) => d.day === day)!;
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('the calendar of the State Council', () => {
  it('has every day of its years once, in order', () => {
    expect(published[0]!.day).toBe(`${FIRST_YEAR}-01-01`);
    expect(published.at(-1)!.day).toBe(`${LAST_PUBLISHED_YEAR}-12-31`);
    published.slice(1).forEach(({ day }, i) => expect(day).toBe(addDays(published[i]!.day, 1)));
  });

  it.each([
    ['2026-01-01', false], ['2026-01-04', true], ['2026-02-14', true], ['2026-02-17', false], ['2026-02-28', true], ['2026-05-01', false], ['2026-05-09', true],
    ['2026-06-10', true], ['2026-06-13', false], ['2026-06-19', false], ['2026-09-20', true], ['2026-09-25', false], ['2026-10-01', false], ['2026-10-07', false], ['2026-10-10', true], ['2026-10-12', true],
  ])('knows of %s whether it is worked: %s', (day, working) => expect({ day, working: of(day).working }).toEqual({ day, working }));

  it('has in 2026 as many working days as the notice leaves', () => {
    // 261 weekdays of 2026, less the holidays that fall on one, and the weekend days worked for them
    const year = published.filter(({ day }) => day.startsWith('2026'));
    const weekdays = year.filter(({ day }) => ![0, 6].includes(weekday(day)));
    const lost = weekdays.filter(({ working }) => !working).length;
    const made = year.filter(({ day, working }) => working && [0, 6].includes(weekday(day))).length;
    expect({ weekdays: weekdays.length, made, working: year.filter((d) => d.working).length }).toEqual({ weekdays: 261, made: 6, working: 261 - lost + 6 });
  });

  it('names the holiday on its days and on those worked in lieu', () => {
    expect(of('2026-10-01').name).toBe('国庆节');
    expect(of('2026-06-19').name).toBe('端午');
    expect(of('2026-10-10')).toMatchObject({ working: true, name: '国庆节' });
    expect(of('2026-06-10').name).toBeNull();
  });
});

describe('a calendar', () => {
  const rule: DayRule = (day) => ({ working: (Number(day.slice(8)) * 7 + Number(day.slice(5, 7))) % 3 > 0, name: null });

  it('counts working days so that a difference of two ordinals is the number of working days between', () => {
    const days = buildCalendar(2024, 2025, 2025, rule);
    fc.assert(
      fc.property(fc.nat(days.length - 1), fc.nat(days.length - 1), (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        let counted = 0;
        for (let i = from + 1; i <= to; i += 1) if (rule(days[i]!.day).working) counted += 1;
        return days[to]!.ordinal - days[from]!.ordinal === counted;
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('gives each working day an ordinal of its own, and a rest day that of the working day before', () => {
    const days = buildCalendar(2024, 2024, 2024, rule);
    const working = days.filter((d) => d.working).map((d) => d.ordinal);
    expect(working).toEqual(working.map((_, i) => i + 1));
    days.slice(1).forEach((d, i) => { if (!d.working) expect(d.ordinal).toBe(days[i]!.ordinal); });
  });

  it('marks a year that is not published, and knows of it only weekends and the fixed holidays', () => {
    const days = buildCalendar(2026, 2027, 2026, stateCouncil);
    const next = days.filter(({ day }) => day.startsWith('2027'));
    expect(next.every(({ provisional }) => provisional)).toBe(true);
    expect(days.filter(({ provisional }) => provisional)).toHaveLength(365);
    // the package that seeds the table calls it a working day
    expect(next.find(({ day }) => day === '2027-10-01')).toMatchObject({ working: false, name: '国庆节' });
    expect(next.filter(({ working, day }) => !working && ![0, 6].includes(weekday(day))).map(({ day }) => day)).toEqual(['2027-01-01', '2027-10-01']);
  });
});
