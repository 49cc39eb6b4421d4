import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, REACHES, tracked } from './policies.js';

/** How a person wants to be told outside of the console, and which notices cannot wait. */
export class NotificationPreferences1764000000029 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const part of [urgency, trail, preferences]) await q.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Addresses that people gave are not taken back: restore a backup instead.');
  }
}

// A release before this one calls it with six arguments, and finds it.
const urgency = `
ALTER TABLE notification ADD COLUMN urgent boolean NOT NULL DEFAULT false;
DROP FUNCTION notify_positions(uuid, text[], text, text, uuid, jsonb);
CREATE FUNCTION notify_positions(organisation uuid, roles text[], kind text, subject_type text, subject_id uuid, data jsonb, urgent boolean DEFAULT false)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO notification (id, position_id, kind, subject_type, subject_id, data, urgent)
  SELECT uuid_v7(), p.id, $3, $4, $5, $6, $7 FROM position p
  WHERE p.organisation_id = $1 AND p.role = ANY ($2) AND p.revoked_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION notify_positions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notify_positions TO ${REACHES.filter((r) => r !== 'admin').map((r) => `reach_${r}`).join(', ')};
`;

// As before, but a table may name columns of which the trail says only that they changed.
const trail = `
-- A light's two dates follow from what is in the trail already: an entry for each would say nothing that the others do not.
CREATE OR REPLACE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  hidden CONSTANT text[] := ARRAY['password_hash', 'token_hash', 'search_text', 'updated_at', 'yellow_from', 'red_from'] || coalesce(TG_ARGV[1]::text[], '{}');
  kind CONSTANT text := TG_ARGV[0];
  was jsonb;
  now_is jsonb;
  row_is jsonb;
  names text[];
BEGIN
  IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD) - hidden; END IF;
  IF TG_OP <> 'DELETE' THEN now_is := to_jsonb(NEW) - hidden; END IF;
  row_is := coalesce(now_is, was);
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(n.key), jsonb_object_agg(n.key, was -> n.key), jsonb_object_agg(n.key, n.value)
      INTO names, was, now_is
      FROM jsonb_each(now_is) n WHERE n.value IS DISTINCT FROM was -> n.key;
    IF names IS NULL OR names = ARRAY['version'] THEN
      -- Nothing moved, or only a hidden column: that a password changed is worth an entry; what it was is not.
      IF kind = 'business' OR to_jsonb(NEW) - ARRAY['version', 'updated_at'] = to_jsonb(OLD) - ARRAY['version', 'updated_at']
        THEN RETURN NULL; END IF;
      names := ARRAY['secret'];
    END IF;
  ELSE
    names := ARRAY(SELECT jsonb_object_keys(coalesce(now_is, was)));
  END IF;
  INSERT INTO audit_entry (user_id, position_id, reach, action, op, kind, subject_type, subject_id, region_id,
                           trace_id, changed, before, after, account_before, account_after)
  VALUES (app_user_id(), app_position_id(), coalesce(nullif(current_setting('role', true), 'none'), session_user),
          coalesce(nullif(current_setting('app.action', true), ''), 'direct'), lower(TG_OP), kind, TG_TABLE_NAME,
          (row_is ->> 'id')::uuid, (row_is ->> 'region_id')::uuid,
          nullif(current_setting('app.trace', true), ''), names,
          CASE WHEN kind = 'business' THEN was END, CASE WHEN kind = 'business' THEN now_is END,
          CASE WHEN kind = 'account' THEN was END, CASE WHEN kind = 'account' THEN now_is END);
  RETURN NULL;
END $$;
`;

// One's own, whatever the position. An address is used once its owner has typed the code that was sent to it: notices
// must not go to a stranger's box, nor a stranger be written to. Without an address nothing leaves the house.
const mine = 'user_id = (SELECT app_user_id())';
const choices = 'mail, digest_at, quiet_from, quiet_until, on_rest_days, muted, language';
const preferences = `
CREATE TABLE notification_preference (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL UNIQUE REFERENCES app_user,
  email text,
  mail text NOT NULL DEFAULT 'digest' CHECK (mail IN ('off', 'each', 'digest')),
  digest_at time NOT NULL DEFAULT '08:30',
  -- both null: no quiet hours; from later than until: over midnight
  quiet_from time DEFAULT '20:00',
  quiet_until time DEFAULT '07:30',
  on_rest_days boolean NOT NULL DEFAULT false,
  -- kinds of notices that are only for the inbox
  muted text[] NOT NULL DEFAULT '{}',
  language text NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en')),
  email_wanted text,
  code_hash bytea,
  code_sent_at timestamptz,
  code_tries int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);
${tracked('notification_preference', 'account', { versioned: true, hidden: ['email', 'email_wanted', 'code_hash', 'code_sent_at', 'code_tries'] })}
${guard(
  'notification_preference',
  Object.fromEntries(
    REACHES.filter((r) => r !== 'system').map((r) => [
      r,
      {
        rows: mine,
        can: `SELECT (id, user_id, email, email_wanted, ${choices}, version, created_at, updated_at), INSERT (id, user_id, ${choices}), UPDATE (${choices})`,
      },
    ]),
  ),
)}
`;
