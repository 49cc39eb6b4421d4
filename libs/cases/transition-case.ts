import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Attachments } from '../files/index.js';
import {
  change, Clock, conflict, Db, forbidden, invalid, newId, permitted, sameVersion, seen, type Actor, type FieldError, type Transition,
} from '../kernel/index.js';
import { standsAgainst } from './case-guards.rules.js';
import { CaseMoves } from './case-moves.js';
import { caseWithin } from './case-row.js';
import { PlanConfirmation } from './case-step.entity.js';
import type { CaseTransitionIn } from './case-transition.dto.js';
import { CaseVouchers } from './case-vouchers.js';
import type { CaseDetail } from './case.dto.js';
import { gatherFacts } from './gather-facts.js';
import { PilotCase } from './pilot-case.entity.js';
import { PILOT_CASE_MACHINE, sponsorsOrOffice } from './pilot-case.rules.js';
import { PublicNotice } from './public-notice.js';
import { recordStep } from './record-step.js';
import { tellOfCase } from './tell-of-case.js';

const SPONSORS = 'SELECT department_id AS id FROM sponsorship WHERE pilot_case_id = $1 AND ended_on IS NULL';
const CONFIRMED = 'SELECT id FROM plan_confirmation WHERE pilot_case_id = $1 AND round = $2 AND department_id = $3';
const BATCH = `SELECT ARRAY(SELECT t.code FROM task_category t WHERE t.catalogue_version = b.catalogue_version) AS tasks, b.name FROM batch b WHERE b.id = $1`;
const AT_LEVEL = 'SELECT id FROM pilot_case WHERE pilot_unit_id = $1 AND batch_id = $2 AND level = $3 AND id <> $4';

