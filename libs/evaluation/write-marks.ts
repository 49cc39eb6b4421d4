import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Attachments } from '../files/index.js';
import { change, Clock, conflict, Db, forbidden, invalid, newId, sameVersion, seen, type Actor } from '../kernel/index.js';
import type { EvaluationDetail, MarksIn } from './evaluation.dto.js';
import { EvaluationDetails } from './evaluation-details.js';
import { Evaluation, EvaluationScheme } from './evaluation.entity.js';
import { evaluationAbilities, mayScore, sideOf, type Side } from './evaluation.rules.js';
import { markFlaws } from './marks.rules.js';

const WRITE = `INSERT INTO evaluation_mark (id, evaluation_id, side, item, verdict, target, reason) VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, ''))
  ON CONFLICT (evaluation_id, side, item) DO UPDATE SET verdict = coalesce(excluded.verdict, evaluation_mark.verdict),
    target = CASE WHEN excluded.verdict IS NULL THEN evaluation_mark.target ELSE excluded.target END, reason = coalesce($7, evaluation_mark.reason)
  RETURNING id`;

/** Writes what the actor's side says of items, with evidence; the other sides' marks are none of its business. */
@Injectable()
export class WriteMarks {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(EvaluationDetails) private readonly details: EvaluationDetails,
  ) {}

  /** @throws 404, 412, 409 when it lies with another side, 403 for who scores nothing, 422 naming every mark that is wrong */
  async write(actor: Actor, id: string, version: number, input: MarksIn): Promise<EvaluationDetail> {
    return this.db.as({ ...actor, action: 'evaluation.score' }, async (em) => {
      await this.writeWithin(em, actor, id, version, input);
      return this.details.detailWithin(em, actor, id);
    });
  }

  async writeWithin(em: EntityManager, actor: Actor, id: string, version: number, { marks }: MarksIn): Promise<void> {
    const row = await seen(em, Evaluation, id);
    sameVersion(row, version);
    if (sideOf(actor.reach) === null) throw forbidden();
    const side = mayScore(actor, row.state);
    if (!side) throw conflict('wrong_state', { extra: { allowed: evaluationAbilities(actor, row.state) } });
    const { content } = await em.findOneByOrFail(EvaluationScheme, { id: row.schemeId });
    const twice = marks.flatMap(({ item }, i) => (marks.findIndex((mark) => mark.item === item) < i ? [{ pointer: `/marks/${i}/item`, code: 'repeated', params: { value: item } }] : []));
    const flaws = [...markFlaws(content, marks), ...twice];
    if (flaws.length > 0) throw invalid(flaws);
    for (const [i, mark] of marks.entries()) await this.one(em, actor, row.id, side, mark, `/marks/${i}/attachmentIds`);
    await change(em, Evaluation, row, { markedAt: this.clock.now() });
  }

  private async one(em: EntityManager, actor: Actor, id: string, side: Side, { item, verdict, target, reason, attachmentIds }: MarksIn['marks'][number], pointer: string): Promise<void> {
    const [mark]: { id: string }[] = await em.query(WRITE, [newId(), id, side, item, verdict ?? null, target ?? null, reason?.trim() ?? null]);
    await this.attachments.attach(em, actor, attachmentIds ?? [], { evaluationMarkId: mark!.id }, pointer);
  }
}
