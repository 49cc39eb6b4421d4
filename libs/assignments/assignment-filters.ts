import { Conditions, likePattern } from '../kernel/index.js';
import type { AssignmentQuery } from './assignment.dto.js';

/** Handed in, and not confirmed yet by the department acted for, which cooperates in it. */
export const AWAITS_MY_CONFIRMATION = `a.state = 'feedback_submitted' AND a.lead_department_id <> app_scope() AND EXISTS (SELECT FROM task_category k
  WHERE k.id = a.task_category_id AND app_scope() = ANY (k.co_lead_department_ids || k.cooperating_department_ids)) AND NOT EXISTS (SELECT FROM assignment_confirmation f
  WHERE f.assignment_id = a.id AND f.round = a.return_count AND f.department_id = app_scope())`;
/** What waits for the position acted in, beside what the state alone says: a draft to sign off, a confirmation to give. */
const AWAITS_ME: Record<string, string> = {
  pilot_leader: `EXISTS (SELECT FROM assignment_feedback f WHERE f.assignment_id = a.id AND f.state = 'drafted')`,
  dept_leader: AWAITS_MY_CONFIRMATION,
  dept_liaison: AWAITS_MY_CONFIRMATION,
};

/**
 * Each light as a comparison that PostgreSQL can estimate: light_on() of the schema, told apart by case. The thresholds of
 * an assignment that is not under way are infinite, so `red` and `yellow` need not ask for the state. `$1` is today.
 */
const LIGHT: Record<string, string> = {
  red: 'a.red_from <= $1',
  yellow: '(a.yellow_from <= $1 AND a.red_from > $1)',
  green: `(a.yellow_from > $1 AND a.state IN ('issued', 'in_progress', 'returned', 'feedback_submitted'))`,
  grey: `a.state IN ('draft', 'pending_issue', 'suspended', 'cancelled')`,
  done: `a.state IN ('completed', 'archived')`,
};

/** The conditions of a list. The first parameter is always today, which lights are judged by. */
export function filters(query: AssignmentQuery, today: string, role: string): Conditions {
  const where = new Conditions();
  where.param(today);
  const q = query.q?.trim();
  return where
    .add('region', 'a.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
    // one state is compared, not searched for in a list: only so the index gives its rows in the order of their due dates
    .add('state', 'a.state = $', query.state?.length === 1 ? query.state[0] : undefined)
    .add('states', 'a.state = ANY ($)', query.state && query.state.length > 1 ? query.state : undefined)
    .addAny('light', LIGHT, query.light)
    .add('task', 'a.task_code = ANY ($)', query.task)
    .add('department', 'a.lead_department_id = ANY (ARRAY(SELECT id FROM organisation WHERE code = ANY ($)))', query.department)
    .add('lead', `a.lead_department_id = app_scope() AND 'mine' = $`, query.lead)
    .add(`awaits-${role}`, `${AWAITS_ME[role] ?? 'false'} AND 'me' = $`, query.awaits)
    .add('refused', `(a.refused_on IS NOT NULL AND a.state = 'pending_issue') = $`, query.refused === undefined ? undefined : query.refused === 'true')
    .add('case', 'a.pilot_case_id = $', query.pilotCase)
    .add('unit', 'a.pilot_unit_id = $', query.pilotUnit)
    .add('due', 'a.due_on < $', query.dueBefore)
    .add(
      `overdue-${query.overdue}`,
      `(a.answer_due_on < $1 AND a.state IN ('issued', 'in_progress', 'returned')) = $`,
      query.overdue === undefined ? undefined : query.overdue === 'true',
    )
    .add('level', 'a.pilot_case_id IN (SELECT c.id FROM pilot_case c WHERE c.level = ANY ($))', query.level)
    .add('batch', 'a.pilot_case_id IN (SELECT c.id FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE b.code = ANY ($))', query.batch)
    .add('track', 'a.pilot_unit_id IN (SELECT p.id FROM pilot_unit p WHERE p.sector_track = ANY ($))', query.track)
    .add(
      'q',
      `(a.pilot_unit_id IN (SELECT p.id FROM pilot_unit p WHERE p.search_text LIKE $)
        OR a.task_category_id IN (SELECT c.id FROM task_category c WHERE lower(c.code || ' ' || c.name) LIKE $) OR lower(a.no) LIKE $)`,
      ...(q ? [likePattern(q), likePattern(q), likePattern(q)] : [undefined]),
    );
}
