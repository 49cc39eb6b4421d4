import { Inject, Injectable } from '@nestjs/common';
import { change, conflict, Db, sameVersion, seen, type Actor } from '../kernel/index.js';
import { ledgerOf } from './commit-ledger.js';
import { toImportOut } from './ledger-imports.list.js';
import { LedgerImport } from './ledger-import.entity.js';
import type { LedgerImportOut } from './ledger.dto.js';
import type { TracedRow } from './ledger-kind.js';
import { LedgerKinds } from './ledger-kinds.js';

const WRITTEN = 'SELECT id, sheet, row, undo FROM ledger_import_row WHERE import_id = $1 AND undo IS NOT NULL ORDER BY sheet, row';
const MOST_NAMED = 50;

/** Takes a committed ledger back: what it created goes, what it changed is as it was. */
@Injectable()
export class UndoLedger {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
  ) {}

  /** @throws 409 `import_changed_since` with the rows that somebody changed, or hung work on, after the commit; then nothing is undone */
  async undo(actor: Actor, kindName: string, id: string, version: number): Promise<LedgerImportOut> {
    return this.db.as(actor, async (em) => {
      const ledger = await ledgerOf(em, kindName, id);
      sameVersion(ledger, version);
      if (ledger.status !== 'committed') throw conflict('wrong_state', { extra: { state: ledger.status } });
      const rows: TracedRow[] = await em.query(WRITTEN, [id]);
      const changed = await this.kinds.get(kindName).takeBack(em, actor, rows);
      if (changed.length > 0) {
        const named = changed.slice(0, MOST_NAMED).map(({ id: rowId, sheet, row }) => ({ id: rowId, sheet, row }));
        throw conflict('import_changed_since', {
          params: { rows: named.map(({ sheet, row }) => `${sheet}!${row}`), count: changed.length },
          extra: { rows: named, count: changed.length },
        });
      }
      await change(em, LedgerImport, ledger, { status: 'undone' });
      return toImportOut(actor, await seen(em, LedgerImport, id));
    });
  }
}
