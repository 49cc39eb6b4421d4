import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, guard, readByAll, stateMachine, tracked } from './policies.js';

/** Inspections, their visits with checklist and findings, and the attachments that hang on what was filed. */
export class Inspections1764000000006 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(checklists);
    await q.query(visits);
    await q.query(attachments);
    await q.query(policies);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

const checklists = `
CREATE TABLE checklist (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  checklist_version int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (code, checklist_version)
);
CREATE TABLE checklist_item (
  id uuid PRIMARY KEY,
  checklist_id uuid NOT NULL REFERENCES checklist,
  seq int NOT NULL,
  title text NOT NULL,
  title_en text NOT NULL,
  guidance text NOT NULL,
  weight int NOT NULL CHECK (weight > 0),
  evidence_required boolean NOT NULL,
  UNIQUE (checklist_id, seq)
);
${tracked('checklist', 'business', { versioned: false })}
${tracked('checklist_item', 'business', { versioned: false })}
${guard('checklist', readByAll())}
${guard('checklist_item', readByAll())}
`;

const visits = `
CREATE TABLE inspection (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  type text NOT NULL,
  theme text NOT NULL,
  methods text[] NOT NULL DEFAULT '{}',
  window_from date NOT NULL,
  window_to date NOT NULL,
  checklist_id uuid NOT NULL REFERENCES checklist,
  state text NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (window_from <= window_to)
);
${tracked('inspection', 'business', { versioned: true })}
${stateMachine('inspection', 'inspection')}

CREATE TABLE visit (
  id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL REFERENCES inspection,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  checklist_id uuid NOT NULL REFERENCES checklist,
  visit_on date NOT NULL,
  window_from date NOT NULL,
  window_to date NOT NULL,
  lead_name text,
  state text NOT NULL DEFAULT 'planned',
  filed_at timestamptz,
  fed_back_at timestamptz,
  feed_back_note text,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_case_id, pilot_unit_id, region_id)
    REFERENCES pilot_case (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (inspection_id, pilot_case_id),
  UNIQUE (id, pilot_case_id, pilot_unit_id, region_id),
  CHECK (visit_on BETWEEN window_from AND window_to)
);
CREATE INDEX visit_region ON visit (region_id, visit_on);
CREATE INDEX visit_unit ON visit (pilot_unit_id);
CREATE INDEX visit_case ON visit (pilot_case_id);
${tracked('visit', 'business', { versioned: true })}
${stateMachine('visit', 'visit')}

CREATE TABLE visit_member (
  id uuid PRIMARY KEY,
  visit_id uuid NOT NULL REFERENCES visit,
  position_id uuid NOT NULL REFERENCES position,
  member_name text NOT NULL,
  leads boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (visit_id, position_id)
);
CREATE INDEX visit_member_position ON visit_member (position_id, visit_id);
CREATE UNIQUE INDEX visit_member_one_lead ON visit_member (visit_id) WHERE leads;
${tracked('visit_member', 'business', { versioned: false })}

-- 回避: nobody inspects the organisation whose position they hold, whatever position they act in.
CREATE FUNCTION avoid_own_organisation() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM position mine JOIN position any_of ON any_of.user_id = mine.user_id
             JOIN visit v ON v.pilot_unit_id = any_of.organisation_id
             WHERE mine.id = NEW.position_id AND v.id = NEW.visit_id AND any_of.revoked_at IS NULL) THEN
    RAISE EXCEPTION 'an inspector may not visit an own organisation'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_member_avoidance';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER avoidance BEFORE INSERT OR UPDATE ON visit_member FOR EACH ROW EXECUTE FUNCTION avoid_own_organisation();

-- What was filed. Never overwritten: a correction is a further revision.
CREATE TABLE visit_result (
  id uuid PRIMARY KEY,
  visit_id uuid NOT NULL REFERENCES visit,
  revision int NOT NULL,
  conclusion text NOT NULL,
  score numeric(5, 2) CHECK (score BETWEEN 0 AND 100),
  filed_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (visit_id, revision)
);
CREATE TABLE visit_answer (
  id uuid PRIMARY KEY,
  visit_result_id uuid NOT NULL REFERENCES visit_result,
  visit_id uuid NOT NULL REFERENCES visit,
  checklist_item_id uuid NOT NULL REFERENCES checklist_item,
  verdict text NOT NULL CHECK (verdict IN ('pass', 'partial', 'fail', 'not_applicable')),
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (visit_result_id, checklist_item_id)
);
CREATE INDEX visit_answer_visit ON visit_answer (visit_id);
${tracked('visit_result', 'business', { versioned: false })}
${tracked('visit_answer', 'business', { versioned: false })}

CREATE SEQUENCE finding_no;
GRANT USAGE ON SEQUENCE finding_no TO reach_inspector, reach_province, reach_system;
CREATE TABLE finding (
  id uuid PRIMARY KEY,
  no text NOT NULL UNIQUE,
  visit_id uuid NOT NULL,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  checklist_item_id uuid REFERENCES checklist_item,
  task_category_id uuid REFERENCES task_category,
  nature text NOT NULL,
  severity text NOT NULL,
  facts text NOT NULL,
  basis text,
  found_by_name text NOT NULL,
  fed_back_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (visit_id, pilot_case_id, pilot_unit_id, region_id)
    REFERENCES visit (id, pilot_case_id, pilot_unit_id, region_id) ON UPDATE CASCADE
);
CREATE INDEX finding_visit ON finding (visit_id);
CREATE INDEX finding_region ON finding (region_id, id DESC);
CREATE INDEX finding_unit ON finding (pilot_unit_id, id DESC);
${tracked('finding', 'business', { versioned: true })}
`;

