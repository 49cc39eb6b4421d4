import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, conflict, Db, newId, sameVersion, seen, type Actor } from '../kernel/index.js';
import type { LedgerRecord } from './ledger.rules.js';
import { searchText } from './search-text.js';
import type { ImportCounts, UnitImportOut } from './unit-import.dto.js';
import { UnitImport } from './unit-import.entity.js';
import { toImportOut } from './unit-imports.list.js';

/** A ledger row that is now in the register, for whoever keeps what else the ledger says (cases, sponsors). */
export interface CommittedRow extends LedgerRecord {
  unitId: string;
}
export type AfterUnits = (em: EntityManager, actor: Actor, rows: CommittedRow[]) => Promise<void>;

const FACTS = `region_id uuid, name text, uscc text, uscc_reason text, unit_kind text, ownership text, size text,
  industry_section text, sector_track text, sub_sector text, employees int, industrial_workers int, liaison_name text,
  liaison_phone text, remark text, search_text text`;
const NAMES = FACTS.replace(/ (uuid|text|int)\b/g, '');

const ORGANISATIONS = `INSERT INTO organisation (id, code, name, short_name, kind, region_id)
  SELECT r.id, r.uscc, r.name, r.name, 'pilot_unit', r.region_id
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, uscc text, name text, region_id uuid)
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, short_name = excluded.name, region_id = excluded.region_id
  WHERE (organisation.name, organisation.region_id) IS DISTINCT FROM (excluded.name, excluded.region_id)`;

const UNITS = `INSERT INTO pilot_unit (id, is_sample, ${NAMES})
  SELECT o.id, $2, ${NAMES.split(/,\s+/).map((name) => `r.${name.trim()}`).join(', ')}
  FROM jsonb_to_recordset($1::jsonb) r(${FACTS}) JOIN organisation o ON o.code = r.uscc
  ON CONFLICT (uscc) DO UPDATE SET ${NAMES.split(/,\s+/).map((name) => `${name.trim()} = excluded.${name.trim()}`).join(', ')}`;

/** Takes a previewed ledger into the register, wholly or not at all. */
@Injectable()
export class CommitImport {
  private readonly listeners: AfterUnits[] = [];

  constructor(@Inject(Db) private readonly db: Db) {}

  /** Registers what else is kept of a ledger, in the same transaction. */
  afterUnits(listener: AfterUnits): void {
    this.listeners.push(listener);
  }

  /** @throws 409 when rows with errors would be left out without being asked for, or it was committed before */
  async commit(actor: Actor, id: string, version: number, mode: 'all' | 'validOnly', isSample = false): Promise<UnitImportOut & { counts: ImportCounts }> {
    return this.db.as(actor, async (em) => {
      const ledger = await seen(em, UnitImport, id);
      sameVersion(ledger, version);
      if (ledger.status !== 'previewed') throw conflict('wrong_state', { extra: { state: ledger.status } });
      if (mode === 'all' && ledger.counts.error > 0) throw conflict('import_has_errors', { extra: { counts: ledger.counts } });
      const kept: { values: LedgerRecord }[] = await em.query(
        `SELECT values FROM unit_import_row WHERE import_id = $1 AND outcome IN ('create', 'update') ORDER BY sheet, row`,
        [id],
      );
      const records = kept.map((row) => row.values);
      const rows = await writeUnits(em, records, isSample);
      for (const listener of this.listeners) await listener(em, actor, rows);
      await change(em, UnitImport, ledger, { status: 'committed' });
      return { ...toImportOut(await seen(em, UnitImport, id)), counts: ledger.counts };
    });
  }
}

async function writeUnits(em: EntityManager, records: LedgerRecord[], isSample: boolean): Promise<CommittedRow[]> {
  // one row a unit: a ledger may name it once for each of its cases
  const byCode = new Map(records.map((record) => [record.uscc, record]));
  const rows = [...byCode.values()].map((r) => ({
    id: newId(),
    region_id: r.regionId,
    name: r.name,
    uscc: r.uscc,
    uscc_reason: r.usccReason,
    unit_kind: r.unitKind,
    ownership: r.ownership,
    size: r.size,
    industry_section: r.industrySection,
    sector_track: r.sectorTrack,
    sub_sector: r.subSector,
    employees: r.employees,
    industrial_workers: r.industrialWorkers,
    liaison_name: r.liaisonName,
    liaison_phone: r.liaisonPhone,
    remark: r.remark,
    search_text: searchText(r.name, r.uscc),
  }));
  await em.query(ORGANISATIONS, [JSON.stringify(rows)]);
  await em.query(UNITS, [JSON.stringify(rows), isSample]);
  const ids: { uscc: string; id: string }[] = await em.query('SELECT uscc, id FROM pilot_unit WHERE uscc = ANY ($1)', [[...byCode.keys()]]);
  const idOf = new Map(ids.map((row) => [row.uscc, row.id]));
  return records.map((record) => ({ ...record, unitId: idOf.get(record.uscc)! }));
}
