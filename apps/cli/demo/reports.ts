import type { EntityManager } from 'typeorm';
import { ReportingPeriod } from '../../../libs/periods/index.js';
import { addDays, newId } from '../../../libs/kernel/index.js';
import { workingDays } from './working-days.js';

// Enough to know whether and when one handed in: the case and the period, so that a demo made twice is the same.
const EXPECTED = `WITH roll AS (
    INSERT INTO period_roll (id, reporting_period_id, pilot_case_id, pilot_unit_id, region_id, case_state, expected, reason)
    SELECT uuid_v7(), $1::uuid, c.id, c.pilot_unit_id, c.region_id, c.state, c.state = ANY (p.case_states), CASE WHEN c.state <> ALL (p.case_states) THEN 'other_state' END
    FROM pilot_case c JOIN reporting_period p ON p.id = $1 WHERE c.state IN ('designated', 'plan_review', 'implementing', 'evaluating', 'passed', 'model', 'suspended', 'withdrawn')
    RETURNING pilot_case_id, pilot_unit_id, region_id, expected)
  INSERT INTO progress_report (id, reporting_period_id, year, pilot_case_id, pilot_unit_id, region_id, state, complete, submitted_at, on_time, submissions,
    features, problems, coordination, next_steps)
  SELECT uuid_v7(), p.id, p.year, r.pilot_case_id, r.pilot_unit_id, r.region_id,
    CASE WHEN s.submitted THEN CASE WHEN s.n % 4 = 0 OR p.closes_on < app_today() THEN 'accepted' ELSE (ARRAY['city_review', 'province_review', 'submitted'])[s.n % 4] END ELSE 'draft' END,
    s.submitted, CASE WHEN s.submitted THEN (p.opens_on + (s.n % $2)::int) + time '03:00' END, s.submitted AND p.opens_on + (s.n % $2)::int <= p.due_on,
    CASE WHEN s.submitted THEN 1 ELSE 0 END,
    CASE WHEN s.submitted THEN (ARRAY['建立班组长培训台账，技能等级与岗位工资挂钩（样例）', '以赛促训，把岗位练兵纳入班组考核（样例）', '劳模工匠工作室带徒结对（样例）'])[1 + s.n % 3] ELSE '' END,
    CASE WHEN s.submitted THEN (ARRAY['一线职工工学矛盾较突出（样例）', '高技能人才总量不足（样例）', '无'])[1 + s.n % 3] ELSE '' END,
    CASE WHEN s.submitted THEN '无' ELSE '' END, CASE WHEN s.submitted THEN '按实施方案推进，季末前完成阶段总结（样例）' ELSE '' END
  FROM roll r JOIN reporting_period p ON p.id = $1 JOIN pilot_case c ON c.id = r.pilot_case_id,
    LATERAL (SELECT n, n % 100 < $3 AND NOT ($4 AND c.case_no IN (SELECT f.case_no FROM pilot_case f ORDER BY f.case_no LIMIT 3)) AS submitted FROM (SELECT abs(hashtext(c.case_no || p.code)) AS n) h) s
  WHERE r.expected`;

/** Before the open one: as many as it takes for the last that is due to have the same quarter of the year before. */
const EARLIER = 5;

/** The period that is open now, with reports coming in, and those before it back to the same quarter last year, with some that came late. */
export async function createReports(em: EntityManager): Promise<string> {
  const days = await workingDays(em);
  const opened = days.at(-12);
  const open = { id: newId(), ...quarter(days.today, 0), opensOn: opened, dueOn: days.at(8), closesOn: days.at(20) };
  const earlier = Array.from({ length: EARLIER }, (_, i) => {
    const ago = EARLIER - i;
    return { id: newId(), ...quarter(days.today, -ago), opensOn: addDays(opened, -91 * ago), dueOn: addDays(opened, 20 - 91 * ago), closesOn: addDays(opened, 31 - 91 * ago) };
  });
  const periods = [...earlier, open].map((period) => ({ ...period, type: 'quarterly', openedAt: new Date(`${period.opensOn}T00:30:00Z`) }));
  for (const year of new Set(periods.map((period) => period.year))) await em.query('SELECT add_report_year($1)', [year]);
  await em.insert(ReportingPeriod, periods);
  for (const { id } of earlier) await em.query(EXPECTED, [id, 25, 96, false]);
  // the first units have people: theirs is still to be filed
  await em.query(EXPECTED, [open.id, 15, 63, true]);
  return `${periods.length} reporting periods, ${open.name} open`;
}

function quarter(today: string, offset: number) {
  const all = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3) + offset;
  const [year, number] = [Math.floor(all / 4), (all % 4) + 1];
  const month = (n: number) => String(n).padStart(2, '0');
  const startsOn = `${year}-${month(number * 3 - 2)}-01`;
  const endsOn = addDays(number === 4 ? `${year + 1}-01-01` : `${year}-${month(number * 3 + 1)}-01`, -1);
  return { code: `${year}Q${number}`, name: `${year}年第${'一二三四'[number - 1]}季度`, nameEn: `Quarter ${number}, ${year}`, year, number, startsOn, endsOn };
}
