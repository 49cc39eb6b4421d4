import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, readByAll, stateMachine, tracked } from './policies.js';

/** The register of pilot units, its ledgers, the task catalogue, and the pilot cases with their sponsors. */
export class Register1764000000003 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(units);
    await q.query(tasks);
    await q.query(cases);
    await q.query(policies);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

// A pilot unit is an organisation: it has accounts, and shares its id.
const units = `
CREATE TABLE pilot_unit (
  id uuid PRIMARY KEY REFERENCES organisation,
  region_id uuid NOT NULL REFERENCES region,
  name text NOT NULL,
  uscc text NOT NULL UNIQUE,
  uscc_reason text,
  unit_kind text NOT NULL,
  ownership text,
  size text,
  industry_section text,
  sector_track text,
  sub_sector text,
  employees int CHECK (employees >= 0),
  industrial_workers int CHECK (industrial_workers >= 0 AND industrial_workers <= employees),
  liaison_name text,
  liaison_phone text,
  remark text,
  is_sample boolean NOT NULL DEFAULT false,
  search_text text NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, region_id)
);
CREATE INDEX pilot_unit_region ON pilot_unit (region_id, name, id);
CREATE INDEX pilot_unit_name ON pilot_unit (name, id);
CREATE INDEX pilot_unit_search ON pilot_unit USING gin (search_text gin_trgm_ops);
${tracked('pilot_unit', 'business', { versioned: true })}

CREATE TABLE unit_import (
  id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('reading', 'previewed', 'committing', 'committed', 'failed')),
  file_name text NOT NULL,
  file_hash bytea NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}',
  failure text,
  created_by_position uuid,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE unit_import_row (
  import_id uuid NOT NULL REFERENCES unit_import,
  sheet text NOT NULL,
  row int NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('create', 'update', 'unchanged', 'error')),
  problems jsonb NOT NULL DEFAULT '[]',
  -- what the row would write, by the register's own field names
  values jsonb NOT NULL,
  PRIMARY KEY (import_id, sheet, row)
);
${tracked('unit_import', 'business', { versioned: true })}
`;

const tasks = `
CREATE TABLE task_category (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  catalogue_version int NOT NULL DEFAULT 1,
  name text NOT NULL,
  name_en text NOT NULL,
  direction text NOT NULL,
  direction_name text NOT NULL,
  direction_name_en text NOT NULL,
  sequence int NOT NULL,
  lead_department_id uuid NOT NULL REFERENCES organisation,
  co_lead_department_ids uuid[] NOT NULL DEFAULT '{}',
  cooperating_department_ids uuid[] NOT NULL DEFAULT '{}',
  illustrative boolean NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (code, catalogue_version)
);
${tracked('task_category', 'business', { versioned: true })}
${guard('task_category', readByAll())}
`;

// (pilot_unit_id, region_id) go down to every row that hangs on a case, so that each policy is one comparison on
// the row itself; composite foreign keys keep them true, also when a unit moves.
const cases = `
CREATE TABLE batch (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL UNIQUE,
  name_en text NOT NULL,
  sequence int NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
${tracked('batch', 'business', { versioned: true })}
${guard('batch', readByAll())}

CREATE SEQUENCE pilot_case_no;
GRANT USAGE ON SEQUENCE pilot_case_no TO reach_province, reach_city, reach_system;

CREATE TABLE pilot_case (
  id uuid PRIMARY KEY,
  case_no text NOT NULL UNIQUE,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  level text NOT NULL,
  batch_id uuid NOT NULL REFERENCES batch,
  state text NOT NULL,
  doc_no text,
  designated_on date,
  reform_stage text,
  task_codes text[] NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_unit_id, region_id) REFERENCES pilot_unit (id, region_id) ON UPDATE CASCADE,
  UNIQUE (pilot_unit_id, level, batch_id),
  UNIQUE (id, pilot_unit_id, region_id)
);
CREATE INDEX pilot_case_region ON pilot_case (region_id, case_no);
${tracked('pilot_case', 'business', { versioned: true })}
${stateMachine('pilot_case', 'pilot-case')}

CREATE TABLE sponsorship (
  id uuid PRIMARY KEY,
  pilot_case_id uuid NOT NULL REFERENCES pilot_case,
  department_id uuid NOT NULL REFERENCES organisation,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (pilot_case_id, department_id)
);
CREATE INDEX sponsorship_department ON sponsorship (department_id, pilot_case_id);
${tracked('sponsorship', 'business', { versioned: false })}
`;

// A department's and an inspector's view of a case follows from their assignments and visits: 0004 and 0006 complete it.
const policies = `
${guard('unit_import', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: { rows: 'created_by_position = (SELECT app_position_id())', can: 'SELECT, INSERT, UPDATE' },
})}
${guard('unit_import_row', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: {
    rows: 'EXISTS (SELECT FROM unit_import i WHERE i.id = import_id)',
    can: 'SELECT, INSERT, UPDATE',
  },
})}
${guard('sponsorship', {
  province: { rows: 'true', can: 'SELECT, INSERT, DELETE' },
  city: { rows: 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)', can: 'SELECT' },
  department: { rows: 'department_id = (SELECT app_scope())', can: 'SELECT' },
  unit: { rows: 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)', can: 'SELECT' },
})}
`;
