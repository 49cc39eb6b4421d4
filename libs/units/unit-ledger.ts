import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/index.js';
import {
  deleteCreated, LedgerKinds, Lexicon, type KeptRow, type Known, type LedgerKind, type LedgerRow, type Meaning, type RowReader, type Trace, type TracedRow,
} from '../ledgers/index.js';
import { restoreUnits, writeUnits, type UnitTrace } from './write-units.js';
import { checkUnit, NO_REASON, UNIT_COLUMNS, UNIT_FIELDS, unitOptions, type FormerCode, type UnitRecord, type UnitReferences } from './unit-ledger.rules.js';
import { normaliseUscc } from './uscc.rules.js';

/** A ledger row that is now in the register, for whoever keeps what else the ledger says (cases, sponsors). */
export interface CommittedRow extends UnitRecord {
  rowId: string;
  unitId: string;
}
/** Keeps the rest of a ledger's rows in the same transaction, and takes it back. */
export interface UnitFollower {
  afterUnits(em: EntityManager, actor: Actor, rows: CommittedRow[]): Promise<Map<string, Trace>>;
  /** @returns the rows that were changed since, or that something hangs on */
  beforeUnitsGo(em: EntityManager, actor: Actor, rows: TracedRow[]): Promise<TracedRow[]>;
}

const REFERENCES = `SELECT
  (SELECT json_agg(json_build_object('id', id, 'label', name, 'code', code) ORDER BY protocol_order) FROM region WHERE parent_id IS NOT NULL) AS regions,
  (SELECT json_agg(json_build_object('id', id, 'label', name, 'code', code, 'sequence', sequence) ORDER BY sequence) FROM batch) AS batches,
  (SELECT json_agg(json_build_object('id', id, 'label', short_name, 'name', name, 'code', code) ORDER BY protocol_order)
   FROM organisation WHERE kind IN ('department', 'provincial_union')) AS departments,
  (SELECT json_agg(json_build_object('id', code, 'label', code, 'name', name) ORDER BY sequence)
   FROM (SELECT DISTINCT ON (code) code, name, sequence FROM task_category ORDER BY code, catalogue_version DESC) t) AS tasks`;

// What the register already says of a code, in the ledger's own terms: a row that says the same changes nothing.
const EXISTING = `SELECT u.uscc, c.batch_id AS "batchId", c.level, jsonb_build_object(
    'name', u.name, 'uscc', u.uscc, 'usccReason', u.uscc_reason, 'regionId', u.region_id, 'unitKind', u.unit_kind,
    'ownership', u.ownership, 'size', u.size, 'industrySection', u.industry_section, 'sectorTrack', u.sector_track,
    'subSector', u.sub_sector, 'employees', u.employees, 'industrialWorkers', u.industrial_workers,
    'liaisonName', u.liaison_name, 'liaisonPhone', u.liaison_phone, 'remark', u.remark, 'level', c.level, 'batchId', c.batch_id,
    'docNo', c.doc_no, 'designatedOn', c.designated_on, 'taskCodes', to_jsonb(c.task_codes),
    'sponsorIds', (SELECT coalesce(jsonb_agg(s.department_id), '[]') FROM sponsorship s WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL)) AS record
  FROM pilot_unit u LEFT JOIN pilot_case c ON c.pilot_unit_id = u.id WHERE u.uscc = ANY ($1)`;

// Of the codes given: those of units that went up in others, followed to where they stand now, and those that units had before.
const FORMER = `WITH RECURSIVE named AS (
    SELECT u.uscc AS code, u.id FROM pilot_unit u WHERE u.uscc = ANY ($1) AND u.status = 'merged'
    UNION SELECT c.before ->> 'uscc', c.pilot_unit_id FROM unit_change c
    WHERE c.kind = 'identity' AND c.before ->> 'uscc' = ANY ($1) AND NOT EXISTS (SELECT FROM pilot_unit u WHERE u.uscc = c.before ->> 'uscc')
  ), led AS (
    SELECT n.code, false AS merged, u.status, u.name, u.uscc, u.merged_into_id FROM named n JOIN pilot_unit u ON u.id = n.id
    UNION SELECT l.code, true, u.status, u.name, u.uscc, u.merged_into_id FROM led l JOIN pilot_unit u ON u.id = l.merged_into_id
  )
  SELECT code, bool_or(merged) AS merged, (json_agg(json_build_object('name', name, 'uscc', uscc)) FILTER (WHERE status <> 'merged')) -> 0 AS now
  FROM led GROUP BY code`;

const NO_CASE = { level: null, batchId: null, docNo: null, designatedOn: null, taskCodes: [], sponsorIds: [] };

type Key = { uscc: string; batchId: string | null; level: string | null };
type Named = Meaning & { name?: string; code?: string; sequence?: number };

/** The ledger of pilot units, a row per unit and case. */
@Injectable()
export class UnitLedger implements LedgerKind<UnitRecord, UnitReferences>, OnModuleInit {
  readonly name = 'pilot-units';
  readonly title = { zh: '试点单位台账', en: 'Pilot units' };
  readonly columns = UNIT_COLUMNS;
  readonly marks = ['name', 'uscc'];
  readonly keyColumn = 'uscc';
  readonly fields = UNIT_FIELDS;
  private readonly followers: UnitFollower[] = [];

