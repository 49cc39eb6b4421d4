import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, tracked } from './policies.js';

/** Reports with entries, values, remarks and editions (ADR 27). */
export class Reports1764000000032 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(reports);
    await q.query(tallies);
    await q.query(partitions);
    await q.query(entries);
    await q.query(beside);
  }

  async down(): Promise<void> {
    throw new Error('Reports would be lost: restore a backup instead.');
  }
}

const city = 'region_id = (SELECT app_scope())';
const unit = 'pilot_unit_id = (SELECT app_scope())';

const reports = `
ALTER TABLE progress_report
  ADD COLUMN year smallint,
  -- a correction is another edition; the one that it corrects stays as it was
  ADD COLUMN edition smallint NOT NULL DEFAULT 1,
  ADD COLUMN is_current boolean NOT NULL DEFAULT true,
  ADD COLUMN corrects_id uuid REFERENCES progress_report,
  ADD COLUMN correction_reason text,
  -- how often it was handed in
  ADD COLUMN submissions int NOT NULL DEFAULT 0,
  ADD COLUMN returned_count int NOT NULL DEFAULT 0,
  -- whether its numbers count; kept by the trigger below
  ADD COLUMN in_force boolean NOT NULL DEFAULT false,
  ADD COLUMN features text NOT NULL DEFAULT '',
  ADD COLUMN problems text NOT NULL DEFAULT '',
  ADD COLUMN coordination text NOT NULL DEFAULT '',
  ADD COLUMN next_steps text NOT NULL DEFAULT '',
  -- who filed it in the unit's place, and on what basis
  ADD COLUMN on_behalf text;
ALTER TABLE progress_report DISABLE TRIGGER USER;
UPDATE progress_report r SET year = p.year, submissions = CASE WHEN r.submitted_at IS NULL THEN 0 ELSE 1 END,
    in_force = r.state IN ('submitted', 'city_review', 'province_review', 'accepted')
  FROM reporting_period p WHERE p.id = r.reporting_period_id;
ALTER TABLE progress_report ENABLE TRIGGER USER;
ALTER TABLE progress_report ALTER COLUMN year SET NOT NULL, DROP CONSTRAINT progress_report_reporting_period_id_pilot_case_id_key,
  ADD UNIQUE (reporting_period_id, pilot_case_id, edition);
CREATE UNIQUE INDEX progress_report_current ON progress_report (reporting_period_id, pilot_case_id) WHERE is_current;
CREATE INDEX progress_report_corrects ON progress_report (corrects_id) WHERE corrects_id IS NOT NULL;

-- A report's numbers count while it is with those who review it and once it is accepted; those of a corrected one, until
-- its successor's do. What is being mended counts as little as what was never handed in.
CREATE FUNCTION keep_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'corrected' THEN NEW.in_force := NEW.state IN ('submitted', 'city_review', 'province_review', 'accepted'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_in_force BEFORE INSERT OR UPDATE OF state ON progress_report FOR EACH ROW EXECUTE FUNCTION keep_in_force();
CREATE FUNCTION succeed_in_force() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE progress_report SET in_force = NOT NEW.in_force WHERE id = NEW.corrects_id AND in_force = NEW.in_force;
  RETURN NULL;
END $$;
CREATE TRIGGER succeed AFTER UPDATE OF state ON progress_report FOR EACH ROW
  WHEN (NEW.corrects_id IS NOT NULL AND OLD.in_force <> NEW.in_force) EXECUTE FUNCTION succeed_in_force();

CREATE FUNCTION report_in_force(report uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.in_force FROM progress_report r WHERE r.id = report
$$;
REVOKE EXECUTE ON FUNCTION report_in_force FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_in_force TO reach_department;
-- a sponsoring department may send a report back
GRANT UPDATE (state, returned_count) ON progress_report TO reach_department;
`;

// As in 0007, but each case counts once however many editions its report has.
const tallies = `
CREATE OR REPLACE FUNCTION tally_reports() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO report_tally
    SELECT r.reporting_period_id, r.region_id, c.kind, count(*)
    FROM new_rows r, report_counts(r.submitted_at, r.complete, r.on_time) c WHERE r.is_current GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO report_tally
    SELECT reporting_period_id, region_id, kind, sum(n) FROM (
      SELECT r.reporting_period_id, r.region_id, c.kind, 1 AS n
      FROM new_rows r, report_counts(r.submitted_at, r.complete, r.on_time) c WHERE r.is_current
      UNION ALL
      SELECT r.reporting_period_id, r.region_id, c.kind, -1
      FROM old_rows r, report_counts(r.submitted_at, r.complete, r.on_time) c WHERE r.is_current
    ) moved GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
`;

