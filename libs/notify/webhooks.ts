import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { beyondReach, Conditions, conflict, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, ENVIRONMENT, invalid, newId, notFound, Sealer, stale, type Actor, type Environment } from '../kernel/index.js';
import type { Sealed } from './courier.js';
import { TEST_KIND } from './message.rules.js';
import { outboundPolicy, shownUrl, wrongWithUrl } from './outbound.rules.js';
import type { ChangeWebhookIn, MadeWebhook, MakeWebhookIn, WebhookOut, WebhookPage, WebhookQuery, WebhookTransitionIn } from './webhook.dto.js';

type Row = Omit<WebhookOut, 'abilities'>;

const count = (state: string) => `(SELECT count(*)::int FROM delivery d WHERE d.webhook_id = w.id AND d.state = '${state}')`;
const COLUMNS = `w.id, w.version, w.kind, w.name, w.shown AS url, w.events, w.language, CASE WHEN w.disabled_at IS NULL THEN 'active' ELSE 'disabled' END AS state,
  ${count('waiting')} AS waiting, ${count('failed')} AS failed, (SELECT max(d.sent_at) FROM delivery d WHERE d.webhook_id = w.id) AS "lastSentAt",
  w.created_at AS "createdAt", w.updated_at AS "updatedAt"`;
const ONE = `SELECT ${COLUMNS} FROM webhook w WHERE w.id = $1`;

/** To which programs and groups it is told that something happened; the system administrator's, who sees none of it. */
@Injectable()
export class Webhooks {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: WebhookQuery): Promise<WebhookPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'w.id < $::uuid', ...after);
    const [rows, [total]] = await this.db.readAll<[Row & Record<string, unknown>, { n: number }]>(
      actor,
      [{ name: undefined, text: `SELECT ${COLUMNS} FROM webhook w WHERE ${where.sql} ORDER BY w.id DESC LIMIT ${limit + 1}` }, where.values],
      [{ name: 'webhooks.total', text: 'SELECT count(*)::int AS n FROM webhook' }, []],
    );
    const items = rows.slice(0, limit).map(shown);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: total!.n };
  }

  async detail(actor: Actor, id: string): Promise<WebhookOut> {
    const [row] = await this.db.read<Row & Record<string, unknown>>(actor, { name: 'webhook', text: ONE }, [id]);
    if (!row) throw notFound();
    return shown(row);
  }

  /** @returns the secret of a webhook, this once; so no answer is kept for a retry. @throws 422 for an address that it may not send to */
  async make(actor: Actor, input: MakeWebhookIn): Promise<MadeWebhook> {
    this.refuseUrl(input.url);
    const secret = input.kind === 'webhook' ? `whsec_${randomBytes(32).toString('base64')}` : null;
    return this.db.as({ ...actor, idempotency: undefined }, async (em) => {
      const id = newId();
      await em.query(
        'INSERT INTO webhook (id, kind, name, shown, sealed, events, language) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [id, input.kind, input.name, shownUrl(input.url), this.seal(input.url, secret ?? input.secret), input.events, input.language ?? 'zh'],
      );
      return { webhook: await one(em, id), secret };
    });
  }

  /** A new address of a robot comes with its key; a webhook keeps its secret, a DingTalk robot too. @throws 412, 422 */
  async change(actor: Actor, id: string, version: number, input: ChangeWebhookIn): Promise<WebhookOut> {
    if (input.url) this.refuseUrl(input.url);
    const kept = input.url ? await this.secretOf(actor, id) : undefined;
    return this.db.as(actor, async (em) => {
      const before = await one(em, id);
      if (before.version !== version) throw stale(before.version);
      const { url, name, events, language } = input;
      const [, n]: [unknown, number] = await em.query(
        `UPDATE webhook SET name = coalesce($3, name), events = coalesce($4, events), language = coalesce($5, language)${url ? ', shown = $6, sealed = $7' : ''}
         WHERE id = $1 AND version = $2`,
        [id, version, name ?? null, events ?? null, language ?? null, ...(url ? [shownUrl(url), this.seal(url, kept)] : [])],
      );
      if (n === 0) throw stale((await one(em, id)).version);
      return one(em, id);
    });
  }

  /** @throws 409 for a test of one that is disabled */
  async transition(actor: Actor, id: string, version: number, { action }: WebhookTransitionIn): Promise<WebhookOut> {
    return this.db.as(actor, async (em) => {
      const before = await one(em, id);
      if (before.version !== version) throw stale(before.version);
      if (action === 'test') {
        if (before.state === 'disabled') throw conflict('webhook_disabled');
        const test = newId();
        await em.query('INSERT INTO delivery (id, key, channel, kind, webhook_id, due_at) VALUES ($1, $2, $3, $4, $5, NULL)', [test, `test:${test}`, before.kind, TEST_KIND, id]);
        await em.query(`SELECT pg_notify('changes', 'deliveries')`);
      } else {
        await em.query(`UPDATE webhook SET disabled_at = CASE WHEN $2 = 'disable' THEN coalesce(disabled_at, now()) END WHERE id = $1`, [id, action]);
      }
      return one(em, id);
    });
  }

  private refuseUrl(url: string): void {
    const code = wrongWithUrl(url, outboundPolicy(this.environment.demo, process.env['OUTBOUND_ALLOW']));
    if (code) throw invalid([{ pointer: '/url', code }]);
  }

  private seal(url: string, secret: string | null | undefined): Buffer {
    return this.sealer.seal(JSON.stringify({ url, ...(secret && { secret }) } satisfies Sealed));
  }

  /** Sealed columns are out of an administrator's reach; what is read here does not leave this class. */
  private async secretOf(actor: Actor, id: string): Promise<string | undefined> {
    const [row] = await this.db.read<{ sealed: Buffer }>(beyondReach(actor), { name: 'webhook.sealed', text: 'SELECT sealed FROM webhook WHERE id = $1' }, [id]);
    const opened = row && this.sealer.open(row.sealed);
    return opened ? (JSON.parse(opened) as Sealed).secret : undefined;
  }
}

async function one(em: EntityManager, id: string): Promise<WebhookOut> {
  const [row]: Row[] = await em.query(ONE, [id]);
  if (!row) throw notFound();
  return shown(row);
}

const shown = (row: Row): WebhookOut => ({ ...row, abilities: row.state === 'active' ? ['change', 'disable', 'test'] : ['change', 'enable'] });
