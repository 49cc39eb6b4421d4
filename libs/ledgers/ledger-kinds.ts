import { Injectable } from '@nestjs/common';
import type { LedgerColumn, LedgerKind } from './ledger-kind.js';

/** The ledgers of all domains, by name. Each domain brings its own. */
@Injectable()
export class LedgerKinds {
  private readonly kinds = new Map<string, LedgerKind<object, unknown>>();

  bring<R extends object, X>(kind: LedgerKind<R, X>): void {
    this.kinds.set(kind.name, kind as unknown as LedgerKind<object, unknown>);
  }

  get(name: string): LedgerKind<object, unknown> {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No module brings the ledger ${name}.`);
    return kind;
  }
}

export const columnsByKey = (kind: LedgerKind<object, unknown>): ReadonlyMap<string, LedgerColumn> =>
  new Map(kind.columns.map((column) => [column.key, column]));
