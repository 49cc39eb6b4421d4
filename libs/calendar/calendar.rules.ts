import { addDays } from '../kernel/index.js';

/** One day of a calendar version, as the table keeps it. */
export interface CalendarDay {
  day: string;
  working: boolean;
  /** The holiday's name, on its days and on the days worked in lieu. */
  name: string | null;
  /** Not published yet: weekends and the fixed holidays only. The demo needs such a year; an office never gets one. */
  provisional: boolean;
  /** Working days from the first day of the version up to and with this one. */
  ordinal: number;
}

export type DayRule = (day: string) => { working: boolean; name: string | null };

/** @returns every day from 1 January of `from` to 31 December of `to`, counted; years after `published` are provisional */
export function buildCalendar(from: number, to: number, published: number, rule: DayRule): CalendarDay[] {
  const days: CalendarDay[] = [];
  let ordinal = 0;
  for (let day = `${from}-01-01`; day <= `${to}-12-31`; day = addDays(day, 1)) {
    const provisional = Number(day.slice(0, 4)) > published;
    const { working, name } = provisional ? unpublished(day) : rule(day);
    if (working) ordinal += 1;
    days.push({ day, working, name, provisional, ordinal });
  }
  return days;
}

// 全国年节及纪念日放假办法: the days that are the same date every year.
const FIXED: Record<string, string> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};

function unpublished(day: string): { working: boolean; name: string | null } {
  const name = FIXED[day.slice(5)] ?? null;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { working: name === null && weekday !== 0 && weekday !== 6, name };
}

/** How a limit is given: as a date, or counted in working or calendar days from the day after. */
export type DueKind = 'date' | 'working_days' | 'calendar_days';

/** Whether a limit is given at all, in whichever way. */
export const saysLimit = ({ dueOn, dueInWorkingDays, dueInCalendarDays }: { dueOn?: unknown; dueInWorkingDays?: unknown; dueInCalendarDays?: unknown }): boolean =>
  [dueOn, dueInWorkingDays, dueInCalendarDays].some((value) => value != null);
