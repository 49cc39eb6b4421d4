import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, REACHES, readByAll, tracked } from './policies.js';

/** What proves who somebody is: the rules for passwords, second factors, sessions with a place and an agent, limits. */
export class SignIn1764000000012 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(rules);
    await q.query(credentials);
    await q.query(sessions);
    await q.query(limits);
  }

  async down(): Promise<void> {
    throw new Error('Credentials are not taken back: restore a backup instead.');
  }
}

// One row: the installation's rules, kept by the security administrator.
const rules = `
CREATE TABLE sign_in_policy (
  id uuid PRIMARY KEY,
  one boolean NOT NULL DEFAULT true UNIQUE CHECK (one),
  password_profile text NOT NULL DEFAULT 'dengbao' CHECK (password_profile IN ('dengbao', 'asvs')),
  second_factor text NOT NULL DEFAULT 'optional' CHECK (second_factor IN ('optional', 'administrators', 'everybody')),
  idle_minutes int NOT NULL DEFAULT 60 CHECK (idle_minutes BETWEEN 5 AND 720),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
${tracked('sign_in_policy', 'account', { versioned: true })}
${guard('sign_in_policy', { ...readByAll(), admin: { rows: 'true', can: 'SELECT, UPDATE' } })}
INSERT INTO sign_in_policy (id) VALUES (uuid_v7());
`;

const credentials = `
ALTER TABLE app_user
  ADD password_changed_at timestamptz NOT NULL DEFAULT now(),
  ADD failed_at timestamptz,
  ADD two_factor_since timestamptz;
GRANT SELECT (password_changed_at, two_factor_since) ON app_user TO reach_admin;

CREATE TABLE password_history (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX password_history_user ON password_history (user_id, id);
${guard('password_history', {})}

-- By whichever way a password changes, the old one is remembered and its age begins anew.
CREATE FUNCTION remember_password() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.password_changed_at := now();
  INSERT INTO password_history (id, user_id, password_hash) VALUES (uuid_v7(), OLD.id, OLD.password_hash);
  RETURN NEW;
END $$;
CREATE TRIGGER b_password BEFORE UPDATE OF password_hash ON app_user FOR EACH ROW
  WHEN (NEW.password_hash IS DISTINCT FROM OLD.password_hash AND OLD.password_hash LIKE '$argon2%') EXECUTE FUNCTION remember_password();

-- The secret is sealed with the installation's key; last_step is the newest code that was used, so that none is used twice.
CREATE TABLE second_factor (
  user_id uuid PRIMARY KEY REFERENCES app_user,
  secret bytea NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
${guard('second_factor', {})}
GRANT DELETE ON second_factor TO reach_system;

CREATE TABLE recovery_code (
  user_id uuid NOT NULL REFERENCES app_user,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);
${guard('recovery_code', {})}
GRANT DELETE ON recovery_code TO reach_system;

-- Who a provider (OpenID Connect) says somebody is.
CREATE TABLE user_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX user_identity_user ON user_identity (user_id, issuer);
${guard('user_identity', {})}
`;

// A restricted session may do nothing but what lifts the restriction: change the password, set up the second factor.
const sessions = `
ALTER TABLE session
  ADD method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'oidc')),
  ADD restricted text CHECK (restricted IN ('password', 'second_factor')),
  ADD confirmed_at timestamptz NOT NULL DEFAULT now(),
  ADD address inet,
  ADD agent text;
${REACHES.filter((reach) => reach !== 'system')
  .map(
    (reach) => `GRANT SELECT (id, user_id, position_id, method, created_at, seen_at, expires_at, revoked_at, address, agent) ON session TO reach_${reach};
    CREATE POLICY ${reach} ON session FOR SELECT TO reach_${reach} USING (${reach === 'admin' ? 'true' : 'user_id = (SELECT app_user_id())'});`,
  )
  .join('\n')}

ALTER TABLE sign_in_event
  DROP CONSTRAINT sign_in_event_outcome_check,
  ADD CONSTRAINT sign_in_event_outcome_check CHECK (outcome IN ('signed_in', 'wrong_password', 'wrong_code', 'locked', 'disabled',
    'unknown_user', 'signed_out', 'switched', 'confirmed', 'password_changed', 'second_factor_on', 'second_factor_off',
    'session_revoked', 'identity_linked', 'identity_unknown')),
  ADD by_user_id uuid REFERENCES app_user,
  ADD address inet,
  ADD agent text;
CREATE INDEX sign_in_event_at ON sign_in_event (id DESC);
${REACHES.filter((reach) => reach !== 'system' && reach !== 'admin')
  .map(
    (reach) => `GRANT SELECT ON sign_in_event TO reach_${reach};
    CREATE POLICY ${reach} ON sign_in_event FOR SELECT TO reach_${reach} USING (user_id = (SELECT app_user_id()));`,
  )
  .join('\n')}
`;

// Counted for all replicas together. A name that nobody has is counted and locked like one that somebody has, or the
// lock itself would tell them apart; it is kept as a hash, for people mistype their password into the name's field.
const limits = `
CREATE TABLE unknown_name (
  name_hash bytea PRIMARY KEY,
  failed_attempts int NOT NULL DEFAULT 0,
  failed_at timestamptz,
  locked_until timestamptz
);
${guard('unknown_name', {})}
GRANT DELETE ON unknown_name TO reach_system;

CREATE TABLE rate_limit (
  key text PRIMARY KEY,
  points int NOT NULL DEFAULT 0,
  expire bigint
);
${guard('rate_limit', {})}
GRANT DELETE ON rate_limit TO reach_system;
`;
