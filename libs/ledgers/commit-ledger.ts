import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, conflict, Db, notFound, sameVersion, seen, type Actor } from '../kernel/index.js';
import { toImportOut } from './ledger-imports.list.js';
import { LedgerImport } from './ledger-import.entity.js';
import type { ImportCounts, LedgerImportOut } from './ledger.dto.js';
import type { KeptRow, Trace } from './ledger-kind.js';
import { LedgerKinds } from './ledger-kinds.js';

const TO_WRITE = `SELECT id, values AS record FROM ledger_import_row WHERE import_id = $1 AND outcome IN ('create', 'update') ORDER BY sheet, row`;
const KEEP_TRACES = `UPDATE ledger_import_row i SET created = r.created, undo = r.undo
  FROM jsonb_to_recordset($2::jsonb) r(id uuid, created uuid[], undo jsonb) WHERE i.import_id = $1 AND i.id = r.id`;
const AT_ONCE = 1000;

/** Takes a previewed ledger in, wholly or not at all. */
@Injectable()
export class CommitLedger {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
  ) {}

  /** @throws 409 when rows with errors would be left out without being asked for, or it was committed before */
  async commit(
    actor: Actor, kindName: string, id: string, version: number, mode: 'all' | 'validOnly', isSample = false,
  ): Promise<LedgerImportOut & { counts: ImportCounts }> {
    const kind = this.kinds.get(kindName);
    return this.db.as(actor, async (em) => {
      const ledger = await ledgerOf(em, kindName, id);
      sameVersion(ledger, version);
      if (ledger.status !== 'previewed') throw conflict('wrong_state', { extra: { state: ledger.status } });
      if (mode === 'all' && ledger.counts.error > 0) throw conflict('import_has_errors', { extra: { counts: ledger.counts } });
      // first, so that a twin waits here and finds it done
      await change(em, LedgerImport, ledger, { status: 'committing' });
      const rows: KeptRow<object>[] = await em.query(TO_WRITE, [id]);
      const traces = await kind.write(em, actor, rows, { isSample });
      await keepTraces(em, id, traces);
      await em.update(LedgerImport, { id }, { status: 'committed' });
      return { ...toImportOut(actor, await seen(em, LedgerImport, id)), counts: ledger.counts };
    });
  }
}

export async function ledgerOf(em: EntityManager, kind: string, id: string): Promise<LedgerImport> {
  const ledger = await seen(em, LedgerImport, id);
  if (ledger.kind !== kind) throw notFound();
  return ledger;
}

async function keepTraces(em: EntityManager, id: string, traces: Map<string, Trace>): Promise<void> {
  const rows = [...traces].map(([rowId, trace]) => ({ id: rowId, ...trace }));
  for (let at = 0; at < rows.length; at += AT_ONCE) await em.query(KEEP_TRACES, [id, JSON.stringify(rows.slice(at, at + AT_ONCE))]);
}
