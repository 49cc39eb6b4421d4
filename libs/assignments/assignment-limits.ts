import type { EntityManager } from 'typeorm';
import { Calendar } from '../calendar/index.js';

/** Working days to sign; the setting `assignment.limits` holds it with its source. DB_CODE conventions run from two hours to three days. */
const SIGN_WITHIN = 2;
const LIMIT = `SELECT (value ->> 'signWithin')::int AS days FROM setting WHERE key = 'assignment.limits'`;

/** @returns until when an assignment issued on `today` is to be signed */
export async function signBy(em: EntityManager, calendar: Calendar, calendarVersion: number, today: string): Promise<string> {
  const [limit]: { days: number | null }[] = await em.query(LIMIT);
  return calendar.workingDaysAfter(em, calendarVersion, today, limit?.days ?? SIGN_WITHIN);
}