/** Takes a case from one state to the next: row, step, files, notices and audit in one transaction. */
@Injectable()
export class TransitionCase {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(CaseVouchers) private readonly vouchers: CaseVouchers,
    @Inject(PublicNotice) private readonly notices: PublicNotice,
    @Inject(CaseMoves) private readonly moves: CaseMoves,
  ) {}

  /** @throws 404, 412, 409 with the actions the state allows, 403 for another role's or department's act, 422 naming all it lacks */
  async take(actor: Actor, id: string, version: number, input: CaseTransitionIn): Promise<CaseDetail> {
    return this.db.as({ ...actor, action: `case.${input.action}` }, async (em) => {
      const row = await seen(em, PilotCase, id);
      sameVersion(row, version);
      await this.move(em, actor, row, input);
      return caseWithin(em, actor, id);
    });
  }

  /** The same for a row that is at hand. Everything is looked at before anything is written. */
  async move(em: EntityManager, actor: Actor, row: PilotCase, input: CaseTransitionIn): Promise<void> {
    const transition = permitted(PILOT_CASE_MACHINE, row.state, actor.role, input.action);
    await this.refuseStrangers(em, actor, row, transition);
    const today = this.clock.today();
    const against = await this.vouchers.against(em, input.action, row.id);
    const batchId = (input.action === 'designate' && input.batchId) || row.batchId;
    const [batch] = (await em.query(BATCH, [batchId])) as { tasks: string[]; name: string }[];
    if (!batch) throw invalid([...missing(transition, input), { pointer: '/batchId', code: 'unknown_reference', params: { value: batchId } }]);
    const facts = await gatherFacts(em, actor, row, today, { input, against }, batchId);
    const { patch, errors } = await this.effects(em, row, input, facts.taskCodes, { batchId, ...batch });
    const wrong = [...missing(transition, input), ...standsAgainst(input.action, facts), ...errors];
    if (wrong.length > 0) throw invalid(wrong);
    const confirms = input.action === 'approve_plan' && actor.reach === 'department';
    if (confirms) await this.confirm(em, actor, row, input.opinion ?? null);
    const to = confirms ? row.state : transition.to;
    await change(em, PilotCase, row, confirms ? { planRound: row.planRound } : { state: to, ...patch });
    const rests = await this.vouchers.filled(em, input.action, row.id);
    const papers = { apply: row.application, submit_plan: row.plan }[input.action] ?? null;
    const { action, reason, fieldReasons } = input;
    const step = await recordStep(em, actor, { caseId: row.id, action, from: row.state, to, reason, fieldReasons, detail: { ...decided(input, patch), ...rests, ...(batchId !== row.batchId && { batch: batch.name }) }, papers });
    await this.attachments.attach(em, actor, input.attachmentIds ?? [], { caseStepId: step });
    await this.moves.moved(em, actor, { caseId: row.id, action, to, reason: reason ?? null });
    await tellOfCase(em, row, transition, { confirms, reason: reason ?? input.opinion ?? null });
  }

  private async refuseStrangers(em: EntityManager, actor: Actor, row: PilotCase, { action }: Transition): Promise<void> {
    if (actor.reach !== 'department') return;
    const sponsors: { id: string }[] = await em.query(SPONSORS, [row.id]);
    if (!sponsorsOrOffice(actor, sponsors.map(({ id }) => id))) throw forbidden('not_your_sponsorship');
    const [done] = action === 'approve_plan' ? await em.query(CONFIRMED, [row.id, row.planRound, actor.scope]) : [];
    if (done) throw conflict('already_confirmed');
  }

  private async effects(em: EntityManager, row: PilotCase, input: CaseTransitionIn, taskCodes: readonly string[], batch: { batchId: string; tasks: string[] }): Promise<{ patch: Partial<PilotCase>; errors: FieldError[] }> {
    const { action, rank, docNo, designatedOn, level = row.level } = input;
    if (action === 'recommend') return { patch: { recommendRank: rank ?? null }, errors: [] };
    if (action === 'submit_plan') return { patch: { planRound: row.planRound + 1 }, errors: [] };
    if (action === 'shortlist') return this.notices.period(em, input);
    // A returned application starts over: what was decided about the one before is in its steps.
    if (action === 'return') return { patch: { recommendRank: null, publicityFrom: null, publicityTo: null }, errors: [] };
    if (action !== 'designate') return { patch: {}, errors: [] };
    const [taken] = await em.query(AT_LEVEL, [row.pilotUnitId, batch.batchId, level, row.id]);
    // another batch may go by another version of the catalogue
    const gone = batch.batchId === row.batchId ? [] : taskCodes.filter((code) => !batch.tasks.includes(code));
    const errors = [
      ...(taken ? [{ pointer: '/level', code: 'case_exists' }] : []),
      ...gone.map((value) => ({ pointer: '/batchId', code: 'task_not_in_batch', params: { value } })),
    ];
    return { patch: { docNo, designatedOn, level, batchId: batch.batchId, taskCodes: [...taskCodes] }, errors };
  }

  private async confirm(em: EntityManager, actor: Actor, row: PilotCase, opinion: string | null): Promise<void> {
    const confirmation = { pilotCaseId: row.id, round: row.planRound, departmentId: actor.scope!, opinion, actorName: actor.userName };
    await em.insert(PlanConfirmation, { id: newId(), ...confirmation });
  }
}

function missing({ needs }: Transition, input: CaseTransitionIn): FieldError[] {
  const empty = (value: unknown) =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
  return (needs ?? []).filter((field) => empty(input[field as keyof CaseTransitionIn])).map((field) => ({ pointer: `/${field}`, code: 'required' }));
}

/** What a step keeps beside its reason: what was said and decided, and nothing that was not. */
function decided(input: CaseTransitionIn, patch: Partial<PilotCase>): Record<string, unknown> {
  const { action: _, reason: __, fieldReasons: ___, attachmentIds: ____, batchId: _____, ...said } = input;
  const { publicityFrom, publicityTo } = patch;
  return Object.fromEntries(Object.entries({ ...said, publicityFrom, publicityTo }).filter(([, value]) => value !== undefined && value !== null));
}