  constructor(@Inject(LedgerKinds) private readonly kinds: LedgerKinds) {}

  onModuleInit(): void {
    this.kinds.bring(this);
  }

  /** Registers what else is kept of a ledger, in the same transaction. */
  follow(follower: UnitFollower): void {
    this.followers.push(follower);
  }

  async references(em: EntityManager, _actor: Actor, rows: readonly LedgerRow[]): Promise<UnitReferences> {
    const [found] = (await em.query(REFERENCES)) as Record<Exclude<keyof UnitReferences, 'former'>, Named[] | null>[];
    const codes = [...new Set(rows.map(({ cells }) => normaliseUscc(cells['uscc'] ?? '')).filter(Boolean))];
    const former: (FormerCode & { code: string })[] = codes.length > 0 ? await em.query(FORMER, [codes]) : [];
    const lexicon = (rows: Named[] | null, names: (row: Named) => string[]) => new Lexicon((rows ?? []).map((row) => ({ ...row, names: names(row) })));
    return {
      former: new Map(former.map(({ code, ...one }) => [code, one])),
      regions: lexicon(found!.regions, ({ label, code }) => [code!, `河北省${label}`, `河北${label}`, label.replace(/(市|新区)$/, '')]),
      batches: lexicon(found!.batches, ({ label, code, sequence }) => [code!, `第${sequence}批`, `${sequence}`, label.replace('第', ''), `${label}试点`]),
      departments: lexicon(found!.departments, ({ name, code }) => [name!, code!]),
      tasks: lexicon(found!.tasks, ({ name, label }) => [name!, `${label}${name}`]),
    };
  }

  options(refs: UnitReferences): Record<string, string[]> {
    return unitOptions(refs);
  }

  check(row: RowReader, refs: UnitReferences): UnitRecord | undefined {
    return checkUnit(row, refs);
  }

  keyOf = ({ uscc, batchId, level }: Key): string => `${uscc} ${batchId} ${level}`;
  subjectOf = ({ uscc }: UnitRecord): string => uscc;

  async known(em: EntityManager, actor: Actor, records: UnitRecord[]): Promise<Known> {
    const existing: (Key & { record: UnitRecord })[] = await em.query(EXISTING, [records.map(({ uscc }) => uscc)]);
    const said = new Map(records.map((record) => [this.keyOf(record), record]));
    const alone = existing.map(({ uscc, record }): [string, UnitRecord] => [uscc, { ...record, ...NO_CASE }]);
    const known = [...alone.map(([, record]) => record), ...existing.flatMap(({ level, record }) => (level ? [record] : []))];
    return {
      // a ledger adds sponsors and takes none away, and a city's says nothing of them: what is no news is no difference
      records: new Map(known.map((record) => {
        const { sponsorIds = [], usccReason = null } = said.get(this.keyOf(record)) ?? {};
        const isNews = actor.reach !== 'city' && sponsorIds.some((id) => !record.sponsorIds.includes(id));
        const same = { ...(!isNews && { sponsorIds }), ...(usccReason === NO_REASON && { usccReason }) };
        return [this.keyOf(record), { ...record, ...same }];
      })),
      subjects: new Map(alone),
    };
  }

  async write(em: EntityManager, actor: Actor, rows: KeptRow<UnitRecord>[], { isSample }: { isSample: boolean }): Promise<Map<string, Trace>> {
    const units = await writeUnits(em, rows.map(({ record }) => record), isSample);
    const committed = rows.map(({ id, record }) => ({ ...record, rowId: id, unitId: units.get(record.uscc)!.id }));
    const traces = new Map(committed.map(({ rowId, uscc }): [string, Trace] => {
      const unit = units.get(uscc)!;
      return [rowId, { created: unit.before ? [] : [unit.id], undo: { unit } }];
    }));
    for (const follower of this.followers) {
      for (const [rowId, { created, undo }] of await follower.afterUnits(em, actor, committed)) {
        const trace = traces.get(rowId)!;
        traces.set(rowId, { created: [...trace.created, ...created], undo: { ...trace.undo, ...undo } });
      }
    }
    return traces;
  }

  async takeBack(em: EntityManager, actor: Actor, rows: TracedRow[]): Promise<TracedRow[]> {
    const held: TracedRow[] = [];
    for (const follower of this.followers) held.push(...(await follower.beforeUnitsGo(em, actor, rows)));
    const traces = new Map(rows.map((row) => (row.undo['unit'] as UnitTrace)).map((trace) => [trace.id, trace]));
    const changed = await restoreUnits(em, [...traces.values()]);
    const created = [...traces.values()].filter(({ id, before }) => !before && !changed.has(id)).map(({ id }) => id);
    if (held.length === 0) {
      for (const table of ['pilot_unit', 'organisation']) for (const id of await deleteCreated(em, table, created)) changed.add(id);
    }
    return rows.filter((row) => held.includes(row) || changed.has((row.undo['unit'] as UnitTrace).id));
  }
}
