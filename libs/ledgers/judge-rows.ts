import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/index.js';
import type { ImportCounts } from './ledger.dto.js';
import type { LedgerKind, LedgerProblem, Outcome } from './ledger-kind.js';
import { columnsByKey } from './ledger-kinds.js';
import { RowReader, type LedgerRow } from './row-reader.js';
import { tidy } from './text.rules.js';

export interface JudgedRow extends LedgerRow {
  outcome: Outcome;
  problems: LedgerProblem[];
  /** What the row would write; empty where it has an error. */
  values: object;
  key: string | null;
}

/** Says what each row would do. `taken` has the keys of earlier rows, and gets those of these. */
export async function judgeRows(
  em: EntityManager, actor: Actor, kind: LedgerKind<object, unknown>, references: unknown, rows: readonly LedgerRow[], taken: Set<string>,
): Promise<JudgedRow[]> {
  const columns = columnsByKey(kind);
  const checked = rows.map((row) => {
    const reader = new RowReader(columns, row);
    const record = kind.check(reader, references);
    return { row, reader, record: reader.failed ? undefined : record };
  });
  const known = await kind.known(em, actor, checked.flatMap(({ record }) => record ?? []));
  return checked.map(({ row, reader, record }) => {
    const judged = { ...row, problems: reader.sorted };
    if (!record) return { ...judged, outcome: 'error', values: {}, key: null };
    const key = kind.keyOf(record);
    if (taken.has(key)) {
      reader.report('error', kind.keyColumn, 'repeated');
      return { ...judged, problems: reader.sorted, outcome: 'error', values: {}, key };
    }
    taken.add(key);
    const is = known.records.get(key);
    const subject = known.subjects.get(kind.subjectOf(record));
    const values = withKept(record, (is ?? subject) as Fields | undefined, row, kind.fields);
    const outcome = is && canonical(is) === canonical(values) ? 'unchanged' : subject ? 'update' : 'create';
    return { ...judged, outcome, values, key };
  });
}

type Fields = Record<string, unknown>;

/** The record with what is kept under the columns that its sheet does not have. */
function withKept(record: object, kept: Fields | undefined, row: LedgerRow, fields: Readonly<Record<string, string>>): object {
  const absent = kept ? row.absent.filter((column) => fields[column] && !row.cells[column]) : [];
  return { ...record, ...Object.fromEntries(absent.map((column) => [fields[column]!, kept![fields[column]!]])) };
}

/** Equal for records that say the same, whatever the order of names and lists, or the width of their letters. */
function canonical(record: object): string {
  const plain = (value: unknown): unknown =>
    typeof value === 'string' ? tidy(value).normalize('NFKC') || null : Array.isArray(value) ? value.map(plain).sort() : (value ?? null);
  const entries = Object.entries(record).map(([key, value]) => [key, plain(value)] as const);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const COUNT = `SELECT count(*) FILTER (WHERE outcome = 'create')::int AS create, count(*) FILTER (WHERE outcome = 'update')::int AS update,
  count(*) FILTER (WHERE outcome = 'unchanged')::int AS unchanged, count(*) FILTER (WHERE outcome = 'error')::int AS error,
  count(*) FILTER (WHERE problems @> '[{"severity": "warning"}]')::int AS warning
  FROM ledger_import_row WHERE import_id = $1`;

export async function countRows(em: EntityManager, importId: string): Promise<ImportCounts> {
  const [counts] = (await em.query(COUNT, [importId])) as ImportCounts[];
  return counts!;
}
