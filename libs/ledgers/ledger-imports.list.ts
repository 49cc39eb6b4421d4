import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, message, notFound, type Actor } from '../kernel/index.js';
import type { LedgerImport } from './ledger-import.entity.js';
import type {
  ImportProblem, ImportRow, ImportRowPage, ImportRowQuery, LedgerColumnList, LedgerImportOut, LedgerImportPage, LedgerImportQuery,
} from './ledger.dto.js';
import type { LedgerKind, LedgerProblem } from './ledger-kind.js';
import { LedgerKinds } from './ledger-kinds.js';

const COLUMNS = `id, status, file_name AS "fileName", counts, notes, rows_done AS "rowsDone", rows_total AS "rowsTotal", failure,
  created_by_name AS "createdByName", version, created_at AS "createdAt"`;
const ROW = 'id, sheet, row, outcome, problems, cells, version';

export type KeptImportRow = Omit<ImportRow, 'problems'> & { problems: LedgerProblem[]; rank: number };

/** Imports and their rows, to read. */
@Injectable()
export class LedgerImportList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(LedgerKinds) private readonly kinds: LedgerKinds,
  ) {}

  /** Earlier imports of a kind that the actor may see, newest first. */
  async list(actor: Actor, kind: string, query: LedgerImportQuery): Promise<LedgerImportPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const [after] = decodeCursor(query.cursor, 'id', 1) ?? ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const [rows, [count]] = await this.db.readAll<[LedgerImport, { n: number }]>(
      actor,
      [
        { name: 'ledgers.list', text: `SELECT ${COLUMNS} FROM ledger_import WHERE kind = $1 AND id < $2::uuid ORDER BY id DESC LIMIT $3` },
        [kind, after, limit + 1],
      ],
      [{ name: 'ledgers.total', text: 'SELECT count(*)::int AS n FROM ledger_import WHERE kind = $1' }, [kind]],
    );
    const items = rows.slice(0, limit).map((row) => toImportOut(actor, row));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('id', [last.id]) : null, total: count!.n };
  }

  /** @throws 404 for an import of another kind too */
  async detail(actor: Actor, kind: string, id: string): Promise<LedgerImportOut> {
    const [row] = await this.db.read<LedgerImport>(
      actor,
      { name: 'ledgers.detail', text: `SELECT ${COLUMNS} FROM ledger_import WHERE id = $1 AND kind = $2` },
      [id, kind],
    );
    if (!row) throw notFound();
    return toImportOut(actor, row);
  }

  async rows(actor: Actor, kind: string, id: string, query: ImportRowQuery): Promise<ImportRowPage> {
    await this.detail(actor, kind, id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const sort = query.sort ?? 'row';
    // errors before warnings before what is in order; or as in the file
    const rank = sort === 'problems' ? 'rank' : '0::smallint';
    const where = new Conditions().add('import', 'import_id = $', id).add('outcome', 'outcome = ANY ($)', query.outcome);
    const total = where.copy();
    const after = decodeCursor(query.cursor, sort, 3);
    if (after) where.add('after', `(${rank}, sheet, row) > ($::smallint, $, $::int)`, ...after);
    const [rows, [count]] = await this.db.readAll<[KeptImportRow, { n: number }]>(
      actor,
      [
        {
          name: where.name(`ledgers.rows-${sort}`, limit),
          text: `SELECT ${ROW}, ${rank} AS rank FROM ledger_import_row WHERE ${where.sql} ORDER BY ${rank}, sheet, row LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: undefined, text: `SELECT count(*)::int AS n FROM ledger_import_row WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor(sort, [last.rank, last.sheet, last.row]) : null;
    return { items: items.map((row) => toRowOut(actor, this.kinds.get(kind), row)), nextCursor, total: count!.n };
  }

  /** The ledger's columns, and what those that are lists accept. */
  async columns(actor: Actor, kindName: string): Promise<LedgerColumnList> {
    const kind = this.kinds.get(kindName);
    const options = await this.db.as(actor, async (em) => kind.options(await kind.references(em, actor, [])));
    const items = kind.columns.map(({ key, header, required }) => ({ key, header, required: required === true, accepted: options[key] ?? null }));
    return { items };
  }
}

/** The API's view of an import; counts are null until the file has been read. */
export function toImportOut(actor: Actor, row: LedgerImport): LedgerImportOut {
  const { id, status, fileName, notes, rowsDone, rowsTotal, failure, createdByName, version, createdAt } = row;
  const counts = row.counts && Object.keys(row.counts).length > 0 ? row.counts : null;
  const failureReason = failure && message(failure, actor.locale);
  const abilities = actor.readOnly ? [] : status === 'previewed' ? ['mend', 'commit'] : status === 'committed' ? ['undo'] : [];
  return { id, status, fileName, counts, notes, rowsDone, rowsTotal, failure, failureReason, createdByName, version, createdAt, abilities };
}

export function toRowOut(actor: Actor, kind: LedgerKind<object, unknown>, row: Omit<KeptImportRow, 'rank'>): ImportRow {
  const { id, sheet, outcome, cells, version } = row;
  const problems = row.problems.map((problem): ImportProblem => {
    const key = kind.columns.find(({ header }) => header === problem.column)?.key ?? '';
    return { ...problem, key, reason: reasonOf(actor, problem) };
  });
  return { id, sheet, row: row.row, outcome, problems, cells, version };
}

/** What is wrong with a cell, and what may have been meant, in the reader's language. */
export function reasonOf({ locale }: Pick<Actor, 'locale'>, problem: LedgerProblem): string {
  const { accepted, suggestions, value, code } = problem;
  const reason = message(code, locale, { accepted, value, max: accepted?.[0], min: accepted?.[0] });
  if (!suggestions?.length) return reason;
  return message('did_you_mean', locale, { suggestions }) + (locale === 'zh' ? '' : ' ') + reason;
}
