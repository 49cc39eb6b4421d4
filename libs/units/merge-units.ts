import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, Clock, conflict, Db, invalid, newId, type Actor, type FieldError } from '../kernel/index.js';
import type { PilotUnitDetail } from './pilot-unit.dto.js';
import { PilotUnit } from './pilot-unit.entity.js';
import { PilotUnitList } from './pilot-units.list.js';
import { actedUpon, holdsFrom, note, notLater } from './unit-acts.js';
import type { MergeUnitIn } from './unit-acts.dto.js';
import { UnitPairDecision } from './unit-change.entity.js';

/** Cases of both at the same level in the same batch: only one of the two can go on. */
const CLASHES = `SELECT a.id, a.case_no AS "caseNo", b.case_no AS "otherCaseNo", EXISTS (SELECT FROM assignment t WHERE t.pilot_case_id = a.id) AS busy
  FROM pilot_case a JOIN pilot_case b ON b.level = a.level AND b.batch_id = a.batch_id
  WHERE a.pilot_unit_id = $1 AND b.pilot_unit_id = $2 ORDER BY a.case_no`;

// What hangs on a case follows by the composite foreign keys: assignments, progress, reports, visits, findings.
const MOVE_CASES = `UPDATE pilot_case SET pilot_unit_id = $2, region_id = $3 WHERE pilot_unit_id = $1 AND id <> ALL ($4::uuid[])`;

interface Clash {
  id: string;
  caseNo: string;
  otherCaseNo: string;
  busy: boolean;
}

/** 合并: one unit goes up in another, with its cases, their whole history, its subsidiaries and its people. */
@Injectable()
export class MergeUnits {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PilotUnitList) private readonly units: PilotUnitList,
  ) {}

  /**
   * @returns the unit that goes on
   * @throws 409 naming the cases of both that clash and carry work; a clashing case without any stays behind as it was
   */
  async merge(actor: Actor, id: string, version: number, input: MergeUnitIn): Promise<PilotUnitDetail> {
    return this.db.as(actor, async (em) => {
      const unit = await actedUpon(em, id, version);
      const into = await em.findOneBy(PilotUnit, { id: input.intoId });
      const errors: FieldError[] = notLater(input.effectiveOn, this.clock.today());
      if (!into || into.status !== 'active' || into.id === id) errors.push({ pointer: '/intoId', code: 'unknown_reference', params: { value: input.intoId } });
      if (errors.length > 0) throw invalid(errors);
      const clashes: Clash[] = await em.query(CLASHES, [id, into!.id]);
      const busy = clashes.filter((clash) => clash.busy);
      if (busy.length > 0) throw conflict('merge_cases_clash', { params: { cases: busy.map((c) => `${c.caseNo} / ${c.otherCaseNo}`) } });
      await holdsFrom(em, input.effectiveOn);
      await note(em, actor, unit, 'merged', input, { otherUnitId: into!.id });
      await note(em, actor, into!, 'absorbed', input, { otherUnitId: id });
      await em.query(MOVE_CASES, [id, into!.id, into!.regionId, clashes.map((clash) => clash.id)]);
      await em.query('UPDATE pilot_unit SET parent_id = nullif($2::uuid, id) WHERE parent_id = $1', [id, into!.id]);
      await change(em, PilotUnit, unit, { status: 'merged', mergedIntoId: into!.id });
      await em.query('SELECT move_positions($1, $2)', [id, into!.id]);
      await decided(em, actor, id, into!.id, 'merged', input.reason);
      return this.units.changed(em, actor, input.intoId);
    });
  }
}

/** Records that two units were looked at side by side, once. */
export async function decided(em: EntityManager, actor: Actor, one: string, other: string, decision: 'distinct' | 'merged', reason: string): Promise<void> {
  const [firstId, secondId] = [one, other].sort() as [string, string];
  if (await em.existsBy(UnitPairDecision, { firstId, secondId })) return;
  await em.insert(UnitPairDecision, { id: newId(), firstId, secondId, decision, reason, positionId: actor.positionId });
}
