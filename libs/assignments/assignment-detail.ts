import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, type Ordinal } from '../calendar/index.js';
import { Clock, Db, notFound, type Actor } from '../kernel/index.js';
import type { AssignmentDetail, AssignmentRef, FeedbackOut, PartyOut, StepOut } from './assignment-detail.dto.js';
import { ROW_COLUMNS, ROW_TABLES, toAssignmentRow, type AssignmentRecord } from './assignment-row.js';
import type { Timeline, TimelineItem } from './assignment.dto.js';
import { abilitiesOn } from './assignment.rules.js';
import { ASKS, EXTENDABLE } from './extension-request.rules.js';
import type { AssignmentMilestoneOut } from './milestone.dto.js';
import { TIMELINE } from './assignment-timeline.sql.js';

interface DetailRecord extends AssignmentRecord {
  batch: { code: string; name: string };
  source: string;
  source_id: string | null;
  source_text: string | null;
  source_title: string | null;
  milestones: AssignmentMilestoneOut[];
  requirement: string | null;
  urgency: string;
  signed_on: string | null;
  feedback_on: string | null;
  completed_on: string | null;
  archived_on: string | null;
  archive_no: string | null;
  refused_on: string | null;
  working_days_left: number | null;
  extension_count: number;
  extension_open: boolean;
  extensions_most: number;
  replaces: AssignmentRef | null;
  replaced_by: AssignmentRef | null;
  parties: PartyOut[];
  feedbacks: FeedbackOut[];
  steps: StepOut[];
  created_at: Date;
  updated_at: Date;
}

const DEPARTMENT = `json_build_object('id', o.id, 'code', o.code, 'name', o.short_name)`;
const REF = (where: string) => `(SELECT json_build_object('id', x.id, 'no', x.no) FROM assignment x WHERE ${where} LIMIT 1)`;

const DETAIL = {
  name: 'assignments.detail',
  text: `SELECT ${ROW_COLUMNS}, (SELECT json_build_object('code', b.code, 'name', b.name) FROM pilot_case c JOIN batch b ON b.id = c.batch_id
                                WHERE c.id = a.pilot_case_id) AS batch,
      a.source, a.source_id, a.source_text, CASE a.source WHEN 'policy' THEN (SELECT p.title FROM policy p WHERE p.id = a.source_id)
        WHEN 'finding' THEN (SELECT f.no FROM finding f WHERE f.id = a.source_id) WHEN 'plan' THEN (SELECT k.case_no FROM pilot_case k WHERE k.id = a.source_id) END AS source_title,
      (SELECT coalesce(json_agg(json_build_object('id', ms.id, 'title', ms.title, 'dueOn', ms.due_on, 'plannedProgress', ms.planned_progress, 'reached', a.progress >= ms.planned_progress) ORDER BY ms.due_on), '[]')
       FROM assignment_milestone ms WHERE ms.assignment_id = a.id AND ms.retired_at IS NULL) AS milestones,
      a.requirement, a.urgency, a.signed_on, a.feedback_on, a.completed_on, a.archived_on, a.archive_no, a.refused_on,
      a.working_days_left, a.extension_count, EXISTS (SELECT FROM extension_request e WHERE e.assignment_id = a.id AND e.state IN ('requested', 'leader_ok')) AS extension_open,
      coalesce((SELECT (value ->> 'byLead')::int + (value ->> 'byOffice')::int FROM setting WHERE key = 'assignment.extensions'), 2) AS extensions_most,
      ${REF('x.id = a.replaces_id')} AS replaces, ${REF('x.replaces_id = a.id')} AS replaced_by, a.created_at, a.updated_at,
      (SELECT json_agg(json_build_object('department', ${DEPARTMENT}, 'role', p.role, 'confirmedAt', f.created_at, 'confirmedBy', f.actor_name,
              'opinion', f.opinion) ORDER BY p.rank, o.protocol_order)
       FROM (SELECT a.lead_department_id AS id, 'lead' AS role, 1 AS rank
             UNION ALL SELECT unnest(t.co_lead_department_ids), 'co_lead', 2
             UNION ALL SELECT unnest(t.cooperating_department_ids), 'cooperate', 3) p JOIN organisation o ON o.id = p.id
       LEFT JOIN assignment_confirmation f ON f.assignment_id = a.id AND f.round = a.return_count AND f.department_id = p.id) AS parties,
      (SELECT coalesce(json_agg(json_build_object('id', f.id, 'state', f.state, 'conclusion', f.conclusion, 'at', f.created_at,
              'author', json_build_object('name', f.author_name, 'role', f.author_role, 'organisation', f.author_organisation), 'signedBy', f.signed_by, 'reason', f.reason,
              'attachments', (SELECT coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'size', d.size, 'mediaType', d.media_type) ORDER BY d.id), '[]')
                FROM attachment d WHERE d.id = ANY (f.attachment_ids))) ORDER BY f.id DESC), '[]')
       FROM assignment_feedback f WHERE f.assignment_id = a.id) AS feedbacks,
      (SELECT coalesce(json_agg(json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'at', s.created_at,
              'by', json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation), 'reason', s.reason, 'detail', s.detail) ORDER BY s.id), '[]')
       FROM assignment_step s WHERE s.assignment_id = a.id) AS steps
    FROM assignment a ${ROW_TABLES} WHERE a.id = $2`,
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
    const partners = row.parties.filter(({ role }) => role !== 'lead');
    return {
      ...toAssignmentRow(row, this.clock.today(), ordinal),
      batch: row.batch,
      source: { kind: row.source, id: row.source_id, text: row.source_text ?? row.source_title },
      milestones: row.milestones,
      requirement: row.requirement,
      urgency: row.urgency,
      signDueOn: row.sign_due_on,
      signedOn: row.signed_on,
      feedbackOn: row.feedback_on,
      completedOn: row.completed_on,
      archivedOn: row.archived_on,
      archiveNo: row.archive_no,
      refusedOn: row.refused_on,
      suspendedOn: row.suspended_on,
      workingDaysLeft: row.working_days_left,
      replaces: row.replaces,
      replacedBy: row.replaced_by,
      parties: row.parties,
      feedbacks: row.feedbacks,
      steps: row.steps,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      extensionCount: row.extension_count,
      abilities: [...abilitiesOn(actor, {
        state: row.state,
        leadDepartmentId: row.lead_department_id,
        refusedOn: row.refused_on,
        drafted: row.feedbacks.some(({ state }) => state === 'drafted'),
        partnerIds: partners.map(({ department }) => department.id),
        confirmedBy: partners.filter(({ confirmedAt }) => confirmedAt !== null).map(({ department }) => department.id),
      }), ...(this.mayAsk(actor, row) ? ['ask_extension'] : [])],
    };
  }

  private mayAsk(actor: Actor, row: DetailRecord): boolean {
    const extendable = (EXTENDABLE as readonly string[]).includes(row.state) && this.clock.today() <= row.due_on;
    return extendable && !row.extension_open && row.extension_count < row.extensions_most && actor.permissions.has('assignment.act') && (ASKS as readonly string[]).includes(actor.role);
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
