import { pinyin } from 'pinyin-pro';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { another, guard, readByAll, sec, sys } from './policies.js';

/**
 * Accounts that an office can run: end dates, deputies, positions for a time, and the three separated administrators (三员)
 * held apart by the database itself. What they hand out and decide is in 0018.
 */
export class Accounts1764000000011 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(columns);
    await fillIn(q);
    for (const part of [rules, separation, endings]) await q.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Accounts are not taken back: restore a backup instead.');
  }
}

/** What rows of before get in the new columns; no change of anybody's, so neither a version nor an audit entry. */
async function fillIn(q: QueryRunner): Promise<void> {
  const users: { id: string; username: string; name: string }[] = await q.query('SELECT id, username, name FROM app_user');
  const found = users.map(({ id, username, name }) => {
    const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
    return { id, text: [name, username, syllables.join(''), syllables.map((s) => s[0] ?? '').join('')].join(' ').toLowerCase() };
  });
  for (const table of ['app_user', 'position']) await q.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await q.query('UPDATE app_user u SET search_text = r.text FROM jsonb_to_recordset($1::jsonb) r(id uuid, text text) WHERE r.id = u.id', [JSON.stringify(found)]);
  await q.query(`UPDATE position SET valid_from = (created_at AT TIME ZONE 'Asia/Shanghai')::date`);
  for (const table of ['app_user', 'position']) await q.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

const columns = `
-- A hash of nothing: well-formed, of random bytes, so that a password is compared against it as long as against any other.
CREATE FUNCTION unusable_password() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT '$argon2id$v=19$m=19456,t=2,p=1$' || rtrim(encode(uuid_send(gen_random_uuid()), 'base64'), '=') || '$'
    || rtrim(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64'), '=')
$$;

ALTER TABLE app_user
  ALTER COLUMN password_hash SET DEFAULT unusable_password(),
  ADD COLUMN search_text text NOT NULL DEFAULT '',
  -- the work telephone, to hand an invitation over; nothing private
  ADD COLUMN phone_work text,
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN disabled_reason text,
  -- null: invited, no password of the person's own yet
  ADD COLUMN activated_at timestamptz DEFAULT now();
CREATE INDEX app_user_search ON app_user USING gin (search_text gin_trgm_ops);

ALTER TABLE position
  ADD COLUMN valid_from date NOT NULL DEFAULT (now() AT TIME ZONE 'Asia/Shanghai')::date,
  ADD COLUMN valid_until date,
  -- 代理: acts in this position's organisation and role for a time
  ADD COLUMN deputy_of uuid REFERENCES position,
  -- 移交: whose position it has become
  ADD COLUMN succeeded_by uuid REFERENCES position,
  ADD COLUMN reason text,
  ADD CHECK (valid_until >= valid_from),
  ADD CHECK (deputy_of IS NULL OR valid_until IS NOT NULL);
CREATE INDEX position_deputies ON position (deputy_of) WHERE deputy_of IS NOT NULL;

ALTER TABLE organisation ADD COLUMN closed_at timestamptz;
CREATE INDEX organisation_parent ON organisation (parent_id);

-- The day of the door's clock does not decide who may act: that is the database's own, as for sessions.
CREATE FUNCTION position_stands(revoked_at timestamptz, valid_from date, valid_until date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN revoked_at IS NULL AND valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
     AND (valid_until IS NULL OR valid_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date);
`;

// Written from libs/identity at every start (apps/cli/migrate.ts), as the machines' transitions are.
const rules = `
CREATE TABLE role_rule (
  role text PRIMARY KEY,
  administrator boolean NOT NULL,
  organisation_kinds text[] NOT NULL,
  least text[] NOT NULL,
  most text[] NOT NULL
);
${guard('role_rule', readByAll())}

-- The role of the position acted in, for the policies of what only one of the three administrators may write.
CREATE FUNCTION acting_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.role FROM position p
  WHERE p.id = app_position_id() AND p.user_id = app_user_id() AND position_stands(p.revoked_at, p.valid_from, p.valid_until)
$$;
REVOKE EXECUTE ON FUNCTION acting_role FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_role TO reach_admin;
`;

// Who writes what: the system administrator accounts and organisations, the security administrator power, and neither for
// itself. All three read everything of it.
const separation = `
DROP POLICY admin ON app_user;
CREATE POLICY admin ON app_user TO reach_admin USING (true) WITH CHECK (${sys} AND ${another('id')});
GRANT SELECT (search_text, phone_work, expires_at, activated_at, disabled_reason),
      INSERT (id, username, name, search_text, phone_work, expires_at, activated_at),
      UPDATE (name, search_text, phone_work, expires_at, disabled_at, disabled_reason, locked_until, failed_attempts) ON app_user TO reach_admin;

DROP POLICY admin ON position;
CREATE POLICY admin ON position TO reach_admin USING (true) WITH CHECK (${sec} AND ${another('user_id')});
GRANT INSERT (id, user_id, organisation_id, role, valid_from, valid_until, deputy_of, reason),
      UPDATE (revoked_at, valid_from, valid_until, deputy_of, succeeded_by, reason) ON position TO reach_admin;

-- A pilot unit's organisation belongs to the register.
DROP POLICY admin ON organisation;
CREATE POLICY admin ON organisation TO reach_admin USING (true) WITH CHECK (${sys} AND kind <> 'pilot_unit');

-- A role fits its kind of organisation; nobody holds two of the three, nor one of them beside a business role.
CREATE FUNCTION guard_position() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rule role_rule;
  at organisation;
BEGIN
  -- the policy says so too, but only after this trigger: power comes before form
  IF current_setting('role', true) = 'reach_admin' AND (acting_role() IS DISTINCT FROM 'sec_admin' OR NEW.user_id = app_user_id()) THEN
    RAISE EXCEPTION 'no administrator gives itself a position' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.revoked_at IS NOT NULL THEN RETURN NEW; END IF;
  SELECT * INTO rule FROM role_rule r WHERE r.role = NEW.role;
  SELECT * INTO at FROM organisation o WHERE o.id = NEW.organisation_id FOR SHARE;
  IF rule.role IS NULL OR NOT at.kind = ANY (rule.organisation_kinds) THEN
    RAISE EXCEPTION 'the role % does not fit a %', NEW.role, at.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'role_fits_organisation';
  END IF;
  IF at.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'the organisation is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_closed';
  END IF;
  -- two grants at once must see each other
  PERFORM FROM app_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM position o JOIN role_rule r ON r.role = o.role
             WHERE o.user_id = NEW.user_id AND o.id <> NEW.id AND o.role <> NEW.role AND o.revoked_at IS NULL
               AND (o.valid_until IS NULL OR o.valid_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
               AND (r.administrator OR rule.administrator)) THEN
    RAISE EXCEPTION 'the three administrators are separated' USING ERRCODE = 'check_violation', CONSTRAINT = 'separated_administrators';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_guard BEFORE INSERT OR UPDATE ON position FOR EACH ROW EXECUTE FUNCTION guard_position();

CREATE FUNCTION guard_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM position p WHERE p.organisation_id = NEW.id AND p.revoked_at IS NULL)
     OR EXISTS (SELECT FROM organisation o WHERE o.parent_id = NEW.id AND o.closed_at IS NULL AND o.id <> NEW.id) THEN
    RAISE EXCEPTION 'somebody still holds a position there' USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_in_use';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_closing BEFORE UPDATE OF closed_at ON organisation FOR EACH ROW
  WHEN (NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL) EXECUTE FUNCTION guard_closing();

-- Each of the three kinds keeps one who stays: not disabled, without an end date.
CREATE FUNCTION keep_administrators() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lost text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('keep_administrators'));
  SELECT p.role INTO lost FROM position p JOIN role_rule r ON r.role = p.role
  WHERE r.administrator
    AND CASE TG_TABLE_NAME WHEN 'app_user' THEN p.user_id = NEW.id AND p.revoked_at IS NULL AND p.valid_until IS NULL ELSE p.id = NEW.id END
    AND NOT EXISTS (SELECT FROM position o JOIN app_user u ON u.id = o.user_id
                    WHERE o.role = p.role AND o.revoked_at IS NULL AND o.valid_until IS NULL AND u.disabled_at IS NULL AND u.expires_at IS NULL)
  LIMIT 1;
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'the last %', lost USING ERRCODE = 'check_violation', CONSTRAINT = 'last_administrator';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_administrators AFTER UPDATE OF disabled_at, expires_at ON app_user FOR EACH ROW
  WHEN (OLD.disabled_at IS NULL AND OLD.expires_at IS NULL AND (NEW.disabled_at IS NOT NULL OR NEW.expires_at IS NOT NULL))
  EXECUTE FUNCTION keep_administrators();
CREATE TRIGGER keep_administrators AFTER UPDATE OF revoked_at, valid_until ON position FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL AND OLD.valid_until IS NULL AND (NEW.revoked_at IS NOT NULL OR NEW.valid_until IS NOT NULL))
  EXECUTE FUNCTION keep_administrators();
`;

// What ends takes its sessions with it, from the next request on every replica (ADR 5).
const endings = `
ALTER TABLE session ADD COLUMN rights int NOT NULL DEFAULT 1;
GRANT SELECT (rights) ON session TO changai_app;

CREATE FUNCTION session_limit(who uuid, acting uuid) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least(u.expires_at, (p.valid_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') FROM app_user u, position p WHERE u.id = who AND p.id = acting
$$;
REVOKE EXECUTE ON FUNCTION session_limit FROM PUBLIC;

-- Nobody gets a session for an account or a position that is not in force, whichever way it is asked for.
CREATE FUNCTION limit_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM app_user u WHERE u.id = NEW.user_id AND u.disabled_at IS NULL AND u.activated_at IS NOT NULL AND (u.expires_at IS NULL OR u.expires_at > now());
    IF NOT FOUND THEN RAISE EXCEPTION 'the account is not in force' USING ERRCODE = 'invalid_authorization_specification'; END IF;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.position_id <> OLD.position_id THEN
    PERFORM FROM position p WHERE p.id = NEW.position_id AND p.user_id = NEW.user_id AND position_stands(p.revoked_at, p.valid_from, p.valid_until);
    IF NOT FOUND THEN RAISE EXCEPTION 'the position is not in force' USING ERRCODE = 'check_violation', CONSTRAINT = 'position_not_in_force'; END IF;
  END IF;
  NEW.expires_at := least(NEW.expires_at, session_limit(NEW.user_id, NEW.position_id));
  RETURN NEW;
END $$;
CREATE TRIGGER limit_session BEFORE INSERT OR UPDATE OF position_id, expires_at ON session FOR EACH ROW EXECUTE FUNCTION limit_session();

CREATE FUNCTION cut_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE session s SET expires_at = least(s.expires_at, session_limit(s.user_id, s.position_id))
  WHERE (CASE TG_TABLE_NAME WHEN 'app_user' THEN s.user_id ELSE s.position_id END) = NEW.id AND s.revoked_at IS NULL AND s.expires_at > now();
  RETURN NULL;
END $$;
CREATE TRIGGER cut_sessions AFTER UPDATE OF expires_at ON app_user FOR EACH ROW
  WHEN (NEW.expires_at IS DISTINCT FROM OLD.expires_at) EXECUTE FUNCTION cut_sessions();
CREATE TRIGGER cut_sessions AFTER UPDATE OF valid_until ON position FOR EACH ROW
  WHEN (NEW.valid_until IS DISTINCT FROM OLD.valid_until) EXECUTE FUNCTION cut_sessions();

-- No borrowed power outlives its source.
CREATE FUNCTION end_deputies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE position SET revoked_at = NEW.revoked_at WHERE deputy_of = NEW.id AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER end_deputies AFTER UPDATE OF revoked_at ON position FOR EACH ROW
  WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL) EXECUTE FUNCTION end_deputies();
`;
