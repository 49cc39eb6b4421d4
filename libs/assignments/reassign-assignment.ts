import type { EntityManager } from 'typeorm';
import { CARRIES_TASKS } from '../cases/index.js';
import { invalid, newId, type Actor } from '../kernel/index.js';
import type { Deadline } from '../calendar/index.js';
import { Assignment, AssignmentStep } from './assignment.entity.js';
import { tellOfAssignment } from './tell-of-assignment.js';

const CASE = 'SELECT id, state FROM pilot_case WHERE id = $1';
const COPY = `INSERT INTO assignment (id, no, pilot_case_id, pilot_unit_id, region_id, task_category_id, task_code, source, source_id, source_text, lead_department_id,
    department_ids, state, urgency, requirement, issued_on, sign_due_on, due_on, original_due_on, calendar_version, due_kind, due_count, due_from, replaces_id)
  SELECT $1, 'JB-' || left($3::text, 4) || '-' || lpad(nextval('assignment_no')::text, 6, '0'), c.id, c.pilot_unit_id, c.region_id, a.task_category_id, a.task_code,
    a.source, a.source_id, a.source_text, a.lead_department_id, ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids, 'issued', a.urgency, a.requirement,
    $3::date, $4::date, $5::date, $5::date, $6, $8, $9, $10::date, a.id
  FROM assignment a JOIN task_category t ON t.id = a.task_category_id, pilot_case c WHERE a.id = $2 AND c.id = $7
  ON CONFLICT DO NOTHING RETURNING id`;

/** 改派: another case takes on what this one refused, issued at once; the refused one is cancelled and stays with its history. */
export async function giveToAnother(
  em: EntityManager,
  actor: Actor,
  row: Assignment,
  pilotCaseId: string,
  terms: Deadline & { today: string; signDueOn: string },
): Promise<string> {
  const [chosen]: { id: string; state: string }[] = await em.query(CASE, [pilotCaseId]);
  const refused = (code: string) => invalid([{ pointer: '/pilotCaseId', code, params: { value: pilotCaseId } }]);
  if (!chosen) throw refused('unknown_reference');
  if (!(CARRIES_TASKS as readonly string[]).includes(chosen.state)) throw refused('case_not_open');
  const id = newId();
  const [made] = await em.query(COPY, [id, row.id, terms.today, terms.signDueOn, terms.dueOn, terms.calendarVersion, pilotCaseId, terms.dueKind, terms.dueCount, terms.dueFrom]);
  if (!made) throw refused('already_assigned');
  const given = await em.findOneByOrFail(Assignment, { id });
  await em.insert(AssignmentStep, {
    id: newId(), assignmentId: id, action: 'issue', fromState: null, toState: 'issued', reason: null, detail: { replaces: row.no }, actorName: actor.userName,
    actorRole: actor.role, actorOrganisation: actor.organisationName,
  });
  await tellOfAssignment(em, given, { action: 'issue', zh: '交办', en: 'Issue', from: [], to: 'issued', by: [] }, { drafted: false, reason: null, dueOn: given.dueOn, unitSees: true });
  return given.no;
}
