import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, stateMachine, tracked } from './policies.js';

/** Progress updates, reporting periods, and the reports expected in them. */
export class Progress1764000000005 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(progress);
    await q.query(reports);
    await q.query(policies);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

const progress = `
CREATE TABLE progress_update (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  progress smallint NOT NULL CHECK (progress BETWEEN 0 AND 100),
  done text NOT NULL,
  problems text,
  next_steps text,
  occurred_on date NOT NULL,
  author_position_id uuid,
  author_name text NOT NULL,
  author_role text NOT NULL,
  author_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (assignment_id, pilot_case_id, pilot_unit_id, region_id)
    REFERENCES assignment (id, pilot_case_id, pilot_unit_id, region_id) ON UPDATE CASCADE
);
CREATE STATISTICS progress_update_id_region (dependencies) ON id, region_id FROM progress_update;
CREATE INDEX progress_update_of ON progress_update (assignment_id, id DESC);
${tracked('progress_update', 'business', { versioned: false })}
`;

const reports = `
CREATE TABLE reporting_period (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  name_en text NOT NULL,
  type text NOT NULL,
  opens_on date NOT NULL,
  due_on date NOT NULL,
  closes_on date NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (opens_on <= due_on AND due_on <= closes_on)
);
${tracked('reporting_period', 'business', { versioned: true })}

-- A row per expected case, made when the period opens: who is expected is frozen then.
CREATE TABLE progress_report (
  id uuid PRIMARY KEY,
  reporting_period_id uuid NOT NULL REFERENCES reporting_period,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'draft',
  complete boolean NOT NULL DEFAULT false,
  submitted_at timestamptz,
  on_time boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_case_id, pilot_unit_id, region_id)
    REFERENCES pilot_case (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (reporting_period_id, pilot_case_id),
  UNIQUE (id, pilot_unit_id, region_id),
  CHECK (NOT on_time OR submitted_at IS NOT NULL)
);
CREATE INDEX progress_report_region ON progress_report (region_id, reporting_period_id);
${tracked('progress_report', 'business', { versioned: true })}
${stateMachine('progress_report', 'progress-report')}

CREATE TABLE report_entry (
  id uuid PRIMARY KEY,
  progress_report_id uuid NOT NULL,
  assignment_id uuid NOT NULL REFERENCES assignment,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  progress smallint NOT NULL CHECK (progress BETWEEN 0 AND 100),
  done text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (progress_report_id, pilot_unit_id, region_id)
    REFERENCES progress_report (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (progress_report_id, assignment_id)
);
CREATE INDEX report_entry_assignment ON report_entry (assignment_id, id DESC);
${tracked('report_entry', 'business', { versioned: false })}
`;

const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';
const city = 'region_id = (SELECT app_scope())';
const unit = 'pilot_unit_id = (SELECT app_scope())';
// What hangs on a case, a department sees where it sponsors the case.
const sponsored = `pilot_case_id IN (SELECT s.pilot_case_id FROM sponsorship s)`;
const readWrite = 'SELECT, INSERT, UPDATE';

const policies = `
${guard('progress_update', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: city, can: 'SELECT, INSERT' },
  department: { rows: onAssignment, can: 'SELECT, INSERT' },
  unit: { rows: unit, can: 'SELECT, INSERT' },
})}
${guard('reporting_period', {
  province: { rows: 'true', can: readWrite },
  city: { rows: 'true', can: 'SELECT' },
  department: { rows: 'true', can: 'SELECT' },
  unit: { rows: 'true', can: 'SELECT' },
})}
${guard('progress_report', {
  province: { rows: 'true', can: readWrite },
  city: { rows: city, can: 'SELECT, UPDATE' },
  department: { rows: sponsored, can: 'SELECT' },
  unit: { rows: unit, can: 'SELECT, UPDATE' },
})}
${guard('report_entry', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: city, can: 'SELECT' },
  department: { rows: onAssignment, can: 'SELECT' },
  unit: { rows: unit, can: 'SELECT, INSERT' },
})}
`;
