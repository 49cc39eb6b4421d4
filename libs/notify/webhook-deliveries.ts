import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Conditions, conflict, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, notFound, stale, type Actor } from '../kernel/index.js';
import type { DeliveryOut, DeliveryPage, DeliveryQuery } from './webhook.dto.js';

type Row = Omit<DeliveryOut, 'abilities'>;

const COLUMNS = `id, version, kind, state, merged_into AS "mergedInto", urgent, due_at AS "dueAt", attempts, attempted_at AS "attemptedAt", response, error,
  sent_at AS "sentAt", replays, created_at AS "createdAt", updated_at AS "updatedAt"`;
const REPLAYABLE = ['sent', 'failed'];

/** What went out to a webhook or a robot, and how it ended. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first. @throws 404 */
  async list(actor: Actor, webhookId: string, query: DeliveryQuery): Promise<DeliveryPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('webhook', 'webhook_id = $', webhookId).add('state', 'state = ANY ($)', query.state);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'id < $::uuid', ...after);
    const [[webhook], rows, [count]] = await this.db.readAll<[{ id: string }, Row & Record<string, unknown>, { n: number }]>(
      actor,
      [{ name: 'webhook.there', text: 'SELECT id FROM webhook WHERE id = $1' }, [webhookId]],
      [{ name: where.name('deliveries', limit), text: `SELECT ${COLUMNS} FROM delivery WHERE ${where.sql} ORDER BY id DESC LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('deliveries.total'), text: `SELECT count(*)::int AS n FROM delivery WHERE ${total.sql}` }, total.values],
    );
    if (!webhook) throw notFound();
    const items = rows.slice(0, limit).map(shown);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }

  /** Sends it again under the same id, so that a receiver that has it can tell. @throws 409 for what is still on its way, 412 */
  async replay(actor: Actor, id: string, version: number): Promise<DeliveryOut> {
    return this.db.as(actor, async (em) => {
      const before = await one(em, id);
      if (before.version !== version) throw stale(before.version);
      if (!REPLAYABLE.includes(before.state)) throw conflict('nothing_to_replay');
      await em.query(
        `UPDATE delivery SET state = 'waiting', due_at = $2, sent_at = NULL, error = NULL, response = NULL, attempts = 0, leased_until = NULL, replays = replays + 1 WHERE id = $1`,
        [id, this.clock.now()],
      );
      return one(em, id);
    });
  }
}

async function one(em: EntityManager, id: string): Promise<DeliveryOut> {
  const [row]: Row[] = await em.query(`SELECT ${COLUMNS} FROM delivery WHERE id = $1`, [id]);
  if (!row) throw notFound();
  return shown(row);
}

const shown = (row: Row): DeliveryOut => ({ ...row, abilities: REPLAYABLE.includes(row.state) ? ['replay'] : [] });
