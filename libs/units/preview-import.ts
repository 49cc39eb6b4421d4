import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db, newId, Problem, type Actor } from '../kernel/index.js';
import { checkRow, readLedger, type LedgerProblem, type LedgerRecord, type LedgerReferences } from './ledger.rules.js';
import type { ImportCounts, UnitImportOut } from './unit-import.dto.js';
import { UnitImport } from './unit-import.entity.js';
import { toImportOut } from './unit-imports.list.js';
import { readWorkbook } from './workbook.js';

interface PreviewRow {
  sheet: string;
  row: number;
  outcome: 'create' | 'update' | 'unchanged' | 'error';
  problems: LedgerProblem[];
  values: LedgerRecord | Record<string, never>;
}

const REFERENCES = `SELECT
  (SELECT json_object_agg(name, id) FROM region WHERE parent_id IS NOT NULL) AS regions,
  (SELECT json_object_agg(name, id) FROM batch) AS batches,
  (SELECT json_object_agg(n.name, o.id) FROM organisation o, unnest(ARRAY[o.name, o.short_name]) n(name)
   WHERE o.kind IN ('department', 'provincial_union')) AS departments,
  (SELECT json_agg(DISTINCT code) FROM task_category) AS tasks`;

// What the register already says of a code, in the ledger's own terms: a row that says the same changes nothing.
const EXISTING = `SELECT u.uscc, c.batch_id AS "batchId", c.level, jsonb_build_object(
    'name', u.name, 'uscc', u.uscc, 'usccReason', u.uscc_reason, 'regionId', u.region_id, 'unitKind', u.unit_kind,
    'ownership', u.ownership, 'size', u.size, 'industrySection', u.industry_section, 'sectorTrack', u.sector_track,
    'subSector', u.sub_sector, 'employees', u.employees, 'industrialWorkers', u.industrial_workers,
    'liaisonName', u.liaison_name, 'liaisonPhone', u.liaison_phone, 'remark', u.remark, 'level', c.level, 'batchId', c.batch_id,
    'docNo', c.doc_no, 'designatedOn', c.designated_on, 'taskCodes', to_jsonb(c.task_codes),
    'sponsorIds', (SELECT coalesce(jsonb_agg(s.department_id), '[]') FROM sponsorship s WHERE s.pilot_case_id = c.id)) AS record
  FROM pilot_unit u LEFT JOIN pilot_case c ON c.pilot_unit_id = u.id WHERE u.uscc = ANY ($1)`;

const KEEP_ROWS = `INSERT INTO unit_import_row (import_id, sheet, row, outcome, problems, values)
  SELECT $1, r.sheet, r.row, r.outcome, r.problems, r.values
  FROM jsonb_to_recordset($2::jsonb) r(sheet text, row int, outcome text, problems jsonb, values jsonb)`;

/** Takes a ledger in and says what it would do, row by row. Writes nothing to the register. */
@Injectable()
export class PreviewImport {
  private readonly log = new Logger(PreviewImport.name);

  constructor(@Inject(Db) private readonly db: Db) {}

  /** Registers the file at once and reads it in the background; whoever asks sees `reading` meanwhile. */
  async start(actor: Actor, fileName: string, file: Buffer): Promise<UnitImportOut> {
    const started = await this.register(actor, fileName, file);
    void this.read(actor, started.id, file);
    return started;
  }

  async register(actor: Actor, fileName: string, file: Buffer): Promise<UnitImportOut> {
    const id = newId();
    const fileHash = createHash('sha256').update(file).digest();
    // A multipart body is not in the hash by which a retried POST is known.
    const retry = actor.idempotency?.requestHash;
    if (retry) createHash('sha256').update(retry).update(fileHash).digest().copy(retry);
    return this.db.as(actor, async (em) => {
      await em.insert(UnitImport, { id, status: 'reading', fileName, fileHash, createdByPosition: actor.positionId });
      return toImportOut(await em.findOneByOrFail(UnitImport, { id }));
    });
  }

  async read(actor: Actor, id: string, file: Buffer): Promise<void> {
    const background = { ...actor, idempotency: undefined };
    try {
      const rows = readLedger(await readWorkbook(file));
      if (rows.length === 0) throw new Problem(422, 'ledger_no_header');
      await this.db.as(background, async (em) => {
        const refs = await references(em);
        const checked = rows.map((row) => ({ ...row, ...checkRow(row, refs) }));
        const existing = await em.query(EXISTING, [checked.flatMap((c) => c.record?.uscc ?? [])]);
        const preview = judge(checked, existing);
        await em.query(KEEP_ROWS, [id, JSON.stringify(preview)]);
        await em.update(UnitImport, { id }, { status: 'previewed', counts: count(preview) });
      });
    } catch (error) {
      const failure = error instanceof Problem ? error.code : 'unexpected';
      if (failure === 'unexpected') this.log.error({ err: error, traceId: actor.traceId }, 'reading a ledger failed');
      await this.db.as(background, (em) => em.update(UnitImport, { id }, { status: 'failed', failure }));
    }
  }
}

async function references(em: EntityManager): Promise<LedgerReferences> {
  const [found] = await em.query(REFERENCES);
  const map = (object: Record<string, string> | null) => new Map(Object.entries(object ?? {}));
  return {
    regions: map(found.regions),
    batches: map(found.batches),
    departments: map(found.departments),
    tasks: new Set<string>(found.tasks ?? []),
  };
}

type Checked = { sheet: string; row: number; record?: LedgerRecord; problems: LedgerProblem[] };
type Existing = { uscc: string; batchId: string | null; level: string | null; record: object };

function judge(checked: Checked[], existing: Existing[]): PreviewRow[] {
  const units = new Set(existing.map((e) => e.uscc));
  const records = new Map(existing.map((e) => [keyOf(e), canonical(e.record)]));
  const seen = new Set<string>();
  return checked.map(({ sheet, row, record, problems }): PreviewRow => {
    if (!record) return { sheet, row, outcome: 'error', problems, values: {} };
    const key = keyOf(record);
    if (seen.has(key)) {
      const again: LedgerProblem = { severity: 'error', column: '统一社会信用代码', value: record.uscc, code: 'repeated' };
      return { sheet, row, outcome: 'error', problems: [...problems, again], values: {} };
    }
    seen.add(key);
    const known = records.get(key);
    const outcome = known === canonical(record) ? 'unchanged' : units.has(record.uscc) ? 'update' : 'create';
    return { sheet, row, outcome, problems, values: record };
  });
}

const keyOf = (row: { uscc: string; batchId: string | null; level: string | null }) => `${row.uscc} ${row.batchId} ${row.level}`;

/** Equal for records that say the same, whatever the order of names and lists. */
function canonical(record: object): string {
  const entries = Object.entries(record).map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : (value ?? null)]);
  return JSON.stringify(entries.sort(([a], [b]) => String(a).localeCompare(String(b))));
}

function count(rows: PreviewRow[]): ImportCounts {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const warning = rows.filter((row) => row.problems.some((p) => p.severity === 'warning')).length;
  return { create: of('create'), update: of('update'), unchanged: of('unchanged'), error: of('error'), warning };
}
