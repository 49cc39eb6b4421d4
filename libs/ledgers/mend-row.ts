import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conflict, Db, invalid, isId, notFound, stale, type Actor, type FieldError } from '../kernel/index.js';
import { ledgerOf } from './commit-ledger.js';
import { countRows, judgeRows, type JudgedRow } from './judge-rows.js';
import { toRowOut, type KeptImportRow } from './ledger-imports.list.js';
import { LedgerImport } from './ledger-import.entity.js';
import type { MendedRow } from './ledger.dto.js';
import type { LedgerKind } from './ledger-kind.js';
import { LedgerKinds } from './ledger-kinds.js';
import type { LedgerRow } from './row-reader.js';
import { tidy } from './text.rules.js';

const LONGEST = 5000;
const ROW = 'SELECT id, sheet, row, cells, flaws, key, version FROM ledger_import_row WHERE import_id = $1 AND id = $2 FOR UPDATE';
// the rows that say the same thing as this one said or says now: which of them repeats which is decided again
const ALIKE = `SELECT id, sheet, row, cells, flaws, key, version FROM ledger_import_row
  WHERE import_id = $1 AND id <> $2 AND key = ANY ($3) ORDER BY sheet, row FOR UPDATE`;
const SAVE = `UPDATE ledger_import_row i SET cells = r.cells, flaws = r.flaws, outcome = r.outcome, problems = r.problems, values = r.values, key = r.key
  FROM jsonb_to_recordset($2::jsonb) r(id uuid, cells jsonb, flaws jsonb, outcome text, problems jsonb, values jsonb, key text)
  WHERE i.import_id = $1 AND i.id = r.id`;
const SHOWN = 'SELECT id, sheet, row, outcome, problems, cells, version FROM ledger_import_row WHERE id = $1';

type Kept = Omit<LedgerRow, 'absent'> & { id: string; key: string | null; version: number };

/** Mends a row in place, without another file. */
@Injectable()
export class MendRow {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
  ) {}

  /** The row is checked again with the cells given, and the import's counts follow. @throws 404, 409, 412, 422 */
  async mend(actor: Actor, kindName: string, id: string, rowId: string, version: number, cells: Record<string, unknown>): Promise<MendedRow> {
    const kind = this.kinds.get(kindName);
    if (!isId(rowId)) throw notFound();
    const mended = checkCells(kind, cells);
    return this.db.as(actor, async (em) => {
      const ledger = await ledgerOf(em, kindName, id);
      const [row] = (await em.query(ROW, [id, rowId])) as Kept[];
      if (!row) throw notFound();
      if (row.version !== version) throw stale(row.version);
      if (ledger.status !== 'previewed') throw conflict('wrong_state', { extra: { state: ledger.status } });
      await this.judgeAgain(em, actor, kind, ledger, withCells(row, mended));
      const counts = await countRows(em, id);
      await em.update(LedgerImport, { id }, { counts });
      const [shown] = (await em.query(SHOWN, [rowId])) as KeptImportRow[];
      return { ...toRowOut(actor, kind, shown!), counts };
    });
  }

  private async judgeAgain(em: EntityManager, actor: Actor, kind: LedgerKind<object, unknown>, { id, notes }: LedgerImport, row: Kept): Promise<void> {
    const absent = (sheet: string) => kind.columns.flatMap(({ key }) => (notes.columns?.[sheet]?.includes(key) ? [] : [key]));
    const judge = async (rows: Kept[]): Promise<JudgedRow[]> => {
      const whole = rows.map((one) => ({ ...one, absent: absent(one.sheet) }));
      return judgeRows(em, actor, kind, await kind.references(em, actor, whole), whole, new Set());
    };
    const [alone] = await judge([row]);
    const keys = [row.key, alone!.key].filter((key) => key !== null);
    const alike: Kept[] = keys.length > 0 ? await em.query(ALIKE, [id, row.id, keys]) : [];
    const judged = await judge([...alike, row].sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : a.sheet < b.sheet ? -1 : 1)));
    await em.query(SAVE, [id, JSON.stringify(judged)]);
  }
}

/** @throws 422 naming every cell that is no text, or of no column */
function checkCells(kind: LedgerKind<object, unknown>, cells: Record<string, unknown>): Record<string, string> {
  const errors: FieldError[] = [];
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(cells)) {
    const pointer = `/cells/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!kind.columns.some((column) => column.key === key)) errors.push({ pointer, code: 'unknown_field' });
    else if (typeof value !== 'string') errors.push({ pointer, code: 'wrong_type', params: { expected: 'string' } });
    else if (value.length > LONGEST) errors.push({ pointer, code: 'too_long', params: { max: LONGEST } });
    else if (value.includes('\0') || !value.isWellFormed()) errors.push({ pointer, code: 'bad_character' });
    else texts[key] = tidy(value);
  }
  if (errors.length > 0) throw invalid(errors);
  return texts;
}

function withCells(row: Kept, mended: Record<string, string>): Kept {
  const cells = Object.fromEntries(Object.entries({ ...row.cells, ...mended }).filter(([, text]) => text !== ''));
  const flaws = Object.fromEntries(Object.entries(row.flaws).filter(([key]) => !(key in mended)));
  return { ...row, cells, flaws };
}
