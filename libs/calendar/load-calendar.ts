import type { EntityManager } from 'typeorm';
import { buildCalendar } from './calendar.rules.js';
import { FIRST_YEAR, LAST_PUBLISHED_YEAR, stateCouncil } from './published.js';

const SOURCE = '国务院办公厅历年放假安排通知';

/** Loads the published years as version 1, once; `through` adds provisional years, for a demo that has to run on. */
export async function loadCalendar(em: EntityManager, through = LAST_PUBLISHED_YEAR): Promise<void> {
  const [{ until }] = (await em.query('SELECT max(day) AS until FROM calendar_day WHERE calendar_version = 1')) as [{ until: string | null }];
  const last = Math.max(LAST_PUBLISHED_YEAR, through);
  if (until !== null && until >= `${last}-12-31`) return;
  const days = buildCalendar(FIRST_YEAR, last, LAST_PUBLISHED_YEAR, stateCouncil);
  await em.query(`INSERT INTO calendar_version (id, calendar_version, source) VALUES (uuid_v7(), 1, $1) ON CONFLICT (calendar_version) DO NOTHING`, [SOURCE]);
  await em.query(
    `INSERT INTO calendar_day (calendar_version, day, working, name, provisional, ordinal)
     SELECT 1, d.day, d.working, d.name, d.provisional, d.ordinal
     FROM jsonb_to_recordset($1::jsonb) d(day date, working boolean, name text, provisional boolean, ordinal int)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(days)],
  );
}
