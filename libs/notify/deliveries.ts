import type { EntityManager } from 'typeorm';
import { Calendar } from '../calendar/index.js';
import { addDays, systemActor, type Clock, type Db, type Locale } from '../kernel/index.js';
import { dueAt, GATHER_SECONDS, GROUP_CHOICE, localTime, pauseAfter, type Choice } from './delivery-time.rules.js';
import { ROBOT_PER_MINUTE } from './signing.js';

export type Channel = 'mail' | 'webhook' | 'wecom' | 'dingtalk';
export const isRobot = (channel: Channel): boolean => channel === 'wecom' || channel === 'dingtalk';

/** A message that this process, and no other, is about to send. */
export interface Claimed {
  /** Stable: the same whenever it goes out again. */
  id: string;
  channel: Channel;
  kind: string;
  attempts: number;
  createdAt: Date;
  content: Record<string, unknown>;
  /** Itself and what was merged into it, oldest first; of a mail the notices that are still unread. */
  parts: { kind: string; data: Record<string, unknown>; subjectType: string; subjectId: string }[];
  /** Of a mail; null when its reader is gone, or wants none any more. */
  email: string | null;
  language: Locale;
  /** Sealed address and secret of a webhook or robot; null when it was disabled. */
  sealed: Buffer | null;
}

/** How an attempt ended. `away`: nobody answered, so it says nothing about the message and is tried until somebody does. */
export type Outcome =
  | { result: 'sent'; response?: number }
  | { result: 'dropped'; error: string }
  | { result: 'refused'; error: string; response?: number }
  | { result: 'failed' | 'away'; error: string; response?: number; pauseMs?: number };

const AWAY_PAUSE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** How far ahead the calendar is asked; past its last year weekends are rest days. */
const CALENDAR_DAYS = 40;

// What was noticed becomes messages: a mail to each reader who wants one, an event to each webhook and robot that is told of the
// kind. An event says what happened to which row, not to whom, nor what was written there: one for all who were told in one
// organisation at once. However the batches fall, the keys are the same.
const QUEUE = {
  name: 'delivery.queue',
  text: `WITH taken AS (
      DELETE FROM notice_outbox WHERE notification_id IN (SELECT o.notification_id FROM notice_outbox o ORDER BY 1 LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING notification_id
    ), added AS (
      SELECT n.*, p.user_id, p.organisation_id FROM taken t JOIN notification n ON n.id = t.notification_id JOIN position p ON p.id = n.position_id
    ), mails AS (
      INSERT INTO delivery (id, key, channel, kind, notification_id, user_id, urgent)
      SELECT uuid_v7(), 'mail:' || n.id, 'mail', n.kind, n.id, n.user_id, n.urgent
      FROM added n JOIN notification_preference f ON f.user_id = n.user_id AND f.email IS NOT NULL AND f.mail <> 'off' AND NOT n.kind = ANY (f.muted)
      ON CONFLICT (key) DO NOTHING
    ), events AS (
      INSERT INTO delivery (id, key, channel, kind, webhook_id, urgent, content)
      SELECT uuid_v7(), 'event:' || e.hash || ':' || w.id, w.kind, e.kind, w.id, e.urgent, e.content
      FROM (
        SELECT md5(concat_ws('|', n.kind, n.subject_type, n.subject_id, n.data, n.organisation_id, n.created_at)) AS hash, n.kind, bool_or(n.urgent) AS urgent,
               jsonb_build_object('subjectType', n.subject_type, 'subjectId', n.subject_id, 'no', n.data -> 'no', 'dueOn', n.data -> 'dueOn', 'at', n.created_at) AS content
        FROM added n GROUP BY n.kind, n.subject_type, n.subject_id, n.data, n.organisation_id, n.created_at
      ) e JOIN webhook w ON w.disabled_at IS NULL AND e.kind = ANY (w.events)
      ON CONFLICT (key) DO NOTHING
    ) SELECT count(*)::int AS n FROM taken`,
};

const UNPLANNED = `SELECT d.id, d.channel, d.urgent, f.mail, left(f.digest_at::text, 5) AS "digestAt", left(f.quiet_from::text, 5) AS "quietFrom",
    left(f.quiet_until::text, 5) AS "quietUntil", f.on_rest_days AS "onRestDays"
  FROM delivery d LEFT JOIN notification_preference f ON f.user_id = d.user_id
  WHERE d.state = 'waiting' AND d.due_at IS NULL ORDER BY d.id LIMIT $1 FOR UPDATE OF d SKIP LOCKED`;

const DUE = `SELECT id FROM delivery WHERE state = 'waiting' AND due_at <= $1 AND (leased_until IS NULL OR leased_until < clock_timestamp())
  AND channel = ANY ($3) ORDER BY due_at LIMIT $2`;

