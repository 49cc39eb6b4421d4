import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, REACHES, readByAll } from './policies.js';

/** Roles of the data door, who the actor is, the state machines' guard, and the audit trail. */
export class Foundation1764000000001 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(roles);
    await q.query(door);
    await q.query(audit);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

// Roles belong to the cluster, not to the database: another database of the same server may have made them.
const roles = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DO $$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['changai_app', ${REACHES.map((r) => `'reach_${r}'`).join(', ')}] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOINHERIT NOBYPASSRLS', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another replica was quicker
      END;
    END IF;
  END LOOP;
END $$;
${REACHES.map((r) => `GRANT reach_${r} TO changai_app;`).join('\n')}
GRANT USAGE ON SCHEMA public TO changai_app, ${REACHES.map((r) => `reach_${r}`).join(', ')};
`;

// The actor is what the door set for this transaction; unset, every policy compares with null and no row is seen.
const door = `
CREATE FUNCTION app_scope() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.scope', true), '')::uuid;
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user', true), '')::uuid;
CREATE FUNCTION app_position_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.position', true), '')::uuid;
CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('app.today', true), '')::date, (now() AT TIME ZONE 'Asia/Shanghai')::date);

-- RFC 9562 version 7, for rows that the database itself makes (PostgreSQL has its own only from 18).
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid
$$;

CREATE FUNCTION bump_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE TABLE workflow_transition (
  machine text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  PRIMARY KEY (machine, from_state, to_state)
);
${guard('workflow_transition', readByAll())}

CREATE FUNCTION guard_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM workflow_transition t
                 WHERE t.machine = TG_ARGV[0] AND t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE EXCEPTION '% has no transition from % to %', TG_ARGV[0], OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'workflow_transition';
  END IF;
  RETURN NEW;
END $$;
`;

// Append-only: no role of the application may update or delete an entry. The chain is laid over it in its own table.
const audit = `
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  user_id uuid,
  position_id uuid,
  reach text NOT NULL,
  action text NOT NULL,
  op text NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  kind text NOT NULL CHECK (kind IN ('business', 'account')),
  subject_type text NOT NULL,
  subject_id uuid,
  region_id uuid,
  trace_id text,
  changed text[] NOT NULL,
  before jsonb,
  after jsonb,
  account_before jsonb,
  account_after jsonb
);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, id);
CREATE INDEX audit_entry_user ON audit_entry (user_id, id);

CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  hidden CONSTANT text[] := ARRAY['password_hash', 'token_hash', 'search_text', 'updated_at'];
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

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE audit_seal (
  entry_id bigint PRIMARY KEY REFERENCES audit_entry,
  position bigint NOT NULL UNIQUE,
  hash bytea NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

${guard('audit_entry', {
  system: { rows: 'true', can: 'SELECT' },
  province: { rows: "kind = 'business'", can: 'SELECT' },
  city: { rows: "kind = 'business' AND region_id = (SELECT app_scope())", can: 'SELECT' },
  // The audit administrator reads who did what to which row, and of accounts also what changed: no business content.
  admin: {
    rows: 'true',
    can: `SELECT (id, at, user_id, position_id, reach, action, op, kind, subject_type, subject_id, region_id,
          trace_id, changed, account_before, account_after)`,
  },
})}
${guard('audit_seal', { system: { rows: 'true', can: 'SELECT, INSERT' }, admin: { rows: 'true', can: 'SELECT' } })}
`;
