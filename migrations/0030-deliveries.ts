import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, sys, tracked } from './policies.js';

/** What leaves the house: to whom the system administrator lets it go, and each message of it, once. */
export class Deliveries1764000000030 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const part of [webhooks, deliveries, effects]) await q.query(part);
  }

  async down(): Promise<void> {
    throw new Error('What was sent is not taken back: restore a backup instead.');
  }
}

// The address of a group robot holds its key, so addresses are sealed (SECRET_KEY) together with the secrets; `shown` is what
// of the address may be read.
const webhooks = `
CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('webhook', 'wecom', 'dingtalk')),
  name text NOT NULL,
  shown text NOT NULL,
  sealed bytea NOT NULL,
  events text[] NOT NULL,
  language text NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en')),
  disabled_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
${tracked('webhook', 'account', { versioned: true, hidden: ['sealed'] })}
${guard('webhook', {
  admin: {
    rows: 'true',
    can: `SELECT (id, kind, name, shown, events, language, disabled_at, version, created_at, updated_at),
          INSERT (id, kind, name, shown, sealed, events, language), UPDATE (name, shown, sealed, events, language, disabled_at)`,
    writes: sys,
  },
})}
`;

// The effect itself: one row, one message. Its key is unique, so nothing is put here twice; its id goes out with it, so
// that whoever receives it twice, because a worker died between sending and noting it, can tell.
const deliveries = `
CREATE TABLE delivery (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  channel text NOT NULL CHECK (channel IN ('mail', 'webhook', 'wecom', 'dingtalk')),
  kind text NOT NULL,
  notification_id uuid REFERENCES notification,
  user_id uuid REFERENCES app_user,
  webhook_id uuid REFERENCES webhook,
  content jsonb NOT NULL DEFAULT '{}',
  urgent boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'merged', 'dropped')),
  -- the message that says it too
  merged_into uuid REFERENCES delivery,
  -- not before; null until the worker has asked the reader's choice and the calendar
  due_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  -- somebody is at it; who died leaves it to the next by then
  leased_until timestamptz,
  response int,
  error text,
  sent_at timestamptz,
  replays int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((channel = 'mail') = (user_id IS NOT NULL AND webhook_id IS NULL)),
  CHECK ((channel = 'mail') = (notification_id IS NOT NULL)),
  CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX delivery_unplanned ON delivery (id) WHERE state = 'waiting' AND due_at IS NULL;
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'waiting';
CREATE INDEX delivery_to_user ON delivery (user_id) WHERE state = 'waiting';
CREATE INDEX delivery_to_webhook ON delivery (webhook_id, id DESC);
CREATE INDEX delivery_pace ON delivery (webhook_id, attempted_at);
CREATE INDEX delivery_merged ON delivery (merged_into) WHERE merged_into IS NOT NULL;
CREATE TRIGGER a_bump BEFORE UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION bump_version();
-- The attempts are in the row itself; what an administrator did to it is for the trail.
CREATE TRIGGER z_audit AFTER UPDATE OF replays ON delivery FOR EACH ROW WHEN (NEW.replays <> OLD.replays)
  EXECUTE FUNCTION audit_row('account', '{content}');
${guard('delivery', {
  // how it went, and nothing of what was said; a person's mail is nobody else's
  admin: {
    rows: 'webhook_id IS NOT NULL',
    can: `SELECT (id, channel, kind, webhook_id, urgent, state, merged_into, due_at, attempts, attempted_at, response, error, sent_at, replays, version, created_at, updated_at),
          INSERT (id, key, channel, kind, webhook_id, due_at), UPDATE (state, due_at, attempts, leased_until, error, response, sent_at, replays)`,
    writes: `webhook_id IS NOT NULL AND ${sys}`,
  },
})}
`;

// In the transaction of the notice, by whichever statement it came, and as little as can be: whoever assigns ten tasks to five
// hundred pilots does not wait for what is told outside. The worker takes it from here (libs/notify/deliveries.ts). Without a
// reference to the notice, which nobody may delete.
const effects = `
CREATE TABLE notice_outbox (notification_id uuid PRIMARY KEY);
${guard('notice_outbox', {})}
GRANT DELETE ON notice_outbox TO reach_system;

CREATE FUNCTION queue_notices() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO notice_outbox SELECT id FROM added;
  PERFORM pg_notify('changes', 'deliveries');
  RETURN NULL;
END $$;
CREATE TRIGGER queue_notices AFTER INSERT ON notification REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION queue_notices();

CREATE FUNCTION announce_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', 'deliveries');
  RETURN NULL;
END $$;
CREATE TRIGGER announce_replay AFTER UPDATE OF replays ON delivery FOR EACH ROW WHEN (NEW.replays <> OLD.replays)
  EXECUTE FUNCTION announce_deliveries();
`;
