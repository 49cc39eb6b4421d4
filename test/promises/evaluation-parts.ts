import type { EntityManager } from 'typeorm';
import { compute, Evaluation, EvaluationMark, EvaluationResult, EvaluationScheme, EvaluationStep, type Inputs, type Side } from '../../libs/evaluation/index.js';
import { newId } from '../../libs/kernel/index.js';
import type { Pilot } from '../world.js';

const ACTOR = { actorName: '样例', actorRole: 'pilot_leader', actorOrganisation: '试点单位' };
const WAY: readonly [state: string, side: Side | null][] = [['self_scoring', 'self'], ['unit_review', null], ['city_scoring', 'city'], ['province_scoring', 'province'], ['published', null]];

/** An evaluation taken to a state, with a mark, a result and words of every side on the way that tell whose they are; `fileId` stands behind the unit's mark. */
export async function makeEvaluation(em: EntityManager, pilot: Pilot, until: string, fileId?: string): Promise<void> {
  const { id: schemeId, year, content } = await em.findOneByOrFail(EvaluationScheme, { year: 2026 });
  const id = newId();
  const inputs: Inputs = { scheme: content, marks: { 'ORG-1': { verdict: 'full', target: null } }, evidence: ['ORG-1'], actuals: {}, deductions: {} };
  const outcome = compute(inputs);
  const { caseId: pilotCaseId, unitId: pilotUnitId, regionId } = pilot;
  await em.insert(Evaluation, { id, year, schemeId, pilotCaseId, pilotUnitId, regionId, state: 'self_scoring', veto: [] });
  for (const [state, side] of WAY) {
    const official = state === 'published' ? { score: outcome.score, grade: outcome.grade, publishedAt: new Date() } : {};
    if (state !== 'self_scoring') await em.update(Evaluation, { id }, { state, ...official });
    if (side) {
      const markId = newId();
      await em.insert(EvaluationMark, { id: markId, evaluationId: id, side, item: 'ORG-1', verdict: 'full', reason: `${side}·${id}` });
      if (side === 'self' && fileId) await em.query('UPDATE attachment SET evaluation_mark_id = $2 WHERE id = $1', [fileId, markId]);
      const handedIn = state !== until && (side !== 'province' || until === 'published');
      if (handedIn) await em.insert(EvaluationResult, { id: newId(), evaluationId: id, side, submission: 1, inputs: inputs as object, outcome: outcome as object, score: outcome.score, grade: outcome.grade, ...ACTOR });
    }
    await em.insert(EvaluationStep, { id: newId(), evaluationId: id, action: 'open', toState: state, fromState: null, reason: null, ...ACTOR });
    if (state === until) return;
  }
}
