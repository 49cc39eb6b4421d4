import { Inject, Injectable } from '@nestjs/common';
import { Organisation } from '../identity/index.js';
import { change, Clock, Db, invalid, type Actor, type FieldError } from '../kernel/index.js';
import type { PilotUnitDetail } from './pilot-unit.dto.js';
import { PilotUnit } from './pilot-unit.entity.js';
import { PilotUnitList } from './pilot-units.list.js';
import { searchText } from './search-text.js';
import { actedUpon, codeErrors, holdsFrom, note, notLater, regionOf } from './unit-acts.js';
import type { ChangeIdentityIn } from './unit-acts.dto.js';
import { normaliseUscc } from './uscc.rules.js';

/** 更名、变更统一社会信用代码、变更所属地区: the unit stays the same one, and was called otherwise before that day. */
@Injectable()
export class ChangeIdentity {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PilotUnitList) private readonly units: PilotUnitList,
  ) {}

  /** @throws 422 with every bad field, also when nothing would change; 412; 403 for a region out of the actor's own */
  async change(actor: Actor, id: string, version: number, input: ChangeIdentityIn): Promise<PilotUnitDetail> {
    return this.db.as(actor, async (em) => {
      const unit = await actedUpon(em, id, version);
      const errors: FieldError[] = notLater(input.effectiveOn, this.clock.today());
      const patch: Partial<PilotUnit> = {};
      if (input.name && input.name !== unit.name) patch.name = input.name;
      if (input.uscc && normaliseUscc(input.uscc) !== unit.uscc) {
        errors.push(...(await codeErrors(em, input.uscc, input.usccReason)));
        patch.uscc = normaliseUscc(input.uscc);
        patch.usccReason = input.usccReason ?? null;
      }
      if (input.regionCode) {
        const region = await regionOf(em, input.regionCode);
        if ('pointer' in region) errors.push(region);
        else if (region.id !== unit.regionId) patch.regionId = region.id;
      }
      if (errors.length === 0 && Object.keys(patch).length === 0) errors.push({ pointer: '', code: 'nothing_changes' });
      if (errors.length > 0) throw invalid(errors);
      const before = Object.fromEntries(Object.keys(patch).map((key) => [key, unit[key as keyof PilotUnit]]));
      await holdsFrom(em, input.effectiveOn);
      await note(em, actor, unit, 'identity', input, { before, after: patch });
      const { name, uscc } = { ...unit, ...patch };
      await change(em, PilotUnit, unit, { ...patch, searchText: searchText(name, uscc) });
      await em.update(Organisation, { id }, { name, shortName: name, code: uscc, ...(patch.regionId && { regionId: patch.regionId }) });
      return this.units.changed(em, actor, id);
    });
  }
}