const CLAIM = `SELECT id, channel, user_id AS "userId", webhook_id AS "webhookId", attempts FROM delivery
  WHERE id = $1 AND state = 'waiting' AND due_at <= $2 AND (leased_until IS NULL OR leased_until < clock_timestamp()) FOR UPDATE SKIP LOCKED`;

const WAITING_BESIDE = `state = 'waiting' AND attempts = 0 AND due_at <= $2 AND id <> $1
  AND (user_id = $3 OR webhook_id = $4)`;

/** The rows of what leaves the house: when each is due, who is at it, how it ended. Nothing here talks to the network. */
export class Deliveries {
  private readonly calendar: Calendar;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    /** How long an attempt may take before another process takes the message for left behind. */
    private readonly leaseSeconds: number,
  ) {
    this.calendar = new Calendar(db, clock);
  }

  /** Makes messages of what was noticed since. @returns of how many notices */
  async queue(limit = 500): Promise<number> {
    const [row] = await this.db.write<{ n: number }>(systemActor('delivery.queue'), QUEUE, [limit]);
    return row!.n;
  }

  /** Gives what is new its time. @returns how many */
  async plan(limit = 500): Promise<number> {
    const [unplanned] = await this.db.read(systemActor('delivery.plan'), { name: 'delivery.unplanned', text: `SELECT FROM delivery WHERE state = 'waiting' AND due_at IS NULL LIMIT 1` });
    if (!unplanned) return 0;
    const isWorking = await this.workingDays();
    return this.db.as(systemActor('delivery.plan'), async (em) => {
      const rows: ({ id: string; channel: Channel; urgent: boolean } & Choice)[] = await em.query(UNPLANNED, [limit]);
      const planned = rows.map(({ id, channel, urgent, ...own }) => ({ id, due: this.dueAt(channel, urgent, own, isWorking) }));
      if (planned.length > 0) {
        await em.query('UPDATE delivery d SET due_at = p.due FROM jsonb_to_recordset($1::jsonb) p(id uuid, due timestamptz) WHERE d.id = p.id', [JSON.stringify(planned)]);
      }
      return planned.length;
    });
  }

  /** @returns the ids of what may go out now by the channels named */
  async due(channels: readonly Channel[], limit = 500): Promise<string[]> {
    const rows = await this.db.read<{ id: string }>(systemActor('delivery.due'), { name: 'delivery.due', text: DUE }, [this.clock.now(), limit, channels]);
    return rows.map(({ id }) => id);
  }

  /** Takes one message over, with what waits beside it for the same reader. @returns undefined when it is somebody else's, done, or has to wait */
  async claim(id: string): Promise<Claimed | undefined> {
    const now = this.clock.now();
    return this.db.as(systemActor('delivery.claim'), async (em) => {
      const [row]: { id: string; channel: Channel; userId: string | null; webhookId: string | null; attempts: number }[] = await em.query(CLAIM, [id, now]);
      if (!row) return undefined;
      const beside = [row.id, now, row.userId, row.webhookId];
      if (isRobot(row.channel) && !(await this.mayPost(em, row, beside, now))) return undefined;
      // Once it was tried it may have arrived, and must not say more under the same id.
      if (row.channel === 'mail' && row.attempts === 0) await merge(em, beside);
      await em.query(
        `UPDATE delivery SET attempts = attempts + 1, attempted_at = $2, leased_until = clock_timestamp() + make_interval(secs => $3) WHERE id = $1`,
        [row.id, now, this.leaseSeconds],
      );
      return { ...(await contentOf(em, row.id)), attempts: row.attempts + 1 };
    });
  }

  /** Notes how an attempt ended, if it is still ours to say. */
  async settle({ id, attempts }: Pick<Claimed, 'id' | 'attempts'>, outcome: Outcome): Promise<void> {
    const now = this.clock.now();
    const { state, due } = after(outcome, attempts, now);
    const error = 'error' in outcome ? outcome.error.slice(0, 100) : null;
    const response = 'response' in outcome ? (outcome.response ?? null) : null;
    const again = outcome.result === 'away' ? 1 : 0;
    await this.db.write(
      systemActor('delivery.settle'),
      {
        name: 'delivery.settle',
        text: `UPDATE delivery SET state = $3, due_at = coalesce($4, due_at), sent_at = CASE WHEN $3 = 'sent' THEN $5::timestamptz END, error = $6, response = $7,
                 leased_until = NULL, attempts = CASE WHEN $8 = 1 THEN greatest(attempts - 1, 1) ELSE attempts END
               WHERE id = $1 AND attempts = $2 AND state = 'waiting' AND leased_until IS NOT NULL`,
      },
      [id, attempts, state, due, now, error, response, again],
    );
  }

  private dueAt(channel: Channel, urgent: boolean, own: Choice, isWorking: (day: string) => boolean): Date {
    const now = this.clock.now();
    if (channel === 'webhook') return now; // programs do not sleep
    if (isRobot(channel)) return dueAt(now, GROUP_CHOICE, urgent, isWorking);
    const due = dueAt(now, own, urgent, isWorking);
    return urgent || own.mail === 'digest' || due > now ? due : new Date(now.getTime() + GATHER_SECONDS * 1000);
  }

  /** Robots take so many a minute: while there is room, one message each; beyond it, one for all that wait. */
  private async mayPost(em: EntityManager, row: { attempts: number; webhookId: string | null }, beside: unknown[], now: Date): Promise<boolean> {
    await em.query('SELECT FROM webhook WHERE id = $1 FOR NO KEY UPDATE', [row.webhookId]);
    const since = new Date(now.getTime() - MINUTE_MS);
    const [{ used, oldest }] = await em.query('SELECT count(*)::int AS used, min(attempted_at) AS oldest FROM delivery WHERE webhook_id = $1 AND attempted_at > $2', [row.webhookId, since]);
    const room = ROBOT_PER_MINUTE - used;
    if (room <= 0) {
      const due = new Date((oldest as Date).getTime() + MINUTE_MS + 1);
      await em.query(`UPDATE delivery SET due_at = $2 WHERE webhook_id = $1 AND state = 'waiting' AND due_at <= $3`, [row.webhookId, due, now]);
      return false;
    }
    const [{ n }] = await em.query(`SELECT count(*)::int AS n FROM delivery WHERE ${WAITING_BESIDE}`, beside);
    if (n >= room && row.attempts === 0) await merge(em, beside);
    return true;
  }

  private async workingDays(): Promise<(day: string) => boolean> {
    const from = localTime(this.clock.now()).day;
    const { items } = await this.calendar.workingDays(systemActor('delivery.plan'), { from, to: addDays(from, CALENDAR_DAYS) });
    const known = new Map(items.map(({ day, working }) => [day, working]));
    return (day) => known.get(day) ?? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  }
}

