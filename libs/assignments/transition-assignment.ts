import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, saysLimit, type Deadline } from '../calendar/index.js';
import { Attachments } from '../files/index.js';
import {
  change, Clock, conflict, Db, forbidden, invalid, newId, permitted, sameVersion, seen, type Actor, type FieldError, type Transition,
} from '../kernel/index.js';
import type { AssignmentDetail } from './assignment-detail.dto.js';
import { AssignmentDetails } from './assignment-detail.js';
import { standsAgainst } from './assignment-guards.rules.js';
import { signBy } from './assignment-limits.js';
import type { AssignmentTransitionIn } from './assignment-transition.dto.js';
import { Assignment, AssignmentStep } from './assignment.entity.js';
import { abilitiesOn, ASSIGNMENT_MACHINE, hasObject, standsOnSide } from './assignment.rules.js';
import { gatherFacts } from './gather-facts.js';
import { confirmFeedback, sendBack, signOff, writeFeedback } from './give-feedback.js';
import { giveToAnother } from './reassign-assignment.js';
import { tellOfAssignment } from './tell-of-assignment.js';

const NUMBER = `SELECT 'XH-' || left($1, 4) || '-' || lpad(nextval('assignment_archive_no')::text, 6, '0') AS no`;
const CLOCK = `SELECT n.ordinal - s.ordinal AS paused FROM calendar_day n, calendar_day s
  WHERE n.calendar_version = $1 AND n.day = $2 AND s.calendar_version = $1 AND s.day = $3`;
/** These hand the case on with the limit it had, unless that has passed. */
const KEEPS_LIMIT = ['issue', 'reassign'];

interface Outcome {
  patch: Partial<Assignment>;
  /** Feedback that waits for the unit's leader: nothing is handed in yet. */
  drafted?: boolean;
  detail?: Record<string, unknown>;
  /** What the step says, where that is not the reason given. The unit's own drafts are not told to whoever sees the step. */
  said?: string | null;
}

