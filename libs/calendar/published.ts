import chineseDays from 'chinese-days';
import type { DayRule } from './calendar.rules.js';

/**
 * Years for which the State Council's notice is in the data of `chinese-days`. Not asked of the package: for a year it
 * does not know it calls every weekday a working day, so it is no authority on what it knows.
 */
export const FIRST_YEAR = 2018;
export const LAST_PUBLISHED_YEAR = 2026;

/** Holidays and the days worked in lieu (调休), from the State Council's yearly notices. */
export const stateCouncil: DayRule = (day) => {
  const { work, name } = chineseDays.getDayDetail(day);
  const [, holiday] = name.split(',');
  return { working: work, name: holiday ?? null };
};
