import type { EntityManager } from 'typeorm';
import { Region } from '../identity/index.js';
import { conflict, newId, sameVersion, seen, type Actor, type FieldError } from '../kernel/index.js';
import { PilotUnit } from './pilot-unit.entity.js';
import { UnitChange, type UnitChangeKind } from './unit-change.entity.js';
import { checkUscc, normaliseUscc } from './uscc.rules.js';

/** What is alike in every act upon a unit. */
export interface Act {
  effectiveOn: string;
  reason: string;
  document?: string;
}

/** The unit as it was seen, still in the register. @throws 404, 412, 409 when it went up in another already */
export async function actedUpon(em: EntityManager, id: string, version: number): Promise<PilotUnit> {
  const unit = await seen(em, PilotUnit, id);
  sameVersion(unit, version);
  if (unit.status !== 'active') throw conflict('unit_not_active');
  return unit;
}

/** The versions of the unit, kept by the database, then hold from that day on. */
export const holdsFrom = (em: EntityManager, day: string) => em.query(`SELECT set_config('app.effective_on', $1, true)`, [day]);

export async function note(
  em: EntityManager,
  actor: Actor,
  unit: PilotUnit,
  kind: UnitChangeKind,
  act: Act,
  more: { otherUnitId?: string; before?: object; after?: object } = {},
): Promise<void> {
  const { effectiveOn, reason, document = null } = act;
  const { otherUnitId = null, before = {}, after = {} } = more;
  await em.insert(UnitChange, {
    id: newId(), pilotUnitId: unit.id, regionId: unit.regionId, kind, effectiveOn, reason, document, otherUnitId, before, after, positionId: actor.positionId,
  });
}

/** What is wrong with a code that is to enter the register; one that fails its checksum takes a reason. */
export async function codeErrors(em: EntityManager, given: string, reason: string | undefined): Promise<FieldError[]> {
  const uscc = normaliseUscc(given);
  const verdict = checkUscc(uscc);
  if (verdict === 'structure') return [{ pointer: '/uscc', code: 'uscc_structure' }];
  const errors: FieldError[] = verdict === 'checksum' && !reason ? [{ pointer: '/usccReason', code: 'uscc_checksum' }] : [];
  // One of another city's units is not seen; the database's own key then says 409 without naming it.
  if (await em.existsBy(PilotUnit, { uscc })) errors.push({ pointer: '/uscc', code: 'uscc_taken' });
  return errors;
}

export async function regionOf(em: EntityManager, code: string): Promise<Region | FieldError> {
  const region = await em.findOneBy(Region, { code });
  return region?.parentId ? region : { pointer: '/regionCode', code: 'unknown_reference', params: { value: code } };
}

/** What is wrong with a day that is still to come: the register tells what is, not what is planned. */
export function notLater(effectiveOn: string, today: string): FieldError[] {
  return effectiveOn > today ? [{ pointer: '/effectiveOn', code: 'in_the_future' }] : [];
}
