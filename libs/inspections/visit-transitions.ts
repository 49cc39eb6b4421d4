import { Inject, Injectable } from '@nestjs/common';
import { Db, invalid, permitted, sameVersion, seen, type Actor } from '../kernel/index.js';
import { FeedBack } from './feed-back.js';
import { FileResult } from './file-result.js';
import { VISIT_MACHINE, type VisitAction } from './inspection.rules.js';
import type { VisitTransitionIn } from './visit-transition.dto.js';
import type { VisitDetail } from './visit.dto.js';
import { Visit } from './visit.entity.js';
import { Visits } from './visits.js';

const FIELDS: Record<VisitAction, readonly string[]> = {
  file: ['action', 'conclusion', 'answers', 'findings'],
  feed_back: ['action', 'note'],
};

@Injectable()
export class VisitTransitions {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(FileResult) private readonly fileResult: FileResult,
    @Inject(FeedBack) private readonly feedBack: FeedBack,
  ) {}

  /**
   * @throws 404 unseen, 412 stale, 409 `wrong_state` with `allowed`, 403 not this role's, 422 with every wrong field; then
   *   nothing is kept
   */
  async take(actor: Actor, id: string, version: number, body: VisitTransitionIn): Promise<VisitDetail> {
    return this.db.as({ ...actor, action: `visit.${body.action}` }, async (em) => {
      const visit = await seen(em, Visit, id);
      sameVersion(visit, version);
      const action = permitted(VISIT_MACHINE, visit.state, actor.role, body.action).action;
      refuseForeignFields(action, body);
      if (action === 'file') await this.fileResult.file(em, actor, visit, body);
      else await this.feedBack.feedBack(em, visit, body.note);
      return this.visits.detailIn(em, actor, id);
    });
  }
}

function refuseForeignFields(action: VisitAction, body: VisitTransitionIn): void {
  const foreign = Object.entries(body).filter(([field, value]) => value !== undefined && !FIELDS[action].includes(field));
  if (foreign.length > 0) throw invalid(foreign.map(([field]) => ({ pointer: `/${field}`, code: 'unknown_field' })));
}
