import type { EntityManager } from 'typeorm';

/** One city's cases have plans with milestones, at a third and at two thirds of each task's time. */
const PLANS = `UPDATE pilot_case c SET plan = jsonb_build_object('sections', '{}'::jsonb, 'tasks', t.tasks) FROM (
    SELECT a.pilot_case_id AS id, jsonb_agg(jsonb_build_object('taskCode', a.task_code, 'measures', '制定实施办法，分班组推进（样例）。', 'owner', '工会副主席（样例）',
      'milestones', jsonb_build_array(jsonb_build_object('name', '印发实施办法', 'dueOn', a.issued_on + (a.due_on - a.issued_on) / 3),
        jsonb_build_object('name', '完成首轮推进', 'dueOn', a.issued_on + 2 * (a.due_on - a.issued_on) / 3))) ORDER BY a.task_code) AS tasks
    FROM assignment a JOIN region r ON r.id = a.region_id WHERE r.code = '130900' AND a.issued_on IS NOT NULL GROUP BY 1) t
  WHERE t.id = c.id AND c.plan = '{}'`;

export async function setMilestones(em: EntityManager): Promise<string> {
  const [, n] = (await em.query(PLANS)) as [unknown, number];
  return `${n} plans with milestones`;
}
