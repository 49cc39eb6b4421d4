import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { answered, Db, message, oneOfMany, type Actor } from '../kernel/index.js';
import { Assignment } from './assignment.entity.js';
import type { AssignmentBulkAnswer, AssignmentBulkIn, AssignmentBulkOut } from './bulk-transition.dto.js';
import { TransitionAssignment } from './transition-assignment.js';

/** One act on many assignments: each is judged for itself, those that may are taken, and every one is answered. */
@Injectable()
export class BulkTransition {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(TransitionAssignment) private readonly transitions: TransitionAssignment,
  ) {}

  async take(actor: Actor, { ids, ...input }: AssignmentBulkIn): Promise<AssignmentBulkOut> {
    return this.db.as({ ...actor, action: `assignment.${input.action}` }, async (em) => {
      // In one order, whoever asks: two who act on the same rows wait for one another and never for each other.
      const rows = await em
        .createQueryBuilder(Assignment, 'a')
        .where('a.id = ANY (:ids)', { ids })
        .orderBy('a.id')
        .setLock('pessimistic_write')
        .getMany();
      const byId = new Map(rows.map((row) => [row.id, row]));
      const items: AssignmentBulkAnswer[] = [];
      for (const id of ids) items.push(await this.one(em, actor, id, byId.get(id), input));
      return answered(items);
    });
  }

  private async one(em: EntityManager, actor: Actor, id: string, row: Assignment | undefined, input: Omit<AssignmentBulkIn, 'ids'>): Promise<AssignmentBulkAnswer> {
    const refused = (code: string, detail: string) => ({ id, no: row?.no ?? null, outcome: 'refused', state: row?.state ?? null, code, detail });
    if (!row) return refused('not_found', message('not_found', actor.locale));
    const taken = await oneOfMany(em, actor.locale, () => this.transitions.move(em, actor, row, input, undefined));
    if (taken.refused) return refused(taken.refused.code, taken.refused.detail);
    return { id, no: row.no, outcome: 'done', state: taken.done, code: null, detail: null };
  }
}
