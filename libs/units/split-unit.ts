import { Inject, Injectable } from '@nestjs/common';
import { Organisation } from '../identity/index.js';
import { change, Clock, Db, invalid, newId, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { PilotUnitDetail } from './pilot-unit.dto.js';
import { PilotUnit } from './pilot-unit.entity.js';
import { PilotUnitList } from './pilot-units.list.js';
import { searchText } from './search-text.js';
import { actedUpon, codeErrors, holdsFrom, note, notLater } from './unit-acts.js';
import type { SplitUnitIn } from './unit-acts.dto.js';
import { normaliseUscc } from './uscc.rules.js';

const OWN_CASES = 'SELECT id FROM pilot_case WHERE pilot_unit_id = $1 AND id = ANY ($2)';
const MOVE_CASES = 'UPDATE pilot_case SET pilot_unit_id = $2 WHERE pilot_unit_id = $1 AND id = ANY ($3)';

/** 拆分: a new unit comes of one that stays, and takes some of its cases along with all that hangs on them. */
@Injectable()
export class SplitUnit {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PilotUnitList) private readonly units: PilotUnitList,
  ) {}

  /** @returns the new unit. @throws 422 with every bad field, 412, 409 when the unit went up in another */
  async split(actor: Actor, id: string, version: number, input: SplitUnitIn): Promise<PilotUnitDetail> {
    const newUnitId = newId();
    return this.db.as(actor, async (em) => {
      const unit = await actedUpon(em, id, version);
      const own = new Set(((await em.query(OWN_CASES, [id, input.caseIds])) as { id: string }[]).map((row) => row.id));
      const strangers: FieldError[] = input.caseIds.flatMap((caseId, i) =>
        own.has(caseId) ? [] : [{ pointer: `/caseIds/${i}`, code: 'unknown_reference', params: { value: caseId } }],
      );
      const errors = [...notLater(input.effectiveOn, this.clock.today()), ...(await codeErrors(em, input.uscc, input.usccReason)), ...strangers];
      if (errors.length > 0) throw invalid(errors);
      const { name } = input;
      const uscc = normaliseUscc(input.uscc);
      const { regionId, unitKind, ownership, industrySection, sectorTrack, subSector, isSample, parentId } = unit;
      await holdsFrom(em, input.effectiveOn);
      await em.insert(Organisation, { id: newUnitId, code: uscc, name, shortName: name, kind: 'pilot_unit', regionId, protocolOrder: 0 });
      const facts = { regionId, unitKind, ownership, industrySection, sectorTrack, subSector, isSample, parentId };
      const usccReason = input.usccReason ?? null;
      await em.insert(PilotUnit, { id: newUnitId, name, uscc, usccReason, ...facts, status: 'active', searchText: searchText(name, uscc) });
      const made = await seen(em, PilotUnit, newUnitId);
      await note(em, actor, unit, 'split', input, { otherUnitId: newUnitId });
      await note(em, actor, made, 'split_off', input, { otherUnitId: id });
      await em.query(MOVE_CASES, [id, newUnitId, input.caseIds]);
      // its version moves on: whoever looked at it before must look again
      await change(em, PilotUnit, unit, { name: unit.name });
      return this.units.changed(em, actor, newUnitId);
    });
  }
}
