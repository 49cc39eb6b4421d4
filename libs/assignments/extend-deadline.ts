import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, saysLimit, type Deadline } from '../calendar/index.js';
import { change, Clock, conflict, Db, forbidden, invalid, newId, permitted, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import { Assignment, AssignmentStep } from './assignment.entity.js';
import type { AskExtensionIn, ExtensionOut, ExtensionTransitionIn } from './extension-request.dto.js';
import { ExtensionRequest } from './extension-request.entity.js';
import { ASKS, decides, EXTENDABLE, EXTENSION_MACHINE, standsAgainstAsking, type ExtensionLimits } from './extension-request.rules.js';
import { EXTENSION_LIMITS, ExtensionList } from './extension-requests.list.js';

const OPEN = `SELECT id FROM extension_request WHERE assignment_id = $1 AND state IN ('requested', 'leader_ok')`;
const WORDS = `SELECT u.name AS unit, t.name AS task, t.name_en AS "taskEn" FROM pilot_unit u, task_category t WHERE u.id = $1 AND t.id = $2`;
const OFFICE = `SELECT id FROM organisation WHERE kind = 'provincial_union'`;

/** Another limit for an assignment: asked for, signed by the unit's leader, decided by who may. The original due date stays. */
@Injectable()
export class ExtendDeadline {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(ExtensionList) private readonly requests: ExtensionList,
  ) {}

  /** @throws 404 for an assignment out of sight, 403 for who does not answer it, 422 with all that stands against it: expiry passed, a date that is no later, extensions used up, one open */
  async ask(actor: Actor, input: AskExtensionIn): Promise<ExtensionOut> {
    const proposed = await this.calendar.check(actor, input.proposedDueOn, '/proposedDueOn');
    return this.db.as({ ...actor, action: 'extension.request' }, async (em) => {
      const assignment = await em.findOneBy(Assignment, { id: input.assignmentId });
      if (!assignment) throw invalid([{ pointer: '/assignmentId', code: 'unknown_reference', params: { value: input.assignmentId } }]);
      if (!(ASKS as readonly string[]).includes(actor.role)) throw forbidden();
      const limits = await limitsIn(em);
      const [open] = await em.query(OPEN, [assignment.id]);
      const { state, dueOn, originalDueOn, extensionCount: granted } = assignment;
      const asked = { today: this.clock.today(), state, dueOn, proposedDueOn: input.proposedDueOn, granted, open: open !== undefined };
      const errors = [...standsAgainstAsking(asked, limits), ...(proposed.error ? [proposed.error] : [])];
      if (errors.length > 0) throw invalid(errors, proposed.extra);
      const row = { id: newId(), assignmentId: assignment.id, sequence: granted + 1, leadDepartmentId: assignment.leadDepartmentId };
      await em.insert(ExtensionRequest, {
        id: row.id, assignmentId: row.assignmentId, sequence: row.sequence, state: 'requested', reason: input.reason, progress: input.progress ?? assignment.progress, dueOn, originalDueOn,
        proposedDueOn: input.proposedDueOn, requestedBy: actor.userName, requestedRole: actor.role, requestedOrganisation: actor.organisationName,
      });
      await this.tell(em, assignment, row.sequence, limits, 'ask', input.proposedDueOn);
      return this.requests.oneWithin(em, actor, row.id);
    });
  }

  /** @throws 404, 412, 409 with the actions the state allows or once the limit has passed, 403 for who does not decide this one, 422 */
  async take(actor: Actor, id: string, version: number, input: ExtensionTransitionIn): Promise<ExtensionOut> {
    const chosen = saysLimit(input) ? await this.calendar.limit(actor, input) : undefined;
    const asked = input.action === 'approve' && !chosen ? await this.proposed(actor, id) : chosen;
    return this.db.as({ ...actor, action: `extension.${input.action}` }, async (em) => {
      const row = await seen(em, ExtensionRequest, id);
      sameVersion(row, version);
      const { action, to, needs } = permitted(EXTENSION_MACHINE, row.state, actor.role, input.action);
      const assignment = await seen(em, Assignment, row.assignmentId);
      const limits = await limitsIn(em);
      const deciding = actor.reach !== 'unit';
      if (deciding && !decides(actor, { sequence: row.sequence, leadDepartmentId: assignment.leadDepartmentId }, limits)) throw forbidden('not_yours_to_extend');
      const missing = (needs ?? []).filter((field) => !input[field as keyof ExtensionTransitionIn]).map((field): FieldError => ({ pointer: `/${field}`, code: 'required' }));
      const early: FieldError[] = chosen && chosen.dueOn <= row.dueOn ? [{ pointer: '/dueOn', code: 'extension_not_later', params: { day: row.dueOn } }] : [];
      if (missing.length + early.length > 0) throw invalid([...missing, ...early]);
      const decision = { decidedBy: actor.userName, decidedRole: actor.role, decidedOrganisation: actor.organisationName, decidedAt: this.clock.now(), decisionReason: input.reason ?? null };
      const patch = action === 'leader_sign' ? { signedBy: actor.userName } : action === 'approve' ? { ...decision, decidedDueOn: asked!.dueOn } : decision;
      if (action === 'approve') await this.move(em, actor, assignment, row, asked!);
      await change(em, ExtensionRequest, row, { state: to, ...patch });
      await this.tell(em, assignment, row.sequence, limits, action, asked?.dueOn ?? row.proposedDueOn, input.reason);
      return this.requests.oneWithin(em, actor, id);
    });
  }

  /** The proposed date, held against the calendar of today: it may have been loaded anew since. */
  private async proposed(actor: Actor, id: string): Promise<Deadline> {
    const { proposedDueOn } = await this.requests.one(actor, id);
    return this.calendar.deadline(actor, proposedDueOn);
  }

  private async move(em: EntityManager, actor: Actor, assignment: Assignment, row: ExtensionRequest, to: Deadline): Promise<void> {
    // answered, suspended or moved meanwhile: there is no such limit to extend any more
    if (!(EXTENDABLE as readonly string[]).includes(assignment.state) || assignment.dueOn !== row.dueOn) throw conflict('extension_outdated');
    await change(em, Assignment, assignment, { ...to, extensionCount: assignment.extensionCount + 1 });
    await em.insert(AssignmentStep, {
      id: newId(), assignmentId: assignment.id, action: 'extend', fromState: assignment.state, toState: assignment.state, reason: row.reason,
      detail: { dueOn: to.dueOn, was: assignment.dueOn, sequence: row.sequence }, actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName,
    });
  }

  /** Whoever decides next is told that it waits; the unit, how it went. */
  private async tell(em: EntityManager, assignment: Assignment, sequence: number, { byLead }: ExtensionLimits, action: string, dueOn: string, reason?: string): Promise<void> {
    const [words] = (await em.query(WORDS, [assignment.pilotUnitId, assignment.taskCategoryId])) as { unit: string; task: string; taskEn: string }[];
    const data = { no: assignment.no, ...words!, dueOn, said: reason ? `：${reason}` : '' };
    const put = (organisationId: string, roles: string[], kind: 'extension_waits' | 'extension_approved' | 'extension_rejected') =>
      notify(em, { organisationId, roles, kind, subjectType: 'assignment', subjectId: assignment.id, data });
    if (action === 'ask') return put(assignment.pilotUnitId, ['pilot_leader'], 'extension_waits');
    if (action !== 'leader_sign') return put(assignment.pilotUnitId, ['pilot_leader', 'pilot_liaison'], action === 'approve' ? 'extension_approved' : 'extension_rejected');
    if (sequence <= byLead) return put(assignment.leadDepartmentId, ['dept_leader', 'office_staff'], 'extension_waits');
    for (const { id } of (await em.query(OFFICE)) as { id: string }[]) await put(id, ['office_director'], 'extension_waits');
  }
}

const limitsIn = async (em: EntityManager): Promise<ExtensionLimits> => ((await em.query(EXTENSION_LIMITS.text)) as ExtensionLimits[])[0]!;
