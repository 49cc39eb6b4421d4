import { Inject, Injectable } from '@nestjs/common';
import { Calendar } from '../calendar/index.js';
import { Clock, conflict, Db, forbidden, invalid, newId, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { AssignmentDetail } from './assignment-detail.dto.js';
import { AssignmentDetails } from './assignment-detail.js';
import { Assignment, AssignmentStep } from './assignment.entity.js';
import { leads, PLANNABLE } from './assignment.rules.js';
import type { AssignmentMilestoneIn } from './milestone.dto.js';
import { AssignmentMilestone } from './milestone.entity.js';

const RETIRE = 'UPDATE assignment_milestone SET retired_at = $2 WHERE assignment_id = $1 AND retired_at IS NULL';
const WORKING = 'SELECT day FROM calendar_day WHERE calendar_version = $1 AND working AND day = ANY ($2)';

/** 序时进度 by milestones instead of a straight line: set by whoever issues, as a whole. */
@Injectable()
export class PlanMilestones {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(AssignmentDetails) private readonly details: AssignmentDetails,
  ) {}

  /** @throws 404, 412, 403 for who does not issue it, 409 once it is over, 422 naming every milestone that does not follow the one before, or is no working day between issue and due date */
  async plan(actor: Actor, id: string, version: number, milestones: readonly AssignmentMilestoneIn[]): Promise<AssignmentDetail> {
    const ordinal = await this.calendar.ordinals(actor);
    return this.db.as({ ...actor, action: 'assignment.plan' }, async (em) => {
      const row = await seen(em, Assignment, id);
      sameVersion(row, version);
      if (!leads(actor, row)) throw forbidden('not_your_assignment');
      if (!PLANNABLE.includes(row.state)) throw conflict('wrong_state', { extra: { allowed: [] } });
      const days: { day: string }[] = await em.query(WORKING, [row.calendarVersion, milestones.map(({ dueOn }) => dueOn)]);
      const errors = problemsOf(milestones, row, new Set(days.map(({ day }) => day)));
      if (errors.length > 0) throw invalid(errors);
      await em.query(RETIRE, [id, this.clock.now()]);
      if (milestones.length > 0) await em.insert(AssignmentMilestone, milestones.map((one) => ({ ...one, id: newId(), assignmentId: id })));
      // also when nothing was there before and nothing is now: who saw the row before looks again
      await em.query('UPDATE assignment SET milestone_count = milestone_count WHERE id = $1', [id]);
      await em.insert(AssignmentStep, {
        id: newId(), assignmentId: id, action: 'plan_milestones', fromState: row.state, toState: row.state, reason: null, detail: { count: milestones.length },
        actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName,
      });
      return this.details.detailWithin(em, actor, id, ordinal);
    });
  }
}

function problemsOf(milestones: readonly AssignmentMilestoneIn[], { issuedOn, dueOn }: Assignment, working: ReadonlySet<string>): FieldError[] {
  return milestones.flatMap((one, i): FieldError[] => {
    const before = milestones[i - 1];
    const at = (field: string, code: string, params?: FieldError['params']): FieldError => ({ pointer: `/milestones/${i}/${field}`, code, params });
    return [
      ...(one.dueOn >= dueOn || (issuedOn !== null && one.dueOn <= issuedOn) ? [at('dueOn', 'milestone_outside', { from: issuedOn ?? '—', to: dueOn })] : []),
      ...(working.has(one.dueOn) ? [] : [at('dueOn', 'milestone_rest_day')]),
      ...(before && one.dueOn <= before.dueOn ? [at('dueOn', 'milestone_order')] : []),
      ...(before && one.plannedProgress <= before.plannedProgress ? [at('plannedProgress', 'milestone_order')] : []),
    ];
  });
}
