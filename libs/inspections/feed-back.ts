import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, Clock } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import { Visit } from './visit.entity.js';

/** 反馈: from now on the unit sees the result and the findings. */
@Injectable()
export class FeedBack {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** @throws 412 when somebody else has done so meanwhile */
  async feedBack(em: EntityManager, visit: Visit, note: string | undefined): Promise<void> {
    const now = this.clock.now();
    await change(em, Visit, visit, { state: 'fed_back', fedBackAt: now, feedBackNote: note?.trim() || null });
    await em.query('UPDATE finding SET fed_back_at = $2 WHERE visit_id = $1 AND fed_back_at IS NULL', [visit.id, now]);
    const [told]: { inspection: string; findings: number }[] = await em.query(
      `SELECT i.name AS inspection, (SELECT count(*)::int FROM finding f WHERE f.visit_id = $1) AS findings
       FROM inspection i WHERE i.id = $2`,
      [visit.id, visit.inspectionId],
    );
    await notify(em, {
      // a pilot unit shares its id with its organisation
      organisationId: visit.pilotUnitId,
      roles: ['pilot_leader', 'pilot_liaison'],
      kind: 'visit_fed_back',
      subjectType: 'visit',
      subjectId: visit.id,
      data: { ...told!, note: note?.trim() || null },
    });
  }
}
