import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { answered, change, Clock, Db, forbidden, invalid, newId, oneOfMany, permitted, Problem, sameVersion, seen, type Actor } from '../kernel/index.js';
import type { EvaluationBulkAnswer, EvaluationBulkIn, EvaluationBulkOut, EvaluationDetail, EvaluationTransitionIn } from './evaluation.dto.js';
import { EvaluationDetails } from './evaluation-details.js';
import { Evaluation, EvaluationResult, EvaluationScheme, EvaluationStep } from './evaluation.entity.js';
import { ASKS_FOR_WHOLE, EVALUATION_MACHINE, HANDS_IN, liesElsewhere, type Side } from './evaluation.rules.js';
import { gatherInputs, marksOf } from './gather-inputs.js';
import { scoreGaps } from './marks.rules.js';
import { compute, type Inputs, type Outcome } from './score.rules.js';
import { tellOfEvaluation } from './tell-of-evaluation.js';

/** One of many is told how much it lacks, not where. */
function inShort(error: unknown): never {
  throw error instanceof Problem && error.code === 'invalid' ? new Problem(422, 'score_incomplete', { params: { count: error.options.errors?.length ?? 0 } }) : error;
}

/** Takes an evaluation on: row, result with its inputs, step, notices and audit in one transaction. */
@Injectable()
export class TransitionEvaluation {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EvaluationDetails) private readonly details: EvaluationDetails,
  ) {}

  /** @throws 404, 412, 409 with the actions the state allows, 403 for another role's act, 422 naming all that the score lacks */
  async take(actor: Actor, id: string, version: number, input: EvaluationTransitionIn): Promise<EvaluationDetail> {
    return this.db.as({ ...actor, action: `evaluation.${input.action}` }, async (em) => {
      await this.step(em, actor, id, version, input);
      return this.details.detailWithin(em, actor, id);
    });
  }

  /** The same for many, each for itself: what is refused stays as it was and says why. In one order, so that two who ask wait and do not lock. */
  async takeAll(actor: Actor, { action, items: asked }: EvaluationBulkIn): Promise<EvaluationBulkOut> {
    return this.db.as({ ...actor, action: `evaluation.${action}` }, async (em) => {
      const items: EvaluationBulkAnswer[] = [];
      for (const { id, version } of [...asked].sort((a, b) => (a.id < b.id ? -1 : 1))) {
        const { refused } = await oneOfMany(em, actor.locale, () => this.step(em, actor, id, version, { action }).catch(inShort));
        items.push(refused ? { id, outcome: 'refused', ...refused } : { id, outcome: 'done', code: null, detail: null });
      }
      return answered(items);
    });
  }

  async step(em: EntityManager, actor: Actor, id: string, version: number, { action, reason }: EvaluationTransitionIn): Promise<void> {
    const row = await seen(em, Evaluation, id);
    sameVersion(row, version);
    const transition = permitted(EVALUATION_MACHINE, row.state, actor.role, action);
    if (liesElsewhere(actor, row.state, action)) throw forbidden('lies_elsewhere');
    const said = reason?.trim() || null;
    const missing = (transition.needs ?? []).includes('reason') && !said ? [{ pointer: '/reason', code: 'required' }] : [];
    const side = HANDS_IN[action] ?? 'self';
    const { content } = await em.findOneByOrFail(EvaluationScheme, { id: row.schemeId });
    const inputs = ASKS_FOR_WHOLE.includes(action)
      ? await gatherInputs(em, row, content, { side, marks: await marksOf(em, id), today: this.clock.today() })
      : null;
    const wrong = [...missing, ...(inputs ? scoreGaps(inputs, side) : [])];
    if (wrong.length > 0) throw invalid(wrong);
    const outcome = inputs && HANDS_IN[action] ? compute(inputs) : null;
    if (outcome) await this.keep(em, actor, row.id, side, inputs!, outcome);
    const official = action === 'publish' ? { score: outcome!.score, grade: outcome!.grade, veto: outcome!.veto, publishedAt: this.clock.now() } : {};
    await change(em, Evaluation, row, { state: transition.to, ...official });
    const by = { actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName };
    await em.insert(EvaluationStep, { id: newId(), evaluationId: row.id, action, fromState: row.state, toState: transition.to, reason: said, ...by });
    const grade = action === 'publish' ? content.grades.find(({ code }) => code === outcome!.grade)! : null;
    await tellOfEvaluation(em, row, transition, said, grade && { ...grade, score: outcome!.score });
  }

  private async keep(em: EntityManager, actor: Actor, evaluationId: string, side: Side, inputs: Inputs, outcome: Outcome): Promise<void> {
    const submission = 1 + (await em.countBy(EvaluationResult, { evaluationId, side }));
    const by = { actorName: actor.userName, actorRole: actor.role, actorOrganisation: actor.organisationName };
    await em.insert(EvaluationResult, { id: newId(), evaluationId, side, submission, inputs: inputs as object, outcome: outcome as object, score: outcome.score, grade: outcome.grade, ...by });
  }
}
