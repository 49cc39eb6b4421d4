import { Calendar } from '../calendar/index.js';
import { Clock, systemActor, type Db } from '../kernel/index.js';
import { REMIND_WORKING_DAYS_BEFORE } from './period.rules.js';

// A period is reminded of once before its due day and once after; the mark is set with the notices, so that two at once send one.
const tell = (mark: string, kind: string, when: string) => `WITH period AS (
    UPDATE reporting_period p SET ${mark} = now() WHERE p.opened_at IS NOT NULL AND p.${mark} IS NULL AND ${when} AND $1 <= p.closes_on RETURNING p.*
  )
  SELECT count(*)::int AS told FROM period p JOIN progress_report r ON r.reporting_period_id = p.id AND r.is_current AND r.submitted_at IS NULL,
    LATERAL notify_positions(r.pilot_unit_id, ARRAY['pilot_liaison', 'pilot_leader'], '${kind}', 'progress_report', r.id,
      jsonb_build_object('period', p.name, 'periodEn', p.name_en, 'dueOn', p.due_on, 'closesOn', p.closes_on), false)`;
const BEFORE = tell('reminded_at', 'report_due', `$1 <= p.due_on AND (SELECT d.ordinal - n.ordinal FROM calendar_day d, calendar_day n
  WHERE d.calendar_version = p.calendar_version AND d.day = p.due_on AND n.calendar_version = p.calendar_version AND n.day = $1) <= ${REMIND_WORKING_DAYS_BEFORE}`);
const AFTER = tell('overdue_told_at', 'report_overdue', '$1 > p.due_on');

/** Tells units whose report has not come, shortly before it is due and once it is late. On a rest day nobody is told. @returns how many were */
export async function remindOfReports(db: Db, clock: Clock = new Clock()): Promise<number> {
  const actor = systemActor('report.remind');
  const today = clock.today();
  if ((await new Calendar(db, clock).check(actor, today)).error) return 0;
  return db.as(actor, async (em) => {
    let told = 0;
    for (const text of [BEFORE, AFTER]) told += ((await em.query(text, [today])) as { told: number }[])[0]!.told;
    return told;
  });
}
