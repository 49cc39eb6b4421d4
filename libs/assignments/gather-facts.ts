import type { EntityManager } from 'typeorm';
import { saysLimit } from '../calendar/index.js';
import type { Actor } from '../kernel/index.js';
import type { AssignmentFacts } from './assignment-guards.rules.js';
import type { AssignmentTransitionIn } from './assignment-transition.dto.js';
import type { Assignment } from './assignment.entity.js';
import type { Standing } from './assignment.rules.js';

const FACTS = `SELECT t.co_lead_department_ids || t.cooperating_department_ids AS "partnerIds",
    ARRAY(SELECT f.department_id FROM assignment_confirmation f WHERE f.assignment_id = a.id AND f.round = a.return_count) AS "confirmedBy",
    ARRAY(SELECT o.short_name FROM organisation o WHERE o.id = ANY (t.co_lead_department_ids || t.cooperating_department_ids) AND NOT EXISTS (
      SELECT FROM assignment_confirmation f WHERE f.assignment_id = a.id AND f.round = a.return_count AND f.department_id = o.id) ORDER BY o.protocol_order) AS unconfirmed,
    EXISTS (SELECT FROM assignment_feedback f WHERE f.assignment_id = a.id AND f.state = 'drafted') AS drafted,
    (SELECT count(*)::int FROM attachment d WHERE (d.assignment_id = a.id OR d.progress_update_id IN (SELECT p.id FROM progress_update p WHERE p.assignment_id = a.id))
      AND d.created_at > coalesce((SELECT max(s.created_at) FROM assignment_step s WHERE s.assignment_id = a.id AND s.action = 'return'), '-infinity')) AS evidence,
    coalesce((SELECT (value ->> 'evidence')::boolean FROM setting WHERE key = 'assignment.feedback'), true) AS "asksEvidence",
    coalesce((SELECT (value ->> 'leaderSignsOff')::boolean FROM setting WHERE key = 'assignment.feedback'), true) AS "leaderSignsOff"
  FROM assignment a JOIN task_category t ON t.id = a.task_category_id WHERE a.id = $1`;

interface Found {
  partnerIds: string[];
  confirmedBy: string[];
  unconfirmed: string[];
  drafted: boolean;
  evidence: number;
  asksEvidence: boolean;
  leaderSignsOff: boolean;
}

/** What a transition is decided by, as it stands in this transaction. */
export async function gatherFacts(
  em: EntityManager,
  actor: Actor,
  row: Assignment,
  input: AssignmentTransitionIn,
): Promise<{ standing: Standing; facts: AssignmentFacts; leaderSignsOff: boolean }> {
  const [found] = (await em.query(FACTS, [row.id])) as Found[];
  const { partnerIds, confirmedBy, drafted, unconfirmed, evidence, asksEvidence, leaderSignsOff } = found!;
  return {
    standing: { state: row.state, leadDepartmentId: row.leadDepartmentId, refusedOn: row.refusedOn, drafted, partnerIds, confirmedBy },
    facts: {
      asksEvidence,
      evidence: evidence + (input.attachmentIds?.length ?? 0),
      unconfirmed,
      office: actor.reach === 'province',
      workingDaysLeft: row.workingDaysLeft,
      input: { ...input, limited: saysLimit(input) },
    },
    leaderSignsOff,
  };
}
