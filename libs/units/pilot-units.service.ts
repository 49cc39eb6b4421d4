import { Inject, Injectable } from '@nestjs/common';
import { Organisation, Region } from '../identity/index.js';
import { change, Db, forbidden, invalid, newId, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import type { CreatePilotUnitIn, PilotUnitDetail, UpdatePilotUnitIn } from './pilot-unit.dto.js';
import { PilotUnit } from './pilot-unit.entity.js';
import { PilotUnitList } from './pilot-units.list.js';
import { searchText } from './search-text.js';
import { checkUscc, normaliseUscc } from './uscc.rules.js';

/** Changes of the register. */
@Injectable()
export class PilotUnits {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(PilotUnitList) private readonly units: PilotUnitList,
  ) {}

  /** Enters a unit by hand. @throws 422 with every bad field; 409 when the credit code is in the register */
  async create(actor: Actor, input: CreatePilotUnitIn): Promise<PilotUnitDetail> {
    const { regionCode, ...fields } = input;
    const uscc = normaliseUscc(input.uscc);
    const id = newId();
    return this.db.as(actor, async (em) => {
      const region = await em.findOneBy(Region, { code: regionCode });
      const errors: FieldError[] = [];
      const verdict = checkUscc(uscc);
      if (verdict === 'structure') errors.push({ pointer: '/uscc', code: 'uscc_structure' });
      if (verdict === 'checksum' && !input.usccReason) errors.push({ pointer: '/usccReason', code: 'uscc_checksum' });
      if (!region?.parentId) errors.push({ pointer: '/regionCode', code: 'unknown_reference', params: { value: regionCode } });
      errors.push(...headcount(fields));
      if (errors.length > 0) throw invalid(errors);
      await em.insert(Organisation, {
        id,
        code: uscc,
        name: input.name,
        shortName: input.name,
        kind: 'pilot_unit',
        regionId: region!.id,
        protocolOrder: 0,
      });
      const unit = { ...fields, id, uscc, regionId: region!.id, isSample: false, status: 'active' as const, searchText: searchText(input.name, uscc) };
      await em.insert(PilotUnit, unit);
      return this.units.changed(em, actor, id);
    });
  }

  /** @throws 404, 403 for a city that would say whose reports pass it by, 412 when somebody else changed it, 422 */
  async update(actor: Actor, id: string, version: number, input: UpdatePilotUnitIn): Promise<PilotUnitDetail> {
    return this.db.as(actor, async (em) => {
      const unit = await seen(em, PilotUnit, id);
      sameVersion(unit, version);
      if (input.reportsDirectly !== undefined && input.reportsDirectly !== unit.reportsDirectly && actor.reach !== 'province') throw forbidden('province_says_direct');
      const errors = headcount({ ...unit, ...input });
      if (input.parentId && !(await em.existsBy(PilotUnit, { id: input.parentId }))) {
        errors.push({ pointer: '/parentId', code: 'unknown_reference', params: { value: input.parentId } });
      }
      if (errors.length > 0) throw invalid(errors);
      const renamed = input.name ? { searchText: searchText(input.name, unit.uscc) } : {};
      if (Object.keys(input).length > 0) await change(em, PilotUnit, unit, { ...input, ...renamed });
      if (input.name) await em.update(Organisation, { id }, { name: input.name, shortName: input.name });
      return this.units.changed(em, actor, id);
    });
  }
}

function headcount(unit: { employees?: number | null; industrialWorkers?: number | null }): FieldError[] {
  const { employees, industrialWorkers } = unit;
  const tooMany = employees != null && industrialWorkers != null && industrialWorkers > employees;
  return tooMany ? [{ pointer: '/industrialWorkers', code: 'workers_over_employees' }] : [];
}
