import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, tracked } from './policies.js';

/** The register through time: how a unit was on any day, what became of it, and which look-alikes were told apart. */
export class RegisterHistory1764000000009 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(lives);
    await q.query(versions);
    await q.query(acts);
    await q.query(alike);
  }

  async down(): Promise<void> {
    throw new Error('History is not taken back: restore a backup instead.');
  }
}

const lives = `
ALTER TABLE pilot_unit
  ADD status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'merged', 'closed')),
  ADD merged_into_id uuid REFERENCES pilot_unit,
  ADD parent_id uuid REFERENCES pilot_unit,
  ADD CONSTRAINT pilot_unit_merged CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)),
  ADD CONSTRAINT pilot_unit_not_itself CHECK (parent_id <> id AND merged_into_id <> id);
CREATE INDEX pilot_unit_parent ON pilot_unit (parent_id) WHERE parent_id IS NOT NULL;

CREATE FUNCTION parents_make_a_tree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT u.id, u.parent_id FROM pilot_unit u WHERE u.id = NEW.parent_id
      UNION SELECT u.id, u.parent_id FROM pilot_unit u JOIN above a ON u.id = a.parent_id)
    SELECT FROM above WHERE id = NEW.id) THEN
    RAISE EXCEPTION 'a unit is not above itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'pilot_unit_tree';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_tree BEFORE INSERT OR UPDATE OF parent_id ON pilot_unit FOR EACH ROW
  WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION parents_make_a_tree();
`;

// region_id is where the unit is now, for the policies; where it was stands in the facts.
const versions = `
CREATE TABLE pilot_unit_version (
  id uuid PRIMARY KEY,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  valid_from date NOT NULL,
  -- the first day it no longer holds; null: it holds now
  valid_to date CHECK (valid_to > valid_from),
  facts jsonb NOT NULL,
  position_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- a unit that only a ledger brought goes with it, when that ledger is undone
  FOREIGN KEY (pilot_unit_id, region_id) REFERENCES pilot_unit (id, region_id) ON UPDATE CASCADE ON DELETE CASCADE,
  UNIQUE (pilot_unit_id, valid_from)
);
CREATE INDEX pilot_unit_version_days ON pilot_unit_version (valid_from, valid_to);
${guard('pilot_unit_version', {
  province: { rows: 'true', can: 'SELECT' },
  city: { rows: 'region_id = (SELECT app_scope())', can: 'SELECT' },
  department: { rows: 'EXISTS (SELECT FROM pilot_unit u WHERE u.id = pilot_unit_id)', can: 'SELECT' },
  unit: { rows: 'pilot_unit_id = (SELECT app_scope())', can: 'SELECT' },
  inspector: { rows: 'EXISTS (SELECT FROM pilot_unit u WHERE u.id = pilot_unit_id)', can: 'SELECT' },
})}

-- A change holds from today, or from the day that the act names (app.effective_on). One that holds from an earlier day
-- is laid into the versions there and after it, so that each day keeps what else was true of it.
CREATE FUNCTION keep_unit_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  since CONSTANT date := coalesce(nullif(current_setting('app.effective_on', true), '')::date, app_today());
  changed jsonb;
  spans pilot_unit_version;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO pilot_unit_version (id, pilot_unit_id, region_id, valid_from, facts, position_id)
    VALUES (uuid_v7(), NEW.id, NEW.region_id, since, to_jsonb(NEW), app_position_id());
    RETURN NULL;
  END IF;
  SELECT jsonb_object_agg(n.key, n.value) INTO changed FROM jsonb_each(to_jsonb(NEW)) n
   WHERE n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key AND n.key <> ALL (ARRAY['version', 'updated_at']);
  IF changed IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO spans FROM pilot_unit_version v
   WHERE v.pilot_unit_id = NEW.id AND v.valid_from < since AND (v.valid_to IS NULL OR v.valid_to > since);
  IF FOUND THEN
    UPDATE pilot_unit_version SET valid_to = since WHERE id = spans.id;
    INSERT INTO pilot_unit_version (id, pilot_unit_id, region_id, valid_from, valid_to, facts, position_id)
    VALUES (uuid_v7(), NEW.id, NEW.region_id, since, spans.valid_to, spans.facts, app_position_id());
  END IF;
  UPDATE pilot_unit_version v SET facts = v.facts || changed, position_id = app_position_id(), recorded_at = now()
   WHERE v.pilot_unit_id = NEW.id AND v.valid_from >= since;
  RETURN NULL;
END $$;
CREATE TRIGGER y_version AFTER INSERT OR UPDATE ON pilot_unit FOR EACH ROW EXECUTE FUNCTION keep_unit_version();

INSERT INTO pilot_unit_version (id, pilot_unit_id, region_id, valid_from, facts)
SELECT uuid_v7(), u.id, u.region_id,
       least((u.created_at AT TIME ZONE 'Asia/Shanghai')::date, (SELECT min(c.designated_on) FROM pilot_case c WHERE c.pilot_unit_id = u.id)),
       to_jsonb(u)
FROM pilot_unit u;

-- A ledger tells of units that were pilots before anybody kept this register: they were in it from their designation on.
CREATE FUNCTION known_since_designation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE pilot_unit_version v SET valid_from = NEW.designated_on
   WHERE v.pilot_unit_id = NEW.pilot_unit_id AND v.valid_from > NEW.designated_on
     AND NOT EXISTS (SELECT FROM pilot_unit_version e WHERE e.pilot_unit_id = v.pilot_unit_id AND e.valid_from < v.valid_from);
  RETURN NULL;
END $$;
CREATE TRIGGER known_since AFTER INSERT OR UPDATE OF designated_on ON pilot_case FOR EACH ROW
  WHEN (NEW.designated_on IS NOT NULL) EXECUTE FUNCTION known_since_designation();
`;

