import type { Lexicon } from './lexicon.js';
import type { LedgerColumn, LedgerProblem } from './ledger-kind.js';
import { listOf, parseCount, parseDay, parsePercent } from './text.rules.js';

/** One row of a ledger as it is kept in the import: texts by column, and what is wrong with a cell before its meaning is asked. */
export interface LedgerRow {
  sheet: string;
  row: number;
  cells: Record<string, string>;
  /** By column; `*` is the row itself. */
  flaws: Record<string, string>;
  /** The columns that the sheet does not have: what is kept under them stays as it is. An empty cell empties. */
  absent: readonly string[];
}

const DAY_FORMS = ['2026-03-02', '2026/3/2', '2026年3月2日', '20260302'];

/** Reads one row cell by cell, and gathers everything that is wrong with it. */
export class RowReader {
  readonly problems: LedgerProblem[] = [];

  constructor(
    private readonly columns: ReadonlyMap<string, LedgerColumn>,
    private readonly row: LedgerRow,
  ) {
    for (const [key, code] of Object.entries(row.flaws)) {
      if (key === '*') this.problems.push({ severity: 'warning', column: '', value: '', code });
      // the number that Excel keeps of a long code is a number all right where a number is wanted
      else this.report('error', key, code);
    }
  }

  /** In the order of the columns, that of the row itself first. */
  get sorted(): LedgerProblem[] {
    const headers = [...this.columns.values()].map(({ header }) => header);
    return [...this.problems].sort((a, b) => headers.indexOf(a.column) - headers.indexOf(b.column));
  }

  get failed(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }

  report(severity: 'error' | 'warning', key: string, code: string, accepted?: string[], suggestions?: string[]): void {
    const { header } = this.columns.get(key)!;
    const hint = { ...(accepted && { accepted }), ...(suggestions?.length && { suggestions }) };
    this.problems.push({ severity, column: header, value: this.text(key), code, ...hint });
  }

  /** Whether the cell could not be taken as it stands; that is reported already. */
  flawed(key: string): boolean {
    return this.row.flaws[key] !== undefined;
  }

  text(key: string): string {
    return this.row.cells[key] ?? '';
  }

  optional(key: string, max = 2000): string | null {
    const text = this.text(key);
    if (text.length > max) this.report('error', key, 'too_long', [String(max)]);
    return text || null;
  }

  required(key: string, max = 2000): string {
    if (!this.text(key) && !this.row.flaws[key]) this.report('error', key, 'required');
    return this.optional(key, max) ?? '';
  }

  count(key: string): number | null {
    const text = this.text(key);
    if (!text || this.row.flaws[key]) return null;
    const count = parseCount(text);
    if (count === undefined) this.report('error', key, 'not_a_count');
    return count ?? null;
  }

  percent(key: string): number | null {
    const text = this.required(key);
    if (!text || this.row.flaws[key]) return null;
    const percent = parsePercent(text);
    if (percent === undefined) this.report('error', key, 'not_a_percentage');
    return percent ?? null;
  }

  day(key: string): string | null {
    const text = this.text(key);
    if (!text || this.row.flaws[key]) return null;
    const day = parseDay(text);
    if (!day) this.report('error', key, 'not_a_date', DAY_FORMS);
    return day ?? null;
  }

  /** What a word means; null where the cell is empty or means nothing known, which is reported. */
  word(key: string, words: Lexicon): string | null {
    const text = this.text(key);
    if (!text || this.row.flaws[key]) return null;
    const id = words.find(text);
    if (!id) this.report('error', key, 'not_accepted', words.labels, words.nearest(text));
    return id ?? null;
  }

  requiredWord(key: string, words: Lexicon): string | null {
    this.required(key);
    return this.word(key, words);
  }

  /** What each word of a list means. */
  words(key: string, words: Lexicon, code = 'not_accepted'): string[] {
    if (this.row.flaws[key]) return [];
    const names = listOf(this.text(key));
    const unknown = names.filter((name) => !words.find(name));
    if (unknown.length > 0) this.report('error', key, code, words.labels, [...new Set(unknown.flatMap((name) => words.nearest(name).slice(0, 1)))]);
    return [...new Set(names.flatMap((name) => words.find(name) ?? []))];
  }
}
