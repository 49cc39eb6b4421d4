import { badRequest } from './problems.js';

export const DEFAULT_LIMIT = 50;

/** `total` is exact, and counts what this actor may see. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
}

/** A keyset cursor is the last row's sort values and id, and the order they belong to. */
export function encodeCursor(order: string, values: unknown[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** @returns the sort values of the last row, or undefined for the first page. Another order's cursor is refused. */
export function decodeCursor(cursor: string | undefined, order: string, length: number): unknown[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [made, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const plain = values.every((v) => v === null || ['string', 'number'].includes(typeof v));
    if (made === order && values.length === length && plain) return values;
  } catch {
    // falls through to the one refusal
  }
  throw badRequest('bad_cursor', [{ pointer: 'cursor', code: 'bad_cursor' }]);
}

/** PostgreSQL cuts names at 63 characters, and the reach comes behind. */
const LONGEST_NAME = 50;

/** The WHERE of one list: conditions with their parameters, in the order they were named. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];
  private readonly keys: string[] = [];

  /**
   * @param sql a condition in which every bare `$` is the next of `values` (`$1` is the list's own first parameter);
   *   skipped when the first value is undefined
   */
  add(key: string, sql: string, ...values: unknown[]): this {
    if (values.length > 0 && values[0] === undefined) return this;
    let next = 0;
    this.parts.push(sql.replace(/\$(?!\d)/g, () => `$${this.param(values[next++])}`));
    this.keys.push(key);
    return this;
  }

  /** Any of the conditions that `chosen` names; they take no values, so the statement's name says which they are. */
  addAny(key: string, conditions: Record<string, string>, chosen: string[] | undefined): this {
    if (!chosen) return this;
    const names = [...new Set(chosen)].sort();
    this.parts.push(`(${names.map((name) => conditions[name]).join(' OR ')})`);
    this.keys.push(`${key}-${names.join('-')}`);
    return this;
  }

  /** Takes a value and @returns its parameter's number. */
  param(value: unknown): number {
    this.values.push(value);
    return this.values.length;
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }

  /** Names a list's statement by its conditions. A combination or a page size too rare to keep a plan for has no name. */
  name(list: string, limit = DEFAULT_LIMIT): string | undefined {
    const name = [list, ...this.keys].join('+');
    return this.keys.length <= 4 && limit === DEFAULT_LIMIT && name.length <= LONGEST_NAME ? name : undefined;
  }

  /** The same parameters, with no condition yet: for what another part of the statement asks. */
  only(): Conditions {
    const next = new Conditions();
    next.values.push(...this.values);
    return next;
  }

  copy(): Conditions {
    const twin = new Conditions();
    twin.values.push(...this.values);
    twin.parts.push(...this.parts);
    twin.keys.push(...this.keys);
    return twin;
  }
}

/** Repeated query parameters («any of») arrive as one string or as several. */
export const toArray = ({ value }: { value: unknown }): unknown =>
  value === undefined ? undefined : Array.isArray(value) ? value : [value];

/** Text for LIKE, with its wildcards taken literally. */
export const likePattern = (q: string): string => `%${q.trim().toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
