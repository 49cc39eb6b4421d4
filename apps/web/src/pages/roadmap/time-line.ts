/** The stretch of days that is drawn: whole months around what there is and today. Days are counted from its first. */
export interface TimeLine {
  first: string;
  days: number;
  ticks: { at: number; days: number; label: string; year: string }[];
}
export type Zoom = 'month' | 'quarter' | 'year';

/** Pixels a day on a screen; on paper the whole is as wide as the page. */
export const WIDTH: Record<Zoom, number> = { month: 6, quarter: 2.4, year: 0.9 };
const MONTHS: Record<Zoom, number> = { month: 1, quarter: 1, year: 3 };

const DAY = 86_400_000;
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY);

export function timeLine(from: string, to: string, zoom: Zoom): TimeLine {
  const [year, month] = from.split('-').map(Number) as [number, number];
  const step = MONTHS[zoom];
  const begins = new Date(Date.UTC(year, Math.floor((month - 1) / step) * step, 1));
  const first = begins.toISOString().slice(0, 10);
  const ticks: TimeLine['ticks'] = [];
  let days = 0;
  for (let at = begins; at.getTime() <= utc(to); ) {
    const next = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + step, 1));
    const length = Math.round((next.getTime() - at.getTime()) / DAY);
    const label = step === 3 ? `Q${at.getUTCMonth() / 3 + 1}` : String(at.getUTCMonth() + 1).padStart(2, '0');
    ticks.push({ at: days, days: length, label, year: String(at.getUTCFullYear()) });
    days += length;
    at = next;
  }
  return { first, days, ticks };
}

/** Where a day lies, in percent of the whole: the same on a screen and on paper. */
export const share = ({ first, days }: TimeLine, day: string): string => `${((100 * daysBetween(first, day)) / days).toFixed(3)}%`;
export const length = ({ days }: TimeLine, from: string, to: string): string => `${((100 * (daysBetween(from, to) + 1)) / days).toFixed(3)}%`;
