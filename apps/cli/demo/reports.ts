import type { EntityManager } from 'typeorm';
import { ReportingPeriod } from '../../../libs/progress/index.js';
import { addDays, newId } from '../../../libs/kernel/index.js';
import { workingDays } from './working-days.js';

const EXPECTED = `INSERT INTO progress_report (id, reporting_period_id, pilot_case_id, pilot_unit_id, region_id, state, complete, submitted_at, on_time)
  SELECT uuid_v7(), $1::uuid, c.id, c.pilot_unit_id, c.region_id,
    CASE WHEN s.submitted THEN CASE WHEN s.n % 3 = 0 THEN 'accepted' WHEN s.n % 3 = 1 THEN 'city_review' ELSE 'submitted' END ELSE 'draft' END,
    s.submitted, CASE WHEN s.submitted THEN ($2::date + (s.n % $3)::int) + time '03:00' END, s.submitted AND $2::date + (s.n % $3)::int <= $4::date
  FROM pilot_case c, LATERAL (SELECT n, n % 100 < $5 AS submitted FROM (SELECT abs(hashtext(c.case_no || ($1::uuid)::text)) AS n) h) s
  WHERE c.state = 'implementing'`;

/** The period that is open now, with reports coming in, and the one before it, with some that came late. */
export async function createReports(em: EntityManager): Promise<string> {
  const days = await workingDays(em);
  const opened = days.at(-12);
  const open = { id: newId(), ...nameOf(days.today, 0), opensOn: opened, dueOn: days.at(8), closesOn: days.at(20) };
  const before = { id: newId(), ...nameOf(days.today, -1), opensOn: addDays(opened, -91), dueOn: addDays(opened, -71), closesOn: addDays(opened, -60) };
  await em.insert(ReportingPeriod, [before, open].map((period) => ({ ...period, type: 'quarterly' })));
  await em.query(EXPECTED, [before.id, before.opensOn, 25, before.dueOn, 96]);
  await em.query(EXPECTED, [open.id, open.opensOn, 15, open.dueOn, 63]);
  return `reporting period ${open.name}`;
}

function nameOf(today: string, offset: number) {
  const quarter = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3) + offset;
  const [year, q] = [Math.floor(quarter / 4), (quarter % 4) + 1];
  return { code: `${year}Q${q}`, name: `${year}年第${'一二三四'[q - 1]}季度`, nameEn: `Quarter ${q}, ${year}` };
}
