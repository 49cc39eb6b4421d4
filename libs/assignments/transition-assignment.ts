import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, type Deadline } from '../calendar/index.js';
import {
  change, Clock, Db, forbidden, invalid, newId, permitted, sameVersion, seen, type Actor, type FieldError, type Transition,
} from '../kernel/index.js';
import { notify } from '../notify/index.js';
import { AssignmentDetails } from './assignment-detail.js';
import type { AssignmentDetail, AssignmentTransitionIn } from './assignment.dto.js';
import { Assignment, AssignmentStep } from './assignment.entity.js';
import { ASSIGNMENT_MACHINE, standsOnSide } from './assignment.rules.js';

/** Working days to sign an issued assignment. The office's choice; DB_CODE conventions run from two hours to three days. */
export const SIGN_LIMIT_WORKING_DAYS = 2;

/** Takes an assignment from one state to the next: row, step, notice and audit in one transaction. */
@Injectable()
export class TransitionAssignment {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(AssignmentDetails) private readonly details: AssignmentDetails,
  ) {}

  /** @throws 404, 412, 409 with the actions the state allows, 403 for another role's or side's act, 422 for what it needs */
  async take(actor: Actor, id: string, version: number, input: AssignmentTransitionIn): Promise<AssignmentDetail> {
    const deadline = input.dueOn ? await this.calendar.deadline(actor, input.dueOn) : undefined;
    const ordinal = await this.calendar.ordinals(actor);
    return this.db.as({ ...actor, action: `assignment.${input.action}` }, async (em) => {
      const assignment = await seen(em, Assignment, id);
      sameVersion(assignment, version);
      const transition = permitted(ASSIGNMENT_MACHINE, assignment.state, actor.role, input.action);
      refuse(actor, assignment, transition, input);
      const patch = await this.effects(em, assignment, transition, deadline);
      await change(em, Assignment, assignment, { state: transition.to, ...patch });
      await this.record(em, actor, assignment, transition, input.reason ?? input.conclusion ?? null);
      await tell(em, assignment, transition.action, input);
      return this.details.detailWithin(em, actor, id, ordinal);
    });
  }

  private async effects(
    em: EntityManager,
    assignment: Assignment,
    { action }: Transition,
    deadline: Deadline | undefined,
  ): Promise<Partial<Assignment>> {
    const today = this.clock.today();
    if (action === 'issue') {
      const signDueOn = await this.calendar.workingDaysAfter(em, assignment.calendarVersion, today, SIGN_LIMIT_WORKING_DAYS);
      return { issuedOn: today, signDueOn };
    }
    if (action === 'sign') return { signedOn: today };
    if (action === 'feedback') return { feedbackOn: today };
    if (action === 'complete') return { completedOn: today };
    if (action === 'refuse_task') return { issuedOn: null, signDueOn: null };
    // The original due date stays for the statistics; the new one is computed under the calendar of today.
    if (action === 'return') return { ...deadline, returnCount: assignment.returnCount + 1, feedbackOn: null };
    if (action === 'resume') return { ...deadline };
    return {};
  }

  private async record(em: EntityManager, actor: Actor, assignment: Assignment, transition: Transition, reason: string | null) {
    await em.insert(AssignmentStep, {
      id: newId(),
      assignmentId: assignment.id,
      action: transition.action,
      fromState: assignment.state,
      toState: transition.to,
      reason,
      actorName: actor.userName,
      actorRole: actor.role,
      actorOrganisation: actor.organisationName,
    });
  }
}

/** What the transition needs, and whether the actor stands on the right side of the assignment for it. */
function refuse(actor: Actor, assignment: Assignment, { action, needs }: Transition, input: AssignmentTransitionIn): void {
  if (!standsOnSide(actor, assignment, action)) throw forbidden('not_your_assignment');
  const missing = (needs ?? []).filter((field) => !input[field as keyof AssignmentTransitionIn]);
  if (missing.length > 0) throw invalid(missing.map((field): FieldError => ({ pointer: `/${field}`, code: 'required' })));
}

const WORDS = `SELECT u.name AS unit, t.name AS task, t.name_en AS "taskEn" FROM pilot_unit u, task_category t WHERE u.id = $1 AND t.id = $2`;

/** Tells the other side what was done: the unit what was issued, returned or completed; the lead what was answered. */
async function tell(em: EntityManager, assignment: Assignment, action: string, input: AssignmentTransitionIn): Promise<void> {
  const [words]: { unit: string; task: string; taskEn: string }[] = await em.query(WORDS, [assignment.pilotUnitId, assignment.taskCategoryId]);
  if (!words) return;
  const about = { subjectType: 'assignment', subjectId: assignment.id } as const;
  const unit = { organisationId: assignment.pilotUnitId, roles: ['pilot_leader', 'pilot_liaison'], ...about };
  const lead = { organisationId: assignment.leadDepartmentId, roles: ['dept_liaison', 'office_staff'], ...about };
  const task = { no: assignment.no, task: words.task, taskEn: words.taskEn };
  const dueOn = assignment.dueOn;
  if (action === 'issue') await notify(em, { ...unit, kind: 'assignment_issued', data: { ...task, dueOn }, urgent: assignment.urgency === 'top' });
  if (action === 'return') await notify(em, { ...unit, kind: 'assignment_returned', data: { ...task, reason: input.reason! } });
  if (action === 'complete') await notify(em, { ...unit, kind: 'assignment_completed', data: task });
  if (action === 'sign') await notify(em, { ...lead, kind: 'assignment_signed', data: { ...task, unit: words.unit } });
  if (action === 'feedback') await notify(em, { ...lead, kind: 'assignment_feedback', data: { ...task, unit: words.unit } });
}
