import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, readByAll, tracked } from './policies.js';

/** Calendar versions that an administrator loads, and deadlines that remember how they were given. */
export class Calendars1764000000021 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(versions);
    await q.query(loading);
    await q.query(deadlines);
  }

  async down(): Promise<void> {
    throw new Error('Calendar versions are not taken back: deadlines were computed under them.');
  }
}

const versions = `
CREATE TABLE calendar_version (
  id uuid PRIMARY KEY,
  calendar_version int NOT NULL UNIQUE,
  -- the year that this version brought; null for the first, which brought many
  year int,
  source text NOT NULL,
  created_by text,
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO calendar_version (id, calendar_version, source)
  SELECT uuid_v7(), calendar_version, '国务院办公厅历年放假安排通知' FROM (SELECT DISTINCT calendar_version FROM calendar_day) v;
${tracked('calendar_version', 'business', { versioned: false })}
${guard('calendar_version', readByAll())}
`;

// The one way by which a calendar grows: a whole new version, never a day of an old one.
const loading = `
CREATE FUNCTION load_calendar(days jsonb, of_year int, said_source text, by_name text) RETURNS int LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made int;
BEGIN
  SELECT coalesce(max(calendar_version), 0) + 1 INTO made FROM calendar_version;
  INSERT INTO calendar_version (id, calendar_version, year, source, created_by) VALUES (uuid_v7(), made, of_year, said_source, by_name);
  INSERT INTO calendar_day (calendar_version, day, working, name, provisional, ordinal)
    SELECT made, d.day, d.working, d.name, d.provisional, d.ordinal
    FROM jsonb_to_recordset(days) d(day date, working boolean, name text, provisional boolean, ordinal int);
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION load_calendar FROM PUBLIC;
GRANT EXECUTE ON FUNCTION load_calendar TO reach_province, reach_system;
`;

const deadlines = `
ALTER TABLE assignment
  ADD due_kind text NOT NULL DEFAULT 'date' CHECK (due_kind IN ('date', 'working_days', 'calendar_days')),
  ADD due_count int,
  ADD due_from date,
  ADD CONSTRAINT assignment_due_counted CHECK ((due_kind = 'date') = (due_count IS NULL) AND (due_count IS NULL) = (due_from IS NULL));
`;
