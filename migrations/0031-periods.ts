import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, tracked } from './policies.js';

/** Periods that are opened for chosen cases, and who is expected in them (ADR 27). */
export class Periods1764000000031 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(trail);
    await q.query(periods);
    await q.query(roll);
  }

  async down(): Promise<void> {
    throw new Error('Who was expected would be forgotten: restore a backup instead.');
  }
}

// As in 0029, but a table that is kept in parts is one table to the trail: its name is given.
const trail = `
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
          coalesce(nullif(current_setting('app.action', true), ''), 'direct'), lower(TG_OP), kind, coalesce(TG_ARGV[2], TG_TABLE_NAME),
          (row_is ->> 'id')::uuid, (row_is ->> 'region_id')::uuid,
          nullif(current_setting('app.trace', true), ''), names,
          CASE WHEN kind = 'business' THEN was END, CASE WHEN kind = 'business' THEN now_is END,
          CASE WHEN kind = 'account' THEN was END, CASE WHEN kind = 'account' THEN now_is END);
  RETURN NULL;
END $$;
`;

// What is filled in here follows from what the rows already say; nobody acted.
const periods = `
ALTER TABLE reporting_period
  ADD COLUMN year smallint,
  -- within the year: quarter 1–4, half 1–2, special 1, 2, …; «last period» and «same period last year» are told by it
  ADD COLUMN number smallint,
  -- what is reported about; a stock is as of the last of these days
  ADD COLUMN starts_on date,
  ADD COLUMN ends_on date,
  -- of whom a report is expected; empty is everybody's
  ADD COLUMN levels text[] NOT NULL DEFAULT '{}',
  ADD COLUMN region_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN batch_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN case_states text[] NOT NULL DEFAULT '{implementing,evaluating}',
  ADD COLUMN instructions text NOT NULL DEFAULT '',
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN calendar_version int;
ALTER TABLE reporting_period DISABLE TRIGGER USER;
UPDATE reporting_period p SET year = extract(year FROM opens_on), number = n.number, starts_on = date_trunc('quarter', opens_on),
    ends_on = date_trunc('quarter', opens_on) + interval '3 months - 1 day', opened_at = CASE WHEN n.opened THEN opens_on::timestamptz END
  FROM (SELECT o.id, row_number() OVER (PARTITION BY o.type, extract(year FROM o.opens_on) ORDER BY o.opens_on, o.id) AS number,
          EXISTS (SELECT FROM progress_report r WHERE r.reporting_period_id = o.id) AS opened FROM reporting_period o) n WHERE n.id = p.id;
ALTER TABLE reporting_period ENABLE TRIGGER USER;
ALTER TABLE reporting_period
  ALTER COLUMN year SET NOT NULL, ALTER COLUMN number SET NOT NULL, ALTER COLUMN starts_on SET NOT NULL, ALTER COLUMN ends_on SET NOT NULL,
  ADD CHECK (starts_on <= ends_on), ADD CHECK (year BETWEEN 2000 AND 2100);
CREATE UNIQUE INDEX reporting_period_once ON reporting_period (type, year, number);
`;

const city = 'region_id = (SELECT app_scope())';
const unit = 'pilot_unit_id = (SELECT app_scope())';
const sponsored = 'pilot_case_id IN (SELECT s.pilot_case_id FROM sponsorship s)';

const roll = `
-- Who is expected, and why somebody is not: frozen when the period opens.
CREATE TABLE period_roll (
  id uuid PRIMARY KEY,
  reporting_period_id uuid NOT NULL REFERENCES reporting_period,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  -- as it was then
  case_state text NOT NULL,
  expected boolean NOT NULL,
  -- why not: other_state, other_level, other_region, other_batch
  reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_case_id, pilot_unit_id, region_id) REFERENCES pilot_case (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (reporting_period_id, pilot_case_id),
  CHECK (expected = (reason IS NULL))
);
CREATE INDEX period_roll_case ON period_roll (pilot_case_id);
${tracked('period_roll', 'business', { versioned: false })}
${guard('period_roll', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: city, can: 'SELECT' },
  department: { rows: sponsored, can: 'SELECT' },
  unit: { rows: unit, can: 'SELECT' },
})}
`;
