import { Inject, Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Db, message, Problem, type Actor } from '../kernel/index.js';
import type { DesignateIn, DesignationOut, DesignationsOut } from './case-transition.dto.js';
import { PilotCase } from './pilot-case.entity.js';
import { refusals } from './refusals.js';
import { TransitionCase } from './transition-case.js';

/** 确定: one decision with its 文号 over many cases, and an answer for each. */
@Injectable()
export class DesignateCases {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(TransitionCase) private readonly transitions: TransitionCase,
  ) {}

  async designate(actor: Actor, { caseIds, ...decision }: DesignateIn): Promise<DesignationsOut> {
    const ids = [...new Set(caseIds)];
    return this.db.as({ ...actor, action: 'case.designate' }, async (em) => {
      const rows = await em.findBy(PilotCase, { id: In(ids) });
      const items: DesignationOut[] = [];
      for (const id of ids) items.push(await this.one(em, actor, id, rows.find((row) => row.id === id), decision));
      const designated = items.filter(({ outcome }) => outcome === 'designated').length;
      return { designated, refused: items.length - designated, items };
    });
  }

  // A refusal comes before anything is written, so the others are not undone by it.
  private async one(em: EntityManager, actor: Actor, caseId: string, row: PilotCase | undefined, decision: Omit<DesignateIn, 'caseIds'>): Promise<DesignationOut> {
    const refused = (errors: DesignationOut['errors']): DesignationOut => ({ caseId, caseNo: row?.caseNo ?? null, outcome: 'refused', state: row?.state ?? null, errors });
    const whole = (code: string) => refused([{ pointer: '', code, detail: message(code, actor.locale) }]);
    if (!row) return whole('not_found');
    try {
      await this.transitions.move(em, actor, row, { action: 'designate', ...decision });
      return { caseId, caseNo: row.caseNo, outcome: 'designated', state: 'designated', errors: [] };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.options.errors ? refused(refusals(error.options.errors, actor.locale)) : whole(error.code);
    }
  }
}
