import type { EntityManager } from 'typeorm';

/** Working days of the newest calendar, by number: `at(0)` is today or the next one, `at(-5)` five before. */
export interface WorkingDays {
  version: number;
  today: string;
  at(offset: number): string;
}

export async function workingDays(em: EntityManager): Promise<WorkingDays> {
  const rows: { day: string; version: number; today: string }[] = await em.query(
    `SELECT day, calendar_version AS version, app_today() AS today FROM calendar_day
     WHERE working AND calendar_version = (SELECT max(calendar_version) FROM calendar_day) ORDER BY day`,
  );
  const { version, today } = rows[0]!;
  const now = rows.findIndex(({ day }) => day >= today);
  return { version, today, at: (offset) => rows[Math.min(Math.max(now + offset, 0), rows.length - 1)]!.day };
}

/** The same numbers at every start: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
