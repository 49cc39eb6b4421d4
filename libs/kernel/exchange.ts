import { serialize } from 'pg-protocol';
import pg, { type PoolClient, type QueryResultRow, type Submittable } from 'pg';

/** One statement of an exchange; without a name it is parsed anew each time. */
export interface Step {
  name: string | undefined;
  text: string;
  values: unknown[];
}

/** What `pg` hands a query of one's own: the connection, of which only the socket is needed. */
interface Wire {
  stream: { write(bytes: Buffer): void };
}

type Written = string | Buffer | null;

interface Rows {
  rows: QueryResultRow[];
  addFields(fields: unknown): void;
  parseRow(fields: unknown): QueryResultRow;
}
// Exported by the package, and missing from its types.
const { Result, utils } = pg as unknown as {
  Result: new (rowMode: undefined, types: typeof pg.types) => Rows;
  utils: { prepareValue(value: unknown): unknown };
};
const DESCRIBE = serialize.describe({ type: 'P', name: '' });
const EXECUTE = serialize.execute({ portal: '', rows: 0 });
const SYNC = serialize.sync();
const newRows = () => new Result(undefined, pg.types);

/** A failed exchange, with the rows of the steps before the one that failed. */
export class ExchangeError extends Error {
  constructor(
    override readonly cause: Error,
    readonly done: QueryResultRow[][],
  ) {
    super(cause.message);
  }
}

/**
 * Runs the steps in one transaction and one round trip: every message goes out at once, and a single Sync ends it.
 * PostgreSQL runs what comes before a Sync as one transaction, committed with it (protocol, «Pipelining»), so neither
 * BEGIN nor COMMIT is sent, and `set_config(…, true)` of the first step holds for the others.
 * @returns the rows of each step, once the transaction is committed
 * @throws {ExchangeError} when a step failed; then nothing of any step is kept
 */
export function exchange(client: PoolClient, steps: Step[]): Promise<QueryResultRow[][]> {
  return new Promise((resolve, reject) => {
    client.query(new Exchange(steps, resolve, reject));
  });
}

interface Known {
  text: string;
  as: string;
  ready: boolean;
}

/** Which statements a connection knows, by name; one whose parsing is in doubt gets another name on the wire. */
const prepared = new WeakMap<Wire, Map<string, Known>>();
let doubts = 0;

class Exchange implements Submittable {
  private readonly results: QueryResultRow[][] = [];
  private current = newRows();
  private readonly parsing: Known[] = [];

  constructor(
    private readonly steps: Step[],
    private readonly resolve: (results: QueryResultRow[][]) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: unknown): void {
    const wire = connection as Wire;
    // Values first: one that cannot be written must not leave half an exchange on the wire.
    const values = this.steps.map((step) => step.values.map((value) => utils.prepareValue(value) as Written));
    const messages = this.steps.flatMap((step, i) => {
      const known = this.known(wire, step);
      const parse = this.parse(step, known);
      return [...parse, serialize.bind({ statement: known?.as ?? '', values: values[i]! }), DESCRIBE, EXECUTE];
    });
    // one buffer and one system call, not a vector of a dozen small ones
    wire.stream.write(Buffer.concat([...messages, SYNC]));
  }

  /** What the connection knows of a named step. Another text under a name that is taken goes without: it must not get the first one's answer. */
  private known(wire: Wire, { name, text }: Step): Known | undefined {
    if (!name) return undefined;
    const names = prepared.get(wire) ?? new Map<string, Known>();
    prepared.set(wire, names);
    const known = names.get(name) ?? { text, as: name, ready: false };
    names.set(name, known);
    return known.text === text ? known : undefined;
  }

  /** @returns the Parse message, where the connection does not know the statement yet */
  private parse({ text }: Step, known: Known | undefined): Buffer[] {
    if (known?.ready || (known && this.parsing.includes(known))) return [];
    if (known) this.parsing.push(known);
    return [serialize.parse({ text, name: known?.as ?? '' })];
  }

  handleRowDescription(message: { fields: unknown }): void {
    this.current.addFields(message.fields);
  }

  handleDataRow(message: { fields: unknown }): void {
    this.current.rows.push(this.current.parseRow(message.fields));
  }

  handleCommandComplete(): void {
    this.results.push(this.current.rows);
    this.current = newRows();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handleError(error: Error): void {
    // Those before the failing step were parsed, the others not; which is not told. All get a new name.
    for (const statement of this.parsing) statement.as = `again-${(doubts += 1)}`;
    this.reject(new ExchangeError(error, this.results));
  }

  handleReadyForQuery(): void {
    for (const statement of this.parsing) statement.ready = true;
    this.resolve(this.results);
  }
}
