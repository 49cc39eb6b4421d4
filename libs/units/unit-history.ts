import { Inject, Injectable } from '@nestjs/common';
import { PositionNames } from '../identity/index.js';
import { Db, type Actor } from '../kernel/index.js';
import { PilotUnitList } from './pilot-units.list.js';
import type { UnitChangeOut, UnitHistory, UnitVersionOut } from './unit-history.dto.js';

const VERSIONS = {
  name: 'units.versions',
  text: `SELECT v.valid_from AS "validFrom", v.valid_to AS "validTo", v.facts, v.recorded_at AS "recordedAt", v.position_id AS "positionId"
         FROM pilot_unit_version v WHERE v.pilot_unit_id = $1 ORDER BY v.valid_from`,
};
const CHANGES = {
  name: 'units.changes',
  text: `SELECT c.id, c.kind, c.effective_on AS "effectiveOn", c.reason, c.document, c.before, c.after, c.created_at AS "recordedAt", c.position_id AS "positionId",
                (SELECT json_build_object('id', o.id, 'name', o.name) FROM pilot_unit o WHERE o.id = c.other_unit_id) AS other
         FROM unit_change c WHERE c.pilot_unit_id = $1 ORDER BY c.effective_on, c.id`,
};

type Version = Omit<UnitVersionOut, 'changed' | 'by'> & { facts: Record<string, unknown>; positionId: string | null };
type Change = Omit<UnitChangeOut, 'by'> & { positionId: string | null };

/** Kept beside the facts, and nobody's business. */
const UNTOLD = ['id', 'version', 'created_at', 'updated_at', 'search_text'];

/** What a unit was through time, and what was done to it. */
@Injectable()
export class UnitHistories {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(PositionNames) private readonly names: PositionNames,
    @Inject(PilotUnitList) private readonly units: PilotUnitList,
  ) {}

  /** @throws 404 for a unit out of sight */
  async of(actor: Actor, id: string): Promise<UnitHistory> {
    await this.units.detail(actor, id);
    const [versions, changes] = await this.db.readAll<[Version, Change]>(actor, [VERSIONS, [id]], [CHANGES, [id]]);
    const names = await this.names.of([...versions, ...changes].map(({ positionId }) => positionId));
    const by = (positionId: string | null) => names.get(positionId ?? '') ?? null;
    return {
      versions: versions.map(({ facts, positionId, ...version }, i) => ({ ...version, changed: differing(facts, versions[i - 1]?.facts ?? {}), by: by(positionId) })),
      changes: changes.map(({ positionId, ...row }) => ({ ...row, by: by(positionId) })),
    };
  }
}

function differing(facts: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(facts).filter((name) => !UNTOLD.includes(name) && (facts[name] ?? null) !== (before[name] ?? null));
  return Object.fromEntries(names.map((name) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), facts[name]]));
}
