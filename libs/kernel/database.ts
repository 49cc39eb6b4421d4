import { Inject, Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { exchange, ExchangeError } from './exchange.js';
import { unauthenticated } from './problems.js';

/** Hand-written SQL with a name: PostgreSQL parses and plans it once per connection and reach. */
export interface Statement {
  /** Short and unique; `undefined` where there are too many variants to keep. */
  name: string | undefined;
  text: string;
}

/** A key that was used before: the interceptor answers from what was stored. */
export class AlreadyDone extends Error {}

/** Carries an answer out of the transaction that is rolled back. */
class TriedOut extends Error {
  constructor(readonly answer: unknown) {
    super('only tried out');
  }
}

// `set_config(…, true)` lasts until the transaction ends. No row comes back, and so nothing is set, when the session
// has ended meanwhile, or its role's permissions are no longer those that the actor comes with: whatever follows then runs as the login, which may see no business table.
const SETTINGS = `set_config('role', $1, true), set_config('app.scope', $2, true), set_config('app.user', $3, true),
  set_config('app.position', $4, true), set_config('app.today', $5, true), set_config('app.trace', $6, true),
  set_config('app.action', $7, true), set_config('transaction_read_only', $8, true)`;
const ENTER: Statement = {
  name: 'enter',
  text: `SELECT ${SETTINGS} FROM session s
         WHERE s.id = $9 AND s.position_id = $10 AND s.revoked_at IS NULL AND s.expires_at > now() AND s.rights = $11`,
};
const ENTER_SYSTEM: Statement = { name: 'enter-system', text: `SELECT ${SETTINGS}` };

const REMEMBER = `INSERT INTO idempotency_key (user_id, key, request_hash, status) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING key`;
const REMEMBER_BODY = `UPDATE idempotency_key SET body = $3 WHERE user_id = $1 AND key = $2`;

/** The one data door: nothing else gives a connection, and it gives none without an actor. */
@Injectable()
export class Db {
  private readonly listeners: ((sessionId: string) => void)[] = [];
  private readonly refusals: ((actor: Actor, error: unknown) => Promise<void>)[] = [];

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Tells whoever remembers what a session stands for that the door refused it. */
  onSessionEnded(listener: (sessionId: string) => void): void {
    this.listeners.push(listener);
  }

  /** Tells whoever keeps the record that the database itself refused an act. What was tried is rolled back by then. */
  onRefused(listener: (actor: Actor, error: unknown) => Promise<void>): void {
    this.refusals.push(listener);
  }

  /** Runs `work` in one transaction as the actor. For a retried POST, its answer is kept in the same transaction. */
  async as<T>(actor: Actor, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    let failure: unknown;
    try {
      await runner.startTransaction();
      const [enter, values] = this.enter(actor);
      const entered = await runner.query(enter.text, values);
      if (entered.length === 0) throw this.ended(actor);
      const retry = actor.idempotency;
      if (retry) await rememberRequest(runner.manager, actor);
      const answer = await work(runner.manager);
      if (retry) {
        await runner.query(REMEMBER_BODY, [actor.userId, retry.key, JSON.stringify(answer ?? null)]);
        actor.idempotency = undefined; // one writing transaction a request
      }
      await runner.commitTransaction();
      return answer;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      failure = error;
      throw error;
    } finally {
      await runner.release();
      await this.tellRefused(actor, failure);
    }
  }

  /** Does `work` and takes it back: what it would come to, without its having come to it. */
  async tryOut<T>(actor: Actor, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const tried = async (em: EntityManager): Promise<never> => {
      throw new TriedOut(await work(em));
    };
    return this.as({ ...actor, idempotency: undefined }, tried).catch((error: unknown) => {
      if (error instanceof TriedOut) return error.answer as T;
      throw error;
    });
  }

  /** One read as the actor: role, session check and query in one transaction and one round trip. */
  async read<R extends QueryResultRow>(actor: Actor, statement: Statement, values: unknown[] = []): Promise<R[]> {
    const [rows] = await this.readAll<[R]>(actor, [statement, values]);
    return rows;
  }

  /** Several reads as the actor, likewise. */
  async readAll<Rows extends QueryResultRow[]>(
    actor: Actor,
    ...reads: { [K in keyof Rows]: [Statement, unknown[]] }
  ): Promise<{ [K in keyof Rows]: Rows[K][] }> {
    return this.run(actor, reads as [Statement, unknown[]][]) as Promise<{ [K in keyof Rows]: Rows[K][] }>;
  }

  /** One writing statement (data-modifying CTEs) as the actor; resolves when it is committed. */
  async write<R extends QueryResultRow>(actor: Actor, statement: Statement, values: unknown[]): Promise<R[]> {
    const [rows] = await this.run(actor, [[statement, values]]);
    return rows as R[];
  }

  /** Whether the database answers; says nothing about any row. */
  async isAnswering(): Promise<boolean> {
    return this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  private async run(actor: Actor, work: [Statement, unknown[]][]): Promise<QueryResultRow[][]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    let failure: unknown;
    try {
      const steps = [this.enter(actor), ...work].map(([statement, values]) => ({ ...statement, name: nameFor(statement, actor), values }));
      const [entered, ...results] = await exchange(client, steps);
      if (entered!.length === 0) throw this.ended(actor);
      return results;
    } catch (error) {
      const { cause, done } = error instanceof ExchangeError ? error : { cause: error, done: [] };
      if (connectionLost(cause)) broken = cause as Error;
      // Nobody was let in: what failed after that failed for want of a role.
      if (done[0]?.length === 0) throw this.ended(actor);
      failure = cause;
      throw cause;
    } finally {
      client.release(broken);
      await this.tellRefused(actor, failure);
    }
  }

  // After the connection is given back: the record takes one of its own, and the pool may be small.
  private async tellRefused(actor: Actor, failure: unknown): Promise<void> {
    if (actor.sessionId === null || !refusedByDatabase(failure)) return;
    for (const tell of this.refusals) await tell(actor, failure);
  }

  private ended(actor: Actor): Error {
    for (const tell of this.listeners) tell(actor.sessionId!);
    return unauthenticated('session_ended');
  }

  private enter(actor: Actor): [Statement, unknown[]] {
    const settings = [
      `reach_${actor.reach}`,
      actor.scope ?? '',
      actor.userId ?? '',
      actor.positionId ?? '',
      this.clock.today(),
      actor.traceId,
      actor.action,
      actor.readOnly ? 'on' : 'off',
    ];
    if (actor.sessionId === null) return [ENTER_SYSTEM, settings];
    return [ENTER, [...settings, actor.sessionId, actor.positionId, actor.rights]];
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}

// Under row-level security a plan belongs to the role it was made for, so the name carries the reach.
const nameFor = ({ name }: Statement, actor: Actor) => name && `${name}:${actor.reach}`;

async function rememberRequest(em: EntityManager, actor: Actor): Promise<void> {
  const { key, requestHash, status } = actor.idempotency!;
  // Waits for a twin that is under way; then it is either ours to do, or done.
  const [mine] = await em.query(REMEMBER, [actor.userId, key, requestHash, status]);
  if (!mine) throw new AlreadyDone();
}

/** 42501: no privilege, or a row that the policy does not admit; 23514: a rule that the database holds. */
const refusedByDatabase = (error: unknown) => {
  const { code, driverError } = (error ?? {}) as { code?: string; driverError?: { code?: string } };
  return ['42501', '23514'].includes(driverError?.code ?? code ?? '');
};

const connectionLost = (error: unknown) =>
  error instanceof Error && /terminat|ECONN|closed|not queryable/i.test(`${error.message} ${(error as { code?: string }).code ?? ''}`);

