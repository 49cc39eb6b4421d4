import { addDays } from '../kernel/index.js';

/** How somebody wants to be written to. Times of day are `HH:MM` in the province. */
export interface Choice {
  mail: 'off' | 'each' | 'digest';
  digestAt: string;
  quietFrom: string | null;
  quietUntil: string | null;
  onRestDays: boolean;
}

/** A group of people behind a robot has no choice of its own; nobody is written to at night. */
export const GROUP_CHOICE: Choice = { mail: 'each', digestAt: '08:30', quietFrom: '20:00', quietUntil: '07:30', onRestDays: false };

/** What comes within so many seconds goes out as one mail: whoever is assigned ten tasks at once gets one. */
export const GATHER_SECONDS = 60;

const LONGEST_DAYS = 30;
const OFFSET = '+08:00';
const LOCAL = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** @returns the province's day and time of day, `YYYY-MM-DD` and `HH:MM` */
export function localTime(moment: Date): { day: string; time: string } {
  const [day, time] = LOCAL.format(moment).split(' ') as [string, string];
  return { day, time };
}
const at = (day: string, time: string): Date => new Date(`${day}T${time}:00${OFFSET}`);

/**
 * When a notice of `now` may go out: at once when it is urgent; with the next digest where that was chosen; never in quiet
 * hours, nor on a rest day unless that was chosen too.
 */
export function dueAt(now: Date, choice: Choice, urgent: boolean, isWorking: (day: string) => boolean): Date {
  if (urgent) return now;
  const { day, time } = localTime(now);
  for (let ahead = 0; ahead <= LONGEST_DAYS; ahead += 1) {
    const on = addDays(day, ahead);
    if (!choice.onRestDays && !isWorking(on)) continue;
    const earliest = ahead === 0 ? time : '00:00';
    const moment = choice.mail === 'digest' ? digestOn(earliest, choice.digestAt) : awakeOn(earliest, choice);
    if (moment !== null) return moment === time && ahead === 0 ? now : at(on, moment);
  }
  return at(addDays(day, LONGEST_DAYS), choice.digestAt);
}

const digestOn = (earliest: string, digestAt: string) => (digestAt >= earliest ? digestAt : null);

/** The first time of day from `earliest` on that is not quiet; null when the rest of the day is. */
function awakeOn(earliest: string, { quietFrom, quietUntil }: Choice): string | null {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return earliest;
  const overMidnight = quietFrom > quietUntil;
  const quiet = overMidnight ? earliest >= quietFrom || earliest < quietUntil : earliest >= quietFrom && earliest < quietUntil;
  if (!quiet) return earliest;
  return overMidnight && earliest >= quietFrom ? null : quietUntil;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Pauses after each attempt that failed: some two days in all, as receivers are down over a weekend. */
export const PAUSES = [1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR] as const;

/** @returns milliseconds until the next attempt after `attempts` of them; null when that was the last */
export const pauseAfter = (attempts: number): number | null => PAUSES[attempts - 1] ?? null;