// A part is reached through its table alone: no reach has a right on it, and it is as closed by itself.
const partitions = `
CREATE FUNCTION add_report_year(of_year int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  whole text;
  part text;
BEGIN
  IF of_year NOT BETWEEN 2000 AND 2100 THEN RAISE EXCEPTION 'no year of reports: %', of_year USING ERRCODE = 'invalid_parameter_value'; END IF;
  FOREACH whole IN ARRAY ARRAY['report_entry', 'indicator_value'] LOOP
    part := whole || '_' || of_year;
    CONTINUE WHEN to_regclass(part) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', part, whole, of_year);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true)', part);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION add_report_year FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_report_year TO reach_province, reach_system;
`;

const ofTheReport = `progress_report_id uuid NOT NULL, pilot_unit_id uuid NOT NULL, region_id uuid NOT NULL,
  FOREIGN KEY (progress_report_id, pilot_unit_id, region_id) REFERENCES progress_report (id, pilot_unit_id, region_id) ON UPDATE CASCADE`;
const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';
// Measured by a task that the department leads, supports or has through sponsoring: asked of the rows that it sees.
const onItsTask = `EXISTS (SELECT FROM assignment a JOIN task_category t ON t.id = a.task_category_id
  WHERE a.pilot_case_id = indicator_value.pilot_case_id AND indicator_code = ANY (t.indicator_codes))`;
const counted = 'report_in_force(progress_report_id)';

const entries = `
-- what kind of number a value is goes with it, so that a ratio is never kept as one number
ALTER TABLE indicator ADD UNIQUE (code, kind);
ALTER TABLE report_entry RENAME TO report_entry_before;
ALTER TABLE report_entry_before DISABLE TRIGGER USER;
ALTER INDEX report_entry_pkey RENAME TO report_entry_before_pkey;
ALTER INDEX report_entry_assignment RENAME TO report_entry_before_assignment;

CREATE TABLE report_entry (
  id uuid NOT NULL,
  year smallint NOT NULL,
  reporting_period_id uuid NOT NULL REFERENCES reporting_period,
  assignment_id uuid NOT NULL REFERENCES assignment,
  progress smallint NOT NULL CHECK (progress BETWEEN 0 AND 100),
  done text NOT NULL DEFAULT '',
  problems text NOT NULL DEFAULT '',
  next_steps text NOT NULL DEFAULT '',
  -- taken for what looks wrong or is missing; silence is not
  explanation text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  ${ofTheReport},
  PRIMARY KEY (year, id),
  UNIQUE (year, progress_report_id, assignment_id)
) PARTITION BY LIST (year);
CREATE INDEX report_entry_assignment ON report_entry (assignment_id, id DESC);

CREATE TABLE indicator_value (
  id uuid NOT NULL,
  year smallint NOT NULL,
  reporting_period_id uuid NOT NULL REFERENCES reporting_period,
  pilot_case_id uuid NOT NULL,
  indicator_code text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('stock', 'flow', 'ratio', 'money')),
  value numeric(18, 4),
  numerator numeric(18, 4),
  denominator numeric(18, 4),
  explanation text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  ${ofTheReport},
  PRIMARY KEY (year, id),
  UNIQUE (year, progress_report_id, indicator_code),
  FOREIGN KEY (indicator_code, kind) REFERENCES indicator (code, kind) ON UPDATE CASCADE,
  -- a ratio is its two numbers, and nothing else is; nothing counts people below zero
  CHECK (CASE WHEN kind = 'ratio' THEN value IS NULL ELSE numerator IS NULL AND denominator IS NULL END),
  CHECK (least(value, numerator, denominator) >= 0)
) PARTITION BY LIST (year);
CREATE INDEX indicator_value_of ON indicator_value (reporting_period_id, indicator_code);
CREATE INDEX indicator_value_case ON indicator_value (pilot_case_id, indicator_code);

SELECT add_report_year(y) FROM (SELECT DISTINCT year AS y FROM reporting_period UNION SELECT generate_series(2025, 2027)) years;
INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, assignment_id, pilot_unit_id, region_id, progress, done, created_at, updated_at)
  SELECT e.id, r.year, r.reporting_period_id, e.progress_report_id, e.assignment_id, e.pilot_unit_id, e.region_id, e.progress, e.done, e.created_at, e.created_at
  FROM report_entry_before e JOIN progress_report r ON r.id = e.progress_report_id;
DROP TABLE report_entry_before;

${tracked('report_entry', 'business', { versioned: false, as: 'report_entry' })}
${tracked('indicator_value', 'business', { versioned: false, as: 'indicator_value' })}
${guard('report_entry', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: { rows: city, can: 'SELECT, INSERT, UPDATE' },
  department: { rows: `${onAssignment} AND ${counted}`, can: 'SELECT' },
  unit: { rows: unit, can: 'SELECT, INSERT, UPDATE' },
})}
${guard('indicator_value', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' },
  city: { rows: city, can: 'SELECT, INSERT, UPDATE' },
  department: { rows: `${onItsTask} AND ${counted}`, can: 'SELECT' },
  unit: { rows: unit, can: 'SELECT, INSERT, UPDATE' },
})}
`;

