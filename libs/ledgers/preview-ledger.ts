import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FILE_STORE, type FileStore } from '../files/index.js';
import { Db, newId, Problem, type Actor } from '../kernel/index.js';
import { findRows } from './find-rows.rules.js';
import { countRows, judgeRows, type JudgedRow } from './judge-rows.js';
import { toImportOut } from './ledger-imports.list.js';
import { LedgerImport } from './ledger-import.entity.js';
import type { LedgerImportOut } from './ledger.dto.js';
import { LedgerKinds } from './ledger-kinds.js';
import { readWorkbook } from './workbook.js';

const KEEP_ROWS = `INSERT INTO ledger_import_row (id, import_id, sheet, row, outcome, problems, values, cells, flaws, key)
  SELECT uuid_v7(), $1, r.sheet, r.row, r.outcome, r.problems, r.values, r.cells, r.flaws, r.key
  FROM jsonb_to_recordset($2::jsonb) r(sheet text, row int, outcome text, problems jsonb, values jsonb, cells jsonb, flaws jsonb, key text)`;
const NOTE_PROGRESS = {
  name: 'ledgers.progress',
  text: 'UPDATE ledger_import SET rows_done = $2, rows_total = $3, updated_at = now() WHERE id = $1',
};
const AT_ONCE = 500;

/** Takes a ledger in and says what it would do, row by row. Writes nothing but the import itself. */
@Injectable()
export class PreviewLedger {
  private readonly log = new Logger(PreviewLedger.name);

  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  /** Registers the file at once and reads it in the background; whoever asks sees `reading` meanwhile. */
  async start(actor: Actor, kind: string, fileName: string, file: Buffer): Promise<LedgerImportOut> {
    const started = await this.register(actor, kind, fileName, file);
    void this.read(actor, started.id, kind, fileName, file);
    return started;
  }

  async register(actor: Actor, kind: string, fileName: string, file: Buffer): Promise<LedgerImportOut> {
    const id = newId();
    const fileHash = createHash('sha256').update(file).digest();
    // A multipart body is not in the hash by which a retried POST is known.
    const retry = actor.idempotency?.requestHash;
    if (retry) createHash('sha256').update(retry).update(fileHash).digest().copy(retry);
    await this.store.put(fileHash.toString('hex'), file);
    return this.db.as(actor, async (em) => {
      const author = { createdByPosition: actor.positionId, createdByName: actor.userName };
      await em.insert(LedgerImport, { id, kind, status: 'reading', fileName, fileHash, ...author });
      return toImportOut(actor, await em.findOneByOrFail(LedgerImport, { id }));
    });
  }

  /** All rows become visible with `previewed`, in one transaction: reading that dies half-way leaves none. */
  async read(actor: Actor, id: string, kindName: string, fileName: string, file: Buffer): Promise<void> {
    const background = { ...actor, idempotency: undefined };
    try {
      const kind = this.kinds.get(kindName);
      const found = findRows(await readWorkbook(fileName, file), kind.columns, kind.marks);
      if (found.rows.length === 0) throw new Problem(422, Object.keys(found.places).length > 0 ? 'ledger_no_rows' : 'ledger_no_header');
      await this.note(background, id, 0, found.rows.length);
      await this.db.as(background, async (em) => {
        const references = await kind.references(em, background, found.rows);
        const taken = new Set<string>();
        for (let at = 0; at < found.rows.length; at += AT_ONCE) {
          const judged = await judgeRows(em, background, kind, references, found.rows.slice(at, at + AT_ONCE), taken);
          await keep(em, id, judged);
          // beside the transaction, so that whoever waits sees it move
          if (at + AT_ONCE < found.rows.length) await this.note(background, id, at + AT_ONCE, found.rows.length);
        }
        const { leftOut, unknownColumns, places } = found;
        const columns = Object.fromEntries(Object.entries(places).map(([sheet, place]) => [sheet, Object.keys(place.columns)]));
        await em.update(LedgerImport, { id }, {
          status: 'previewed', counts: await countRows(em, id), notes: { leftOut, unknownColumns, columns }, rowsDone: found.rows.length, rowsTotal: found.rows.length,
        });
      });
    } catch (error) {
      await this.fail(background, id, error);
    }
  }

  private async fail(actor: Actor, id: string, error: unknown): Promise<void> {
    const failure = error instanceof Problem ? error.code : 'unexpected';
    if (failure === 'unexpected') this.log.error({ err: error, traceId: actor.traceId }, 'reading a ledger failed');
    // whose session ended meanwhile may not write that either; the schedule tells it then
    await this.db.as(actor, (em) => em.update(LedgerImport, { id }, { status: 'failed', failure })).catch(() => undefined);
  }

  private async note(actor: Actor, id: string, done: number, total: number): Promise<void> {
    await this.db.write(actor, NOTE_PROGRESS, [id, done, total]);
  }
}

const keep = (em: EntityManager, id: string, rows: JudgedRow[]): Promise<unknown> => em.query(KEEP_ROWS, [id, JSON.stringify(rows)]);

// Reading says how far it is every few seconds; one that has not for so long is gone with the process that read it.
const FORGET = `UPDATE ledger_import SET status = 'failed', failure = 'ledger_interrupted'
  WHERE status = 'reading' AND updated_at < now() - interval '2 minutes'`;

/** Tells of an import whose reading died with its process. Safe in several replicas at once. */
export const failInterrupted = (db: Db, actor: Actor): Promise<unknown> => db.write(actor, { name: 'ledgers.interrupted', text: FORGET }, []);
