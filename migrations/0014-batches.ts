import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, guard, readByAll, tracked } from './policies.js';

/** Batches that an office adds, with their window and quotas; sponsorships that end and are not forgotten. */
export class Batches1764000000014 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(batches);
    await q.query(sponsorships);
  }

  async down(): Promise<void> {
    throw new Error('Quotas and ended sponsorships are not taken back: restore a backup instead.');
  }
}

const batches = `
ALTER TABLE batch
  -- applications are taken from … to …; an end that is null is open
  ADD COLUMN applies_from date,
  ADD COLUMN applies_to date,
  ADD COLUMN catalogue_version int NOT NULL DEFAULT 1,
  ADD CONSTRAINT batch_window CHECK (applies_from <= applies_to);
DROP POLICY province ON batch;
${allow('batch', 'province', { rows: 'true', can: 'SELECT, INSERT, UPDATE' })}

CREATE TABLE batch_quota (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batch,
  region_id uuid NOT NULL REFERENCES region,
  quota int NOT NULL CHECK (quota >= 0),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (batch_id, region_id)
);
${tracked('batch_quota', 'business', { versioned: true })}
${guard('batch_quota', { ...readByAll(), province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' } })}
`;

// The department's own policy shows only what stands, and with it whatever follows from sponsoring.
const sponsorships = `
ALTER TABLE sponsorship
  ADD COLUMN ended_on date,
  ADD COLUMN end_reason text,
  ADD COLUMN version int NOT NULL DEFAULT 1,
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
  DROP CONSTRAINT sponsorship_pilot_case_id_department_id_key,
  -- a case that only a ledger opened goes with its sponsors, when that ledger is undone
  DROP CONSTRAINT sponsorship_pilot_case_id_fkey,
  ADD FOREIGN KEY (pilot_case_id) REFERENCES pilot_case ON DELETE CASCADE;
CREATE UNIQUE INDEX sponsorship_once ON sponsorship (pilot_case_id, department_id) WHERE ended_on IS NULL;
CREATE TRIGGER a_bump BEFORE UPDATE ON sponsorship FOR EACH ROW EXECUTE FUNCTION bump_version();
REVOKE DELETE ON sponsorship FROM reach_province, reach_system;
GRANT UPDATE (ended_on, end_reason) ON sponsorship TO reach_province;
DROP POLICY department ON sponsorship;
${allow('sponsorship', 'department', { rows: 'department_id = (SELECT app_scope()) AND ended_on IS NULL', can: 'SELECT' })}

CREATE OR REPLACE FUNCTION add_sponsors() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.department_ids := ARRAY(
    SELECT DISTINCT d FROM unnest(NEW.department_ids ||
      ARRAY(SELECT s.department_id FROM sponsorship s WHERE s.pilot_case_id = NEW.pilot_case_id AND s.ended_on IS NULL)) d);
  RETURN NEW;
END $$;
CREATE TRIGGER spread_end AFTER UPDATE OF ended_on ON sponsorship FOR EACH ROW EXECUTE FUNCTION spread_sponsorship();
`;