const attachments = `
CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  media_type text NOT NULL,
  size int NOT NULL CHECK (size > 0),
  sha256 text NOT NULL,
  uploaded_by_position uuid NOT NULL REFERENCES position,
  progress_update_id uuid REFERENCES progress_update,
  finding_id uuid REFERENCES finding,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(progress_update_id, finding_id) <= 1)
);
CREATE INDEX attachment_progress ON attachment (progress_update_id) WHERE progress_update_id IS NOT NULL;
CREATE INDEX attachment_finding ON attachment (finding_id) WHERE finding_id IS NOT NULL;
${tracked('attachment', 'business', { versioned: false })}
`;

const city = 'region_id = (SELECT app_scope())';
const unit = 'pilot_unit_id = (SELECT app_scope())';
const sponsored = 'pilot_case_id IN (SELECT s.pilot_case_id FROM sponsorship s)';
const onVisit = 'EXISTS (SELECT FROM visit v WHERE v.id = visit_id)';
const onVisitFedBack = "EXISTS (SELECT FROM visit v WHERE v.id = visit_id AND v.state = 'fed_back')";
const ownTask = `task_category_id IN (SELECT t.id FROM task_category t
  WHERE t.lead_department_id = (SELECT app_scope()) OR t.co_lead_department_ids @> ARRAY[(SELECT app_scope())])`;

const filed = (table: string) =>
  guard(table, {
    province: { rows: 'true', can: 'SELECT, INSERT' },
    city: { rows: onVisit, can: 'SELECT' },
    department: { rows: onVisitFedBack, can: 'SELECT' },
    unit: { rows: onVisitFedBack, can: 'SELECT' },
    inspector: { rows: onVisit, can: 'SELECT, INSERT' },
  });

// A file is seen by whoever sees what it hangs on; one that hangs on nothing yet, by the position that brought it.
const ownUpload = `(progress_update_id IS NULL AND finding_id IS NULL AND uploaded_by_position = (SELECT app_position_id()))`;
const onProgress = 'EXISTS (SELECT FROM progress_update p WHERE p.id = progress_update_id)';
const onFinding = 'EXISTS (SELECT FROM finding f WHERE f.id = finding_id)';
const attached = (...where: string[]) => ({
  rows: [ownUpload, ...where].join(' OR '),
  can: 'SELECT, INSERT, UPDATE (progress_update_id, finding_id)',
});

const policies = `
${guard('inspection', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: { rows: 'EXISTS (SELECT FROM visit v WHERE v.inspection_id = inspection.id)', can: 'SELECT' },
  department: { rows: 'EXISTS (SELECT FROM visit v WHERE v.inspection_id = inspection.id)', can: 'SELECT' },
  unit: { rows: 'EXISTS (SELECT FROM visit v WHERE v.inspection_id = inspection.id)', can: 'SELECT' },
  inspector: { rows: 'EXISTS (SELECT FROM visit v WHERE v.inspection_id = inspection.id)', can: 'SELECT' },
})}
${guard('visit', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: { rows: city, can: 'SELECT' },
  department: { rows: sponsored, can: 'SELECT' },
  unit: { rows: unit, can: 'SELECT' },
  inspector: {
    rows: `id IN (SELECT m.visit_id FROM visit_member m) AND app_today() BETWEEN window_from AND window_to
           AND pilot_unit_id IS DISTINCT FROM (SELECT app_scope())`,
    can: 'SELECT, UPDATE',
  },
})}
${guard('visit_member', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE, DELETE' },
  city: { rows: onVisit, can: 'SELECT' },
  department: { rows: onVisit, can: 'SELECT' },
  unit: { rows: onVisit, can: 'SELECT' },
  inspector: { rows: 'position_id = (SELECT app_position_id())', can: 'SELECT' },
})}
${filed('visit_result')}
${filed('visit_answer')}
${guard('finding', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: { rows: city, can: 'SELECT' },
  department: { rows: `fed_back_at IS NOT NULL AND (${sponsored} OR ${ownTask})`, can: 'SELECT' },
  unit: { rows: `${unit} AND fed_back_at IS NOT NULL`, can: 'SELECT' },
  inspector: { rows: onVisit, can: 'SELECT, INSERT, UPDATE (fed_back_at)' },
})}
${guard('attachment', {
  province: attached(onProgress, onFinding),
  city: attached(onProgress, onFinding),
  department: attached(onProgress, onFinding),
  unit: attached(onProgress, onFinding),
  inspector: attached(onFinding),
})}
-- A finding on a department's task is seen with the name of its unit, wherever that is.
DROP POLICY department ON pilot_unit;
CREATE POLICY department ON pilot_unit TO reach_department USING (
  id IN (SELECT c.pilot_unit_id FROM pilot_case c) OR id IN (SELECT f.pilot_unit_id FROM finding f));
${allow('sponsorship', 'inspector', { rows: 'false', can: 'SELECT' })}
${allow('pilot_case', 'inspector', { rows: 'id IN (SELECT v.pilot_case_id FROM visit v)', can: 'SELECT' })}
${allow('pilot_unit', 'inspector', { rows: 'id IN (SELECT v.pilot_unit_id FROM visit v)', can: 'SELECT' })}
`;
