import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, type Ordinal } from '../calendar/index.js';
import { actionsFor, Clock, Db, notFound, type Actor } from '../kernel/index.js';
import { ROW_COLUMNS, ROW_TABLES, toAssignmentRow, type AssignmentRecord } from './assignment-row.js';
import type { AssignmentDetail, PartyOut, StepOut, Timeline, TimelineItem } from './assignment.dto.js';
import { ASSIGNMENT_MACHINE, standsOnSide, TAKES_PROGRESS } from './assignment.rules.js';

interface DetailRecord extends AssignmentRecord {
  batch: { code: string; name: string };
  requirement: string | null;
  urgency: string;
  signed_on: string | null;
  feedback_on: string | null;
  completed_on: string | null;
  parties: PartyOut[];
  steps: StepOut[];
  created_at: Date;
  updated_at: Date;
}

const DEPARTMENT = `json_build_object('id', o.id, 'code', o.code, 'name', o.short_name)`;

const DETAIL = {
  name: 'assignments.detail',
  text: `SELECT ${ROW_COLUMNS}, (SELECT json_build_object('code', b.code, 'name', b.name) FROM pilot_case c JOIN batch b ON b.id = c.batch_id
                                WHERE c.id = a.pilot_case_id) AS batch,
      a.requirement, a.urgency, a.signed_on, a.feedback_on, a.completed_on, a.created_at, a.updated_at,
      (SELECT json_agg(json_build_object('department', ${DEPARTMENT}, 'role', p.role) ORDER BY p.rank, o.protocol_order)
       FROM (SELECT a.lead_department_id AS id, 'lead' AS role, 1 AS rank
             UNION ALL SELECT unnest(t.co_lead_department_ids), 'co_lead', 2
             UNION ALL SELECT unnest(t.cooperating_department_ids), 'cooperate', 3) p JOIN organisation o ON o.id = p.id) AS parties,
      (SELECT coalesce(json_agg(json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'at', s.created_at,
              'by', json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation), 'reason', s.reason) ORDER BY s.id), '[]')
       FROM assignment_step s WHERE s.assignment_id = a.id) AS steps
    FROM assignment a ${ROW_TABLES} WHERE a.id = $2`,
};

// One stream of what was done: entries of the log with their files, and acts of the state machine, newest first.
const TIMELINE = {
  name: 'assignments.timeline',
  text: `SELECT kind, id, at, actor, data FROM (
      SELECT 'progress' AS kind, p.id, p.created_at AS at,
             json_build_object('name', p.author_name, 'role', p.author_role, 'organisation', p.author_organisation) AS actor,
             json_build_object('progress', p.progress, 'done', p.done, 'problems', p.problems, 'nextSteps', p.next_steps,
               'occurredOn', p.occurred_on, 'attachments', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name,
                 'size', f.size, 'mediaType', f.media_type) ORDER BY f.id), '[]') FROM attachment f WHERE f.progress_update_id = p.id)) AS data
      FROM progress_update p WHERE p.assignment_id = $1
      UNION ALL
      SELECT 'transition', s.id, s.created_at,
             json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation),
             json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'reason', s.reason)
      FROM assignment_step s WHERE s.assignment_id = $1) item
    ORDER BY at DESC, id DESC LIMIT 500`,
};

/** One assignment, whole: facts, parties, the steps it took, and what the actor may do to it now. */
@Injectable()
export class AssignmentDetails {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
  ) {}

  async detail(actor: Actor, id: string): Promise<AssignmentDetail> {
    const ordinal = await this.calendar.ordinals(actor);
    const [row] = await this.db.read<DetailRecord>(actor, DETAIL, [this.clock.today(), id]);
    return this.render(actor, row, ordinal);
  }

  /** The same inside a transaction, as it will be once that commits. `ordinal` is fetched before it begins. */
  async detailWithin(em: EntityManager, actor: Actor, id: string, ordinal: Ordinal): Promise<AssignmentDetail> {
    const [row] = await em.query(DETAIL.text, [this.clock.today(), id]);
    return this.render(actor, row, ordinal);
  }

  private render(actor: Actor, row: DetailRecord | undefined, ordinal: Ordinal): AssignmentDetail {
    if (!row) throw notFound();
    return {
      ...toAssignmentRow(row, this.clock.today(), ordinal),
      batch: row.batch,
      requirement: row.requirement,
      urgency: row.urgency,
      signDueOn: row.sign_due_on,
      signedOn: row.signed_on,
      feedbackOn: row.feedback_on,
      completedOn: row.completed_on,
      parties: row.parties,
      steps: row.steps,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      abilities: abilitiesOn(actor, { state: row.state, leadDepartmentId: row.lead_department_id }),
    };
  }

  async timeline(actor: Actor, id: string): Promise<Timeline> {
    const [[exists], items] = await this.db.readAll<[{ id: string }, TimelineItem]>(
      actor,
      [{ name: 'assignments.exists', text: 'SELECT id FROM assignment WHERE id = $1' }, [id]],
      [TIMELINE, [id]],
    );
    if (!exists) throw notFound();
    return { items };
  }
}

/** What the actor may do to an assignment now. The guard of the transitions decides by the same functions. */
export function abilitiesOn(actor: Actor, assignment: { state: string; leadDepartmentId: string }): string[] {
  const acts = actor.permissions.has('assignment.act')
    ? actionsFor(ASSIGNMENT_MACHINE, assignment.state, actor.role).filter((action) => standsOnSide(actor, assignment, action))
    : [];
  const logs = actor.permissions.has('progress.log') && (TAKES_PROGRESS as readonly string[]).includes(assignment.state);
  return logs ? [...acts, 'log_progress'] : acts;
}