// What the office did to a unit, with the day it holds from and the paper it rests on.
const acts = `
CREATE TABLE unit_change (
  id uuid PRIMARY KEY,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('identity', 'merged', 'absorbed', 'split', 'split_off')),
  effective_on date NOT NULL,
  reason text NOT NULL,
  document text,
  other_unit_id uuid REFERENCES pilot_unit,
  before jsonb NOT NULL DEFAULT '{}',
  after jsonb NOT NULL DEFAULT '{}',
  position_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_unit_id, region_id) REFERENCES pilot_unit (id, region_id) ON UPDATE CASCADE
);
CREATE INDEX unit_change_unit ON unit_change (pilot_unit_id, effective_on);
${tracked('unit_change', 'business', { versioned: false })}
${guard('unit_change', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: 'region_id = (SELECT app_scope())', can: 'SELECT, INSERT' },
  department: { rows: 'EXISTS (SELECT FROM pilot_unit u WHERE u.id = pilot_unit_id)', can: 'SELECT' },
  unit: { rows: 'pilot_unit_id = (SELECT app_scope())', can: 'SELECT' },
  inspector: { rows: 'EXISTS (SELECT FROM pilot_unit u WHERE u.id = pilot_unit_id)', can: 'SELECT' },
})}

-- Whose unit goes up in another works for that one from now on. Positions are the administrators', so this is their one
-- door for the register; a role that somebody holds there already is not given twice.
CREATE FUNCTION move_positions(from_unit uuid, to_unit uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moved int;
BEGIN
  IF NOT EXISTS (SELECT FROM pilot_unit WHERE id = from_unit AND merged_into_id = to_unit) THEN
    RAISE EXCEPTION 'the unit did not go up in that one' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE position p SET organisation_id = to_unit
   WHERE p.organisation_id = from_unit AND p.revoked_at IS NULL
     AND NOT EXISTS (SELECT FROM position o WHERE o.organisation_id = to_unit AND o.user_id = p.user_id AND o.role = p.role);
  GET DIAGNOSTICS moved = ROW_COUNT;
  RETURN moved;
END $$;
REVOKE EXECUTE ON FUNCTION move_positions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_positions TO reach_province, reach_city;
`;

// Names are compared without what all firms of a province share, and by how they sound. Two that differ in one character
// have a variant in common: each name with one character left out. So look-alikes are found by equality, not one by one.
const alike = `
CREATE FUNCTION unit_name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(lower(name), '(河北省?|[市县区]|股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|[[:space:]()（）·.-])', '', 'g');
CREATE FUNCTION unit_name_variants(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT CASE WHEN length(k) < 4 THEN ARRAY[k] ELSE k || ARRAY(SELECT DISTINCT overlay(k PLACING '' FROM i FOR 1) FROM generate_series(1, length(k)) i) END
          FROM unit_name_key(name) k);
CREATE FUNCTION unit_name_sound(search_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN split_part(search_text, ' ', -2);
CREATE INDEX pilot_unit_name_variants ON pilot_unit USING gin (unit_name_variants(name));
CREATE INDEX pilot_unit_sound ON pilot_unit (unit_name_sound(search_text));
CREATE INDEX pilot_unit_subject_code ON pilot_unit (substr(uscc, 9, 9));

CREATE TABLE unit_pair_decision (
  id uuid PRIMARY KEY,
  first_id uuid NOT NULL REFERENCES pilot_unit,
  second_id uuid NOT NULL REFERENCES pilot_unit,
  decision text NOT NULL CHECK (decision IN ('distinct', 'merged')),
  reason text NOT NULL,
  position_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (first_id < second_id),
  UNIQUE (first_id, second_id)
);
${tracked('unit_pair_decision', 'business', { versioned: false })}
${guard('unit_pair_decision', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: {
    rows: 'EXISTS (SELECT FROM pilot_unit u WHERE u.id = first_id) AND EXISTS (SELECT FROM pilot_unit u WHERE u.id = second_id)',
    can: 'SELECT, INSERT',
  },
})}
`;
