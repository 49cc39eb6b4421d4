import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, notFound, type Actor } from '../kernel/index.js';
import type { EvaluationDetail, EvaluationRow, EvaluationStepOut, ResultOut, SchemeOfYear, SideOut } from './evaluation.dto.js';
import { EVALUATION_COLUMNS, EVALUATION_TABLES } from './evaluation-row.js';
import { evaluationAbilities, mayScore, SIDES, type Side } from './evaluation.rules.js';
import { gatherInputs, marksOf, type KeptMark } from './gather-inputs.js';
import { scoreGaps } from './marks.rules.js';
import { compute, type Inputs, type Outcome } from './score.rules.js';

const DETAIL = `SELECT ${EVALUATION_COLUMNS}, e.veto, e.created_at AS "createdAt", e.updated_at AS "updatedAt",
    json_build_object('version', h.edition, 'illustrative', h.illustrative, 'source', h.source, 'content', h.content) AS scheme,
    (SELECT coalesce(json_agg(json_build_object('action', s.action, 'from', s.from_state, 'to', s.to_state, 'at', s.created_at,
            'by', json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation), 'reason', s.reason) ORDER BY s.id), '[]')
     FROM evaluation_step s WHERE s.evaluation_id = e.id) AS steps
  FROM ${EVALUATION_TABLES} WHERE e.id = $1`;
const RESULTS = `SELECT side, submission, score::float8 AS score, grade, created_at AS at, inputs, outcome,
    json_build_object('name', actor_name, 'role', actor_role, 'organisation', actor_organisation) AS by
  FROM evaluation_result WHERE evaluation_id = $1 ORDER BY id DESC`;

type Kept = Omit<ResultOut, 'recomputes'> & { inputs: Inputs; outcome: Outcome };
type DetailRow = EvaluationRow & { veto: string[]; createdAt: Date; updatedAt: Date; scheme: SchemeOfYear; steps: EvaluationStepOut[] };

/** One evaluation, whole: each side's marks and working as far as the reader may see them. */
@Injectable()
export class EvaluationDetails {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async detail(actor: Actor, id: string): Promise<EvaluationDetail> {
    return this.db.as(actor, (em) => this.detailWithin(em, actor, id));
  }

  async detailWithin(em: EntityManager, actor: Actor, id: string): Promise<EvaluationDetail> {
    const [row]: DetailRow[] = await em.query(DETAIL, [id]);
    if (!row) throw notFound();
    const marks = await marksOf(em, id);
    const results: Kept[] = await em.query(RESULTS, [id]);
    const mySide = mayScore(actor, row.state);
    const terms = { marks, today: this.clock.today() };
    const live = mySide && (await gatherInputs(em, { pilotCaseId: row.caseId, year: row.year }, row.scheme.content, { ...terms, side: mySide }));
    return {
      ...row,
      sides: SIDES.map((side) => sideOf(side, marks, side === mySide ? live : null, results)),
      mySide,
      gaps: live ? scoreGaps(live, mySide!).map(({ pointer, code }) => ({ pointer, code })) : [],
      results: results.map(({ inputs, outcome, ...result }) => ({ ...result, recomputes: recomputes({ inputs, outcome, score: result.score }) })),
      abilities: evaluationAbilities(actor, row.state),
    };
  }
}

function sideOf(side: Side, marks: readonly KeptMark[], live: Inputs | null, results: readonly Kept[]): SideOut {
  const kept = results.find((result) => result.side === side);
  const inputs = live ?? kept?.inputs;
  return {
    side,
    marks: marks.filter((mark) => mark.side === side).map(({ item, verdict, target, reason, files }) => ({ item, verdict, target, reason, files })),
    outcome: live ? compute(live) : (kept?.outcome ?? null),
    live: live !== null,
    sources: Object.entries(inputs?.actuals ?? {}).map(([indicator, { rows }]) => ({ indicator, rows })),
  };
}

/** Whether what was kept with a score still comes to that score, and to the same working. */
export function recomputes({ inputs, outcome, score }: { inputs: Inputs; outcome: Outcome; score: number }): boolean {
  const again = compute(inputs);
  return again.score === score && isDeepStrictEqual(JSON.parse(JSON.stringify(again)), outcome);
}