/** What waits beside it goes out with it. Whoever is at one of them already keeps it. */
async function merge(em: EntityManager, beside: unknown[]): Promise<void> {
  await em.query(
    `UPDATE delivery SET state = 'merged', merged_into = $1 WHERE id IN (
       SELECT id FROM delivery WHERE ${WAITING_BESIDE} AND leased_until IS NULL FOR UPDATE SKIP LOCKED)`,
    beside,
  );
}

const CONTENT = `SELECT d.id, d.channel, d.kind, d.content, d.created_at AS "createdAt", coalesce(f.language, w.language) AS language,
    CASE WHEN u.disabled_at IS NULL AND f.mail <> 'off' THEN f.email END AS email, CASE WHEN w.disabled_at IS NULL THEN w.sealed END AS sealed
  FROM delivery d LEFT JOIN notification_preference f ON f.user_id = d.user_id LEFT JOIN app_user u ON u.id = d.user_id LEFT JOIN webhook w ON w.id = d.webhook_id
  WHERE d.id = $1`;
// What was read in the inbox meanwhile is no news, and what was handed over is somebody else's.
const PARTS = `SELECT d.kind, coalesce(n.data, d.content) AS data, coalesce(n.subject_type, d.content ->> 'subjectType') AS "subjectType",
    coalesce(n.subject_id::text, d.content ->> 'subjectId') AS "subjectId"
  FROM delivery d LEFT JOIN notification n ON n.id = d.notification_id LEFT JOIN position p ON p.id = n.position_id
  WHERE (d.id = $1 OR d.merged_into = $1)
    AND (n.id IS NULL OR (n.read_at IS NULL AND p.user_id = d.user_id AND position_stands(p.revoked_at, p.valid_from, p.valid_until))) ORDER BY d.id`;

async function contentOf(em: EntityManager, id: string): Promise<Omit<Claimed, 'attempts'>> {
  const [row]: Omit<Claimed, 'attempts' | 'parts'>[] = await em.query(CONTENT, [id]);
  const parts: Claimed['parts'] = await em.query(PARTS, [id]);
  return { ...row!, parts };
}

function after(outcome: Outcome, attempts: number, now: Date): { state: string; due: Date | null } {
  if (outcome.result === 'sent' || outcome.result === 'dropped') return { state: outcome.result, due: null };
  if (outcome.result === 'refused') return { state: 'failed', due: null };
  const pause = outcome.pauseMs ?? (outcome.result === 'away' ? AWAY_PAUSE_MS : pauseAfter(attempts));
  return pause === null ? { state: 'failed', due: null } : { state: 'waiting', due: new Date(now.getTime() + pause) };
}
