import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, REACHES, readByAll, tracked } from './policies.js';

/** Regions, organisations, users, positions and sessions; and what belongs to a person: settings, retries, notices, days. */
export class People1764000000002 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(people);
    await q.query(housekeeping);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

const ownOrNotAUnit = (mine: string) => `kind <> 'pilot_unit' OR ${mine}`;

const people = `
CREATE TABLE region (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL UNIQUE,
  name_en text NOT NULL,
  level text NOT NULL,
  parent_id uuid REFERENCES region,
  protocol_order int NOT NULL,
  pinyin text NOT NULL
);
${guard('region', readByAll())}

CREATE TABLE organisation (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  short_name text NOT NULL,
  name_en text,
  kind text NOT NULL CHECK (kind IN ('provincial_union', 'territorial_union', 'department', 'pilot_unit')),
  parent_id uuid REFERENCES organisation,
  region_id uuid NOT NULL REFERENCES region,
  protocol_order int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisation_region ON organisation (region_id);
${tracked('organisation', 'account', { versioned: true })}
${guard('organisation', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: {
    rows: ownOrNotAUnit('region_id = (SELECT app_scope())'),
    can: 'SELECT, INSERT, UPDATE',
    writes: "kind = 'pilot_unit' AND region_id = (SELECT app_scope())",
  },
  department: { rows: ownOrNotAUnit('false'), can: 'SELECT' },
  unit: { rows: ownOrNotAUnit('id = (SELECT app_scope())'), can: 'SELECT' },
  inspector: { rows: ownOrNotAUnit('false'), can: 'SELECT' },
  admin: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
})}

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  failed_attempts int NOT NULL DEFAULT 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
${tracked('app_user', 'account', { versioned: true })}
${guard('app_user', {
  ...readByAll('id = (SELECT app_user_id())'),
  admin: {
    rows: 'true',
    can: 'SELECT (id, username, name, failed_attempts, locked_until, disabled_at, is_demo, version, created_at, updated_at)',
  },
})}

CREATE TABLE position (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  organisation_id uuid NOT NULL REFERENCES organisation,
  role text NOT NULL,
  revoked_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, organisation_id, role)
);
CREATE INDEX position_organisation ON position (organisation_id, role);
${tracked('position', 'account', { versioned: true })}
${guard('position', { ...readByAll('user_id = (SELECT app_user_id())'), admin: { rows: 'true', can: 'SELECT' } })}

CREATE TABLE session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES app_user,
  position_id uuid NOT NULL REFERENCES position,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_of_position ON session (position_id);
${guard('session', {})}
-- The door itself checks, in the actor's own transaction, that the session still stands.
GRANT SELECT (id, position_id, expires_at, revoked_at) ON session TO changai_app;
CREATE POLICY door ON session FOR SELECT TO changai_app USING (true);

-- Whoever loses an account or a position loses the sessions made with it, in the same transaction.
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'app_user' THEN
    UPDATE session SET revoked_at = now() WHERE user_id = NEW.id AND revoked_at IS NULL;
  ELSE
    UPDATE session SET revoked_at = now() WHERE position_id = NEW.id AND revoked_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER end_sessions AFTER UPDATE OF disabled_at, password_hash ON app_user FOR EACH ROW
  WHEN (NEW.disabled_at IS NOT NULL OR NEW.password_hash <> OLD.password_hash) EXECUTE FUNCTION end_sessions();
CREATE TRIGGER end_sessions AFTER UPDATE OF revoked_at, role, organisation_id ON position FOR EACH ROW
  EXECUTE FUNCTION end_sessions();

CREATE TABLE sign_in_event (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  user_id uuid REFERENCES app_user,
  outcome text NOT NULL CHECK (outcome IN ('signed_in', 'wrong_password', 'locked', 'disabled', 'unknown_user', 'signed_out', 'switched'))
);
CREATE INDEX sign_in_event_user ON sign_in_event (user_id, at);
${guard('sign_in_event', { admin: { rows: 'true', can: 'SELECT' } })}
`;

const housekeeping = `
CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  source text NOT NULL
);
${guard('setting', readByAll())}

CREATE TABLE idempotency_key (
  user_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status int NOT NULL,
  body jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
${guard(
  'idempotency_key',
  Object.fromEntries(
    REACHES.filter((r) => r !== 'system').map((r) => [
      r,
      { rows: 'user_id = (SELECT app_user_id())', can: 'SELECT, INSERT, UPDATE' },
    ]),
  ),
)}

-- Keys are forgotten after two days; nothing else is ever deleted by the application.
GRANT DELETE ON idempotency_key TO reach_system;

CREATE TABLE notification (
  id uuid PRIMARY KEY,
  position_id uuid NOT NULL REFERENCES position,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  read_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notification_inbox ON notification (position_id, id DESC);
${guard('notification', readByAll('position_id = (SELECT app_position_id())'))}
${REACHES.filter((r) => r !== 'system' && r !== 'admin')
  .map((r) => `GRANT UPDATE (read_at) ON notification TO reach_${r};`)
  .join('\n')}

-- A notice belongs to whoever is to read it, so whoever causes it may write but not see it: through this one function.
CREATE FUNCTION notify_positions(organisation uuid, roles text[], kind text, subject_type text, subject_id uuid, data jsonb)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO notification (id, position_id, kind, subject_type, subject_id, data)
  SELECT uuid_v7(), p.id, $3, $4, $5, $6 FROM position p
  WHERE p.organisation_id = $1 AND p.role = ANY ($2) AND p.revoked_at IS NULL
$$;

REVOKE EXECUTE ON FUNCTION notify_positions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notify_positions TO ${REACHES.filter((r) => r !== 'admin').map((r) => `reach_${r}`).join(', ')};

CREATE TABLE calendar_day (
  calendar_version int NOT NULL,
  day date NOT NULL,
  working boolean NOT NULL,
  name text,
  provisional boolean NOT NULL DEFAULT false,
  -- working days from the version's first day up to and with this one: a difference of two counts the working days between
  ordinal int NOT NULL,
  PRIMARY KEY (calendar_version, day)
);
CREATE UNIQUE INDEX calendar_day_ordinal ON calendar_day (calendar_version, ordinal) WHERE working;
${guard('calendar_day', readByAll())}
`;
