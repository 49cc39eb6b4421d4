import type { EntityManager } from 'typeorm';
import type { Actor, Locale } from '../kernel/index.js';
import type { LedgerRow, RowReader } from './row-reader.js';

/** A column of a ledger: what it holds, the office's own header, and the other headers under which offices send it. */
export interface LedgerColumn {
  key: string;
  header: string;
  synonyms?: readonly string[];
  required?: true;
  /** Holds a list of words. */
  many?: true;
  /** Kept long: wider in a template. */
  long?: true;
  /** For the sample row of a template. */
  sample?: string;
}

export interface LedgerProblem {
  severity: 'error' | 'warning';
  /** The column's header as the office names it. */
  column: string;
  value: string;
  code: string;
  accepted?: string[];
  suggestions?: string[];
}

export type Outcome = 'create' | 'update' | 'unchanged' | 'error';

/** What is kept already of the things that a ledger names. */
export interface Known {
  /** By the record's key: what it says now, in the record's own terms. */
  records: Map<string, object>;
  /** Which subjects exist, and what is kept of each: a row about one of them updates, another creates. */
  subjects: Map<string, object>;
}

/** A row to be written. */
export interface KeptRow<R> {
  id: string;
  record: R;
}

/** What writing a row left behind, so that it can be taken back: rows it created, and how it found the others. */
export interface Trace {
  created: string[];
  undo: object;
}
export interface TracedRow {
  id: string;
  sheet: string;
  row: number;
  undo: Record<string, unknown>;
}

/**
 * What one domain says of its ledger. The engine reads, previews, marks, commits and takes back; it knows no domain.
 * `R` is a row as the domain takes it, names resolved to ids; `X` what names can mean.
 */
export interface LedgerKind<R extends object = object, X = unknown> {
  readonly name: string;
  readonly title: Record<Locale, string>;
  readonly columns: readonly LedgerColumn[];
  /** The columns that make a row a header; all of them must be named. */
  readonly marks: readonly string[];
  /** The column that a repeated row is told at. */
  readonly keyColumn: string;
  /** Column key → the record's field that holds it, where a sheet without the column leaves it as it is. */
  readonly fields: Readonly<Record<string, string>>;
  /** What names can mean; of a domain too large to hold, only what `rows` name. */
  references(em: EntityManager, actor: Actor, rows: readonly LedgerRow[]): Promise<X>;
  /** Columns with drop-downs in the template → what they accept. */
  options(references: X): Record<string, string[]>;
  /** @returns the record where no problem reported to the reader is an error */
  check(row: RowReader, references: X): R | undefined;
  /** Two rows with one key say the same thing twice. */
  keyOf(record: R): string;
  subjectOf(record: R): string;
  known(em: EntityManager, actor: Actor, records: R[]): Promise<Known>;
  /** Writes the rows; `isSample` marks synthetic data. @returns the traces by row id */
  write(em: EntityManager, actor: Actor, rows: KeptRow<R>[], options: { isSample: boolean }): Promise<Map<string, Trace>>;
  /** Takes rows back. @returns those that were changed since, with nothing of them taken back */
  takeBack(em: EntityManager, actor: Actor, rows: TracedRow[]): Promise<TracedRow[]>;
}