/** Takes an assignment from one state to the next: row, step, files, notices and audit in one transaction. */
@Injectable()
export class TransitionAssignment {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(AssignmentDetails) private readonly details: AssignmentDetails,
  ) {}

  /** @throws 404, 412, 409 with the actions the state allows, 403 for another role's or side's act, 422 naming all it lacks */
  async take(actor: Actor, id: string, version: number, input: AssignmentTransitionIn): Promise<AssignmentDetail> {
    const deadline = await this.deadline(actor, input);
    const ordinal = await this.calendar.ordinals(actor);
    return this.db.as({ ...actor, action: `assignment.${input.action}` }, async (em) => {
      const assignment = await seen(em, Assignment, id);
      sameVersion(assignment, version);
      await this.move(em, actor, assignment, input, deadline);
      return this.details.detailWithin(em, actor, id, ordinal);
    });
  }

  /** The new limit of a request, where it sets one. Asked before the transaction begins. */
  async deadline(actor: Actor, input: AssignmentTransitionIn): Promise<Deadline | undefined> {
    return saysLimit(input) ? this.calendar.limit(actor, input) : undefined;
  }

  /** The same for a row that is at hand. Everything is looked at before anything is written. @returns its state then */
  async move(em: EntityManager, actor: Actor, row: Assignment, input: AssignmentTransitionIn, deadline: Deadline | undefined): Promise<string> {
    const transition = permitted(ASSIGNMENT_MACHINE, row.state, actor.role, input.action);
    const { standing, facts, leaderSignsOff } = await gatherFacts(em, actor, row, input);
    if (!standsOnSide(actor, standing, transition.action)) throw forbidden('not_your_assignment');
    if (!hasObject(actor, standing, transition.action)) throw conflict('nothing_waits', { extra: { allowed: abilitiesOn(actor, standing) } });
    const errors = [...missing(transition, input), ...standsAgainst(transition.action, facts), ...this.passed(transition, row, deadline)];
    if (errors.length > 0) throw invalid(errors);
    const { patch, drafted = false, detail = {}, said = input.reason ?? input.opinion ?? null } = await this.effects(em, actor, row, transition, input, { deadline, leaderSignsOff });
    const stays = drafted || transition.to === row.state;
    // what leaves the state alone moves the version on all the same: others look again before they act
    await change(em, Assignment, row, { state: stays ? row.state : transition.to, ...patch });
    await em.insert(AssignmentStep, {
      id: newId(), assignmentId: row.id, action: transition.action, fromState: row.state, toState: stays ? row.state : transition.to, reason: said, detail,
      actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName,
    });
    await this.attachments.attach(em, actor, input.attachmentIds ?? [], { assignmentId: row.id });
    const unitSees = !['draft', 'pending_issue'].includes(row.state) || row.refusedOn !== null;
    await tellOfAssignment(em, row, transition, { drafted, reason: input.reason ?? input.opinion ?? null, dueOn: patch.dueOn ?? row.dueOn, unitSees });
    return stays ? row.state : transition.to;
  }

  private passed({ action }: Transition, row: Assignment, deadline: Deadline | undefined): FieldError[] {
    return KEEPS_LIMIT.includes(action) && !deadline && row.dueOn < this.clock.today() ? [{ pointer: '/dueOn', code: 'issue_date_passed' }] : [];
  }

  private async effects(
    em: EntityManager,
    actor: Actor,
    row: Assignment,
    { action }: Transition,
    input: AssignmentTransitionIn,
    { deadline, leaderSignsOff }: { deadline: Deadline | undefined; leaderSignsOff: boolean },
  ): Promise<Outcome> {
    const today = this.clock.today();
    const { dueOn, calendarVersion, dueKind, dueCount, dueFrom } = row;
    const limit = deadline ?? { dueOn, calendarVersion, dueKind, dueCount, dueFrom };
    const set = deadline ? { dueOn: deadline.dueOn, was: row.dueOn } : {};
    switch (action) {
      case 'issue': {
        const signDueOn = await signBy(em, this.calendar, limit.calendarVersion, today);
        // what was never issued has no earlier limit to be remembered
        return { patch: { ...deadline, ...(row.refusedOn === null && deadline && { originalDueOn: deadline.dueOn }), issuedOn: today, signDueOn, refusedOn: null }, detail: set };
      }
      case 'sign':
        return { patch: { signedOn: today } };
      case 'refuse_task':
        return { patch: { issuedOn: null, signDueOn: null, refusedOn: today } };
      case 'reassign': {
        const signDueOn = await signBy(em, this.calendar, limit.calendarVersion, today);
        return { patch: {}, detail: { replacedBy: await giveToAnother(em, actor, row, input.pilotCaseId!, { ...limit, today, signDueOn }) } };
      }
      case 'feedback':
        await writeFeedback(em, actor, row, input, leaderSignsOff ? 'drafted' : 'handed_in');
        return leaderSignsOff ? { patch: {}, drafted: true, said: null } : { patch: { feedbackOn: today }, said: input.conclusion! };
      case 'sign_off':
        return { patch: { feedbackOn: today }, said: await signOff(em, actor, row) };
      case 'send_back':
        await sendBack(em, row, input.reason!);
        return { patch: {}, said: null };
      case 'confirm':
        await confirmFeedback(em, actor, row, input.opinion ?? null);
        return { patch: {} };
      case 'return':
        // The original due date stays for the statistics; the new one is computed under the calendar of today.
        return { patch: { ...deadline, returnCount: row.returnCount + 1, feedbackOn: null }, detail: set };
      case 'complete':
        return { patch: { completedOn: today }, detail: input.unconfirmedReason ? { unconfirmedReason: input.unconfirmedReason } : {} };
      case 'archive': {
        const [{ no }] = await em.query(NUMBER, [today]);
        return { patch: { archivedOn: today, archiveNo: no }, detail: { archiveNo: no } };
      }
      case 'resume':
        return this.resumed(em, row, today, deadline);
      default:
        return { patch: {} };
    }
  }

  /** The clock runs on: the due date is as many working days ahead as were left. What was overdue by then stays so. */
  private async resumed(em: EntityManager, row: Assignment, today: string, deadline: Deadline | undefined): Promise<Outcome> {
    const left = row.workingDaysLeft ?? 0;
    const dueOn = deadline?.dueOn ?? (left > 0 ? await this.calendar.workingDaysAfter(em, row.calendarVersion, today, left) : row.dueOn);
    const [clock]: { paused: number }[] = row.suspendedOn ? await em.query(CLOCK, [row.calendarVersion, today, row.suspendedOn]) : [];
    return {
      patch: {
        ...(deadline ?? { dueOn, dueKind: 'date', dueCount: null, dueFrom: null }), suspendedOn: null, workingDaysLeft: null,
        pausedWorkingDays: row.pausedWorkingDays + (clock?.paused ?? 0),
      },
      detail: { dueOn, was: row.dueOn, workingDaysLeft: left },
    };
  }
}

function missing({ needs }: Transition, input: AssignmentTransitionIn): FieldError[] {
  const given = (field: string) => (field === 'dueOn' ? saysLimit(input) : !!input[field as keyof AssignmentTransitionIn]);
  return (needs ?? []).filter((field) => !given(field)).map((field) => ({ pointer: `/${field}`, code: 'required' }));
}