const onReport = 'EXISTS (SELECT FROM progress_report r WHERE r.id = progress_report_id)';
const mine = 'user_id = (SELECT app_user_id())';

const beside = `
CREATE TABLE report_step (
  id uuid PRIMARY KEY,
  progress_report_id uuid NOT NULL REFERENCES progress_report,
  action text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  actor_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX report_step_of ON report_step (progress_report_id, id);
${tracked('report_step', 'business', { versioned: false })}
${guard('report_step', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: onReport, can: 'SELECT, INSERT' },
  department: { rows: onReport, can: 'SELECT, INSERT' },
  unit: { rows: onReport, can: 'SELECT, INSERT' },
})}

-- A word on one cell: why it is sent back, what a department would know, or what somebody remarks.
CREATE TABLE report_remark (
  id uuid PRIMARY KEY,
  progress_report_id uuid NOT NULL REFERENCES progress_report,
  cell text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('return', 'request', 'comment')),
  text text NOT NULL,
  -- about what was handed in the how manyth time
  submission int NOT NULL,
  department_id uuid REFERENCES organisation,
  author_name text NOT NULL,
  author_role text NOT NULL,
  author_organisation text NOT NULL,
  answer text,
  answered_by text,
  answered_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX report_remark_of ON report_remark (progress_report_id, id);
CREATE INDEX report_remark_department ON report_remark (department_id);
${tracked('report_remark', 'business', { versioned: true })}
${guard('report_remark', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE (answer, answered_by, answered_at)' },
  city: { rows: onReport, can: 'SELECT, INSERT, UPDATE (answer, answered_by, answered_at)' },
  // a department asks about its tasks in any unit's report, and sees what it asked
  department: { rows: `department_id = (SELECT app_scope()) OR ${onReport}`, can: 'SELECT, INSERT', writes: 'department_id = (SELECT app_scope())' },
  unit: { rows: onReport, can: 'SELECT, UPDATE (answer, answered_by, answered_at)' },
})}

-- What was handed in the n-th time, written when it goes back to be mended; nobody changes it.
CREATE TABLE report_revision (
  id uuid PRIMARY KEY,
  progress_report_id uuid NOT NULL REFERENCES progress_report,
  submission int NOT NULL,
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (progress_report_id, submission)
);
${tracked('report_revision', 'business', { versioned: false, hidden: ['content'] })}
${guard('report_revision', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: onReport, can: 'SELECT, INSERT' },
  department: { rows: onReport, can: 'SELECT, INSERT' },
  unit: { rows: onReport, can: 'SELECT, INSERT' },
})}

-- Which submission a reviewer last looked at: what changed since is shown before it is accepted.
CREATE TABLE report_look (
  id uuid PRIMARY KEY,
  progress_report_id uuid NOT NULL REFERENCES progress_report,
  user_id uuid NOT NULL REFERENCES app_user,
  submission int NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (progress_report_id, user_id)
);
${guard('report_look', Object.fromEntries(['province', 'city', 'department'].map((reach) => [reach, { rows: mine, can: 'SELECT, INSERT, UPDATE (submission, seen_at)' }])))}
`;
