import { Inject, Injectable } from '@nestjs/common';
import { change, Clock, conflict, Db, forbidden, invalid, newId, notFound, sameVersion, seen, type Actor } from '../kernel/index.js';
import { idNumbers } from './application.rules.js';
import { CaseObjection } from './case-step.entity.js';
import type { AnswerObjectionIn, ObjectIn, ObjectionList, ObjectionOut } from './objection.dto.js';
import { PilotCase } from './pilot-case.entity.js';

const COLUMNS = `o.id, o.raised_by AS "raisedBy", o.raised_on AS "raisedOn", o.content, o.outcome, o.created_at AS "createdAt", o.version`;
const ONE = `SELECT ${COLUMNS} FROM case_objection o WHERE o.id = $1`;

/** 公示异议: recorded while the case is posted, answered before it is designated. The unit does not see who objected. */
@Injectable()
export class Objections {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, caseId: string): Promise<ObjectionList> {
    const [[exists], items] = await this.db.readAll<[{ id: string }, ObjectionOut]>(
      actor,
      [{ name: 'cases.exists', text: 'SELECT id FROM pilot_case WHERE id = $1' }, [caseId]],
      [{ name: 'cases.objections', text: `SELECT ${COLUMNS} FROM case_objection o WHERE o.pilot_case_id = $1 ORDER BY o.id` }, [caseId]],
    );
    if (!exists) throw notFound();
    return { items };
  }

  /** @throws 404, 409 when the case is not posted, 422 */
  async record(actor: Actor, caseId: string, input: ObjectIn): Promise<ObjectionOut> {
    return this.db.as(actor, async (em) => {
      const row = await seen(em, PilotCase, caseId);
      if (row.state !== 'publicity') throw conflict('wrong_state', { extra: { allowed: [] } });
      const raisedOn = input.raisedOn ?? this.clock.today();
      const future = raisedOn > this.clock.today() ? [{ pointer: '/raisedOn', code: 'in_the_future' }] : [];
      const wrong = [...future, ...idNumbers(input, '')];
      if (wrong.length > 0) throw invalid(wrong);
      const id = newId();
      await em.insert(CaseObjection, { id, pilotCaseId: caseId, raisedBy: input.raisedBy, raisedOn, content: input.content, outcome: null });
      const [made] = await em.query(ONE, [id]);
      return made;
    });
  }

  /** @throws 404, 412, 403 for a city: the province answers */
  async answer(actor: Actor, id: string, version: number, { outcome }: AnswerObjectionIn): Promise<ObjectionOut> {
    return this.db.as(actor, async (em) => {
      const row = await seen(em, CaseObjection, id);
      if (actor.reach !== 'province') throw forbidden();
      sameVersion(row, version);
      const wrong = idNumbers({ outcome }, '');
      if (wrong.length > 0) throw invalid(wrong);
      await change(em, CaseObjection, row, { outcome });
      const [answered] = await em.query(ONE, [id]);
      return answered;
    });
  }
}
