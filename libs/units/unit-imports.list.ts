import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, message, notFound, type Actor } from '../kernel/index.js';
import type { LedgerProblem } from './ledger.rules.js';
import type { ImportRowPage, ImportRowQuery, UnitImportOut } from './unit-import.dto.js';
import type { UnitImport } from './unit-import.entity.js';

/** Imports and their rows, to read. */
@Injectable()
export class UnitImportList {
  constructor(@Inject(Db) private readonly db: Db) {}

  async detail(actor: Actor, id: string): Promise<UnitImportOut> {
    const [row] = await this.db.read<UnitImportOut>(
      actor,
      {
        name: 'unit-imports.detail',
        text: `SELECT id, status, file_name AS "fileName", counts, failure, version, created_at AS "createdAt"
               FROM unit_import WHERE id = $1`,
      },
      [id],
    );
    if (!row) throw notFound();
    return toImportOut(row);
  }

  async rows(actor: Actor, id: string, query: ImportRowQuery): Promise<ImportRowPage> {
    await this.detail(actor, id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('import', 'import_id = $', id).add('outcome', 'outcome = ANY ($)', query.outcome);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'row', 2);
    if (after) where.add('after', '(sheet, row) > ($, $::int)', ...after);
    const [rows, [count]] = await this.db.readAll<[{ sheet: string; row: number; outcome: string; problems: LedgerProblem[] }, { n: number }]>(
      actor,
      [
        {
          name: where.name('unit-imports.rows', limit),
          text: `SELECT sheet, row, outcome, problems FROM unit_import_row WHERE ${where.sql} ORDER BY sheet, row LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: undefined, text: `SELECT count(*)::int AS n FROM unit_import_row WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      problems: row.problems.map((p) => ({ ...p, reason: message(p.code, actor.locale, { accepted: p.accepted, value: p.value }) })),
    }));
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor('row', [last.sheet, last.row]) : null;
    return { items, nextCursor, total: count!.n };
  }
}

/** The API's view of an import; counts are null until the file has been read. */
export const toImportOut = (row: UnitImportOut | UnitImport): UnitImportOut => ({
  id: row.id,
  status: row.status,
  fileName: row.fileName,
  counts: row.counts && Object.keys(row.counts).length > 0 ? row.counts : null,
  failure: row.failure,
  version: row.version,
  createdAt: row.createdAt,
});
