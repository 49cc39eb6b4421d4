import type { EntityManager } from 'typeorm';
import { newId } from '../kernel/index.js';
import { searchText } from './search-text.js';
import { NO_REASON, type UnitRecord } from './unit-ledger.rules.js';

/** How the register had a unit before a ledger wrote it; null for one that the ledger created. */
export interface UnitTrace {
  id: string;
  /** After writing. Another one means that somebody changed it since. */
  version: number;
  before: { name: string } | null;
}

const FACTS = `region_id uuid, name text, uscc text, uscc_reason text, unit_kind text, ownership text, size text,
  industry_section text, sector_track text, sub_sector text, employees int, industrial_workers int, liaison_name text,
  liaison_phone text, remark text, search_text text`;
const NAMES = FACTS.replace(/ (uuid|text|int)\b/g, '');
const each = (write: (name: string) => string) => NAMES.split(/,\s+/).map((name) => write(name.trim())).join(', ');

const ORGANISATIONS = `INSERT INTO organisation (id, code, name, short_name, kind, region_id)
  SELECT r.id, r.uscc, r.name, r.name, 'pilot_unit', r.region_id
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, uscc text, name text, region_id uuid)
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, region_id = excluded.region_id
  WHERE (organisation.name, organisation.region_id) IS DISTINCT FROM (excluded.name, excluded.region_id)`;

// a ledger that gives no reason for an odd code takes nobody's away
const said = (name: string) => (name === 'uscc_reason' ? `CASE WHEN excluded.uscc_reason = '${NO_REASON}' THEN coalesce(pilot_unit.uscc_reason, '${NO_REASON}') ELSE excluded.uscc_reason END` : `excluded.${name}`);

// A unit about which the ledger says nothing new is left alone: it gets no version and no audit entry.
const UNITS = `INSERT INTO pilot_unit (id, is_sample, ${NAMES})
  SELECT o.id, $2, ${each((name) => `r.${name}`)}
  FROM jsonb_to_recordset($1::jsonb) r(${FACTS}) JOIN organisation o ON o.code = r.uscc
  ON CONFLICT (uscc) DO UPDATE SET ${each((name) => `${name} = ${said(name)}`)}
  WHERE (${each((name) => `pilot_unit.${name}`)}) IS DISTINCT FROM (${each(said)})`;

const BEFORE = 'SELECT uscc, to_jsonb(u) AS before FROM pilot_unit u WHERE uscc = ANY ($1)';
const AFTER = 'SELECT uscc, id, version FROM pilot_unit WHERE uscc = ANY ($1)';

const CHANGED = `SELECT r.id FROM jsonb_to_recordset($1::jsonb) r(id uuid, version int) LEFT JOIN pilot_unit u ON u.id = r.id
  WHERE u.version IS DISTINCT FROM r.version`;
const RESTORE = `UPDATE pilot_unit u SET ${each((name) => `${name} = r.${name}`)}
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, ${FACTS}) WHERE u.id = r.id`;
const RESTORE_ORGANISATIONS = `UPDATE organisation o SET name = r.name, short_name = r.name, region_id = r.region_id
  FROM jsonb_to_recordset($1::jsonb) r(id uuid, name text, region_id uuid)
  WHERE o.id = r.id AND (o.name, o.region_id) IS DISTINCT FROM (r.name, r.region_id)`;

/** Enters or changes one unit per credit code: a ledger may name it once for each of its cases. @returns traces by code */
export async function writeUnits(em: EntityManager, records: UnitRecord[], isSample: boolean): Promise<Map<string, UnitTrace>> {
  const byCode = new Map(records.map((record) => [record.uscc, record]));
  const codes = [...byCode.keys()];
  const before: { uscc: string; before: { name: string } }[] = await em.query(BEFORE, [codes]);
  const known = new Map(before.map((row) => [row.uscc, row.before]));
  const rows = JSON.stringify([...byCode.values()].map(toRow));
  await em.query(ORGANISATIONS, [rows]);
  await em.query(UNITS, [rows, isSample]);
  const after: { uscc: string; id: string; version: number }[] = await em.query(AFTER, [codes]);
  return new Map(after.map(({ uscc, id, version }) => [uscc, { id, version, before: known.get(uscc) ?? null }]));
}

/** Puts back what a ledger changed. @returns the ids of those that somebody changed since; then none is put back */
export async function restoreUnits(em: EntityManager, traces: UnitTrace[]): Promise<Set<string>> {
  const changed: { id: string }[] = await em.query(CHANGED, [JSON.stringify(traces.map(({ id, version }) => ({ id, version })))]);
  const before = JSON.stringify(traces.flatMap((trace) => trace.before ?? []));
  if (changed.length === 0) {
    await em.query(RESTORE, [before]);
    await em.query(RESTORE_ORGANISATIONS, [before]);
  }
  return new Set(changed.map(({ id }) => id));
}

const toRow = (r: UnitRecord) => ({
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
});
