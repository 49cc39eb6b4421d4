import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, stateMachine, tracked } from './policies.js';

/** Assignments with their derived lights, and what departments therefore see of cases and units. */
export class Assignments1764000000004 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(lights);
    await q.query(assignments);
    await q.query(policies);
  }

  async down(): Promise<void> {
    throw new Error('The first schema is not taken back: restore a backup instead.');
  }
}

// The light of a day is a comparison with two dates: the first day it would be yellow, and the first it would be red.
// Both follow from the row and the calendar it was computed under, and change only when those do.
const lights = `
CREATE FUNCTION light_on(state text, yellow_from date, red_from date, on_day date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN state IN ('completed', 'archived') THEN 'done'
  WHEN state IN ('draft', 'pending_issue', 'suspended', 'cancelled') THEN 'grey'
  WHEN red_from <= on_day THEN 'red'
  WHEN yellow_from <= on_day THEN 'yellow'
  ELSE 'green'
END;
`;

const assignments = `
CREATE SEQUENCE assignment_no;
GRANT USAGE ON SEQUENCE assignment_no TO reach_province, reach_department, reach_system;

CREATE TABLE assignment (
  id uuid PRIMARY KEY,
  no text NOT NULL UNIQUE,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  task_category_id uuid NOT NULL REFERENCES task_category,
  task_code text NOT NULL,
  source text NOT NULL DEFAULT 'catalogue',
  lead_department_id uuid NOT NULL REFERENCES organisation,
  -- lead, co-leads, cooperating and sponsoring departments: who of the departments sees the row
  department_ids uuid[] NOT NULL,
  state text NOT NULL,
  urgency text NOT NULL DEFAULT 'normal',
  requirement text,
  issued_on date,
  sign_due_on date,
  signed_on date,
  due_on date NOT NULL,
  original_due_on date NOT NULL,
  calendar_version int NOT NULL,
  feedback_on date,
  completed_on date,
  progress smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  return_count smallint NOT NULL DEFAULT 0,
  last_update_id uuid,
  last_update_on date,
  yellow_from date NOT NULL DEFAULT 'infinity',
  red_from date NOT NULL DEFAULT 'infinity',
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (pilot_case_id, pilot_unit_id, region_id)
    REFERENCES pilot_case (id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (id, pilot_case_id, pilot_unit_id, region_id),
  CHECK (state IN ('draft', 'pending_issue', 'cancelled') OR issued_on IS NOT NULL)
) WITH (fillfactor = 85); -- progress moves a row often and no index of it: room for the new version on the same page
CREATE UNIQUE INDEX assignment_once ON assignment (pilot_case_id, task_category_id)
  WHERE source = 'catalogue' AND state <> 'cancelled';
CREATE INDEX assignment_region ON assignment (region_id, state, due_on, id);
CREATE INDEX assignment_region_due ON assignment (region_id, due_on, id);
CREATE INDEX assignment_due ON assignment (due_on, id);
CREATE INDEX assignment_unit ON assignment (pilot_unit_id, region_id, task_code);
CREATE INDEX assignment_case ON assignment (pilot_case_id, region_id, task_code);
-- A unit is in one region: without being told, PostgreSQL multiplies the two and expects a fourteenth of the rows.
CREATE STATISTICS assignment_unit_region (dependencies) ON pilot_unit_id, region_id FROM assignment;
CREATE STATISTICS assignment_case_region (dependencies) ON pilot_case_id, region_id FROM assignment;
CREATE STATISTICS assignment_id_region (dependencies) ON id, region_id FROM assignment;
CREATE STATISTICS pilot_unit_id_region (dependencies) ON id, region_id FROM pilot_unit;
CREATE INDEX assignment_departments ON assignment USING gin (department_ids);

CREATE FUNCTION assignment_lights() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v CONSTANT int := NEW.calendar_version;
  starts int;
  ends int;
  behind_yellow int;
  behind_red int;
  near_due int;
  yellow_step int;
  red_step int;
  near date;
  behind date;
  far_behind date;
  was_on CONSTANT date := NEW.feedback_on;
BEGIN
  NEW.yellow_from := 'infinity';
  NEW.red_from := 'infinity';
  IF NEW.state NOT IN ('issued', 'in_progress', 'returned', 'feedback_submitted') THEN RETURN NEW; END IF;

  -- Thresholds: domain.md «Lights»; a setting, so that an office can change them.
  SELECT coalesce((value ->> 'yellowBehind')::int, 10), coalesce((value ->> 'redBehind')::int, 30),
         coalesce((value ->> 'yellowWithinWorkingDays')::int, 5)
    INTO behind_yellow, behind_red, near_due
    FROM (SELECT 1) one LEFT JOIN setting ON key = 'lights';
  SELECT (SELECT ordinal FROM calendar_day WHERE calendar_version = v AND day = NEW.issued_on),
         (SELECT ordinal FROM calendar_day WHERE calendar_version = v AND day = NEW.due_on) INTO starts, ends;
  IF ends IS NULL THEN
    RAISE EXCEPTION 'due date % is not in calendar version %', NEW.due_on, v
      USING ERRCODE = 'check_violation', CONSTRAINT = 'calendar_loaded';
  END IF;
  -- Planned progress is linear over the working days; behind it by more than the threshold on the first such day.
  -- One question for all three days: this runs with every progress entry.
  IF ends > starts THEN
    yellow_step := starts + ceil((ends - starts) * (NEW.progress + behind_yellow) / 100.0)::int;
    red_step := starts + floor((ends - starts) * (NEW.progress + behind_red) / 100.0)::int + 1;
  END IF;
  SELECT coalesce((SELECT day FROM calendar_day WHERE calendar_version = v AND working AND ordinal = ends - near_due), NEW.due_on),
         (SELECT day FROM calendar_day WHERE calendar_version = v AND working AND ordinal = yellow_step AND yellow_step <= ends),
         (SELECT day FROM calendar_day WHERE calendar_version = v AND working AND ordinal = red_step AND red_step <= ends)
    INTO near, behind, far_behind;
  -- least() passes over what is null: an assignment that is not behind
  NEW.red_from := least(NEW.due_on + 1, far_behind);
  NEW.yellow_from := least(near, behind);
  IF NEW.return_count > 0 THEN NEW.yellow_from := '-infinity'; END IF;
  NEW.yellow_from := least(NEW.yellow_from, NEW.red_from);

  -- Once answered, the clock stands where it was on the day of the answer.
  IF NEW.state = 'feedback_submitted' AND was_on IS NOT NULL THEN
    NEW.yellow_from := CASE WHEN NEW.yellow_from <= was_on THEN NEW.yellow_from ELSE 'infinity'::date END;
    NEW.red_from := CASE WHEN NEW.red_from <= was_on THEN NEW.red_from ELSE 'infinity'::date END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_lights BEFORE INSERT OR UPDATE OF state, issued_on, due_on, calendar_version, progress, return_count, feedback_on
  ON assignment FOR EACH ROW EXECUTE FUNCTION assignment_lights();
${tracked('assignment', 'business', { versioned: true })}
${stateMachine('assignment', 'assignment')}

CREATE TABLE assignment_step (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignment,
  action text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  actor_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX assignment_step_of ON assignment_step (assignment_id, id);
${tracked('assignment_step', 'business', { versioned: false })}
`;

const issuedOnly = "state NOT IN ('draft', 'pending_issue')";
const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';
const city = 'region_id = (SELECT app_scope())';
const unit = 'pilot_unit_id = (SELECT app_scope())';
const readWrite = 'SELECT, INSERT, UPDATE';

const policies = `
${guard('assignment', {
  province: { rows: 'true', can: readWrite },
  city: { rows: city, can: readWrite },
  department: { rows: 'department_ids @> ARRAY[(SELECT app_scope())]', can: readWrite },
  unit: { rows: `${unit} AND ${issuedOnly}`, can: 'SELECT, UPDATE' },
})}
${guard('assignment_step', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: onAssignment, can: 'SELECT, INSERT' },
  department: { rows: onAssignment, can: 'SELECT, INSERT' },
  unit: { rows: onAssignment, can: 'SELECT, INSERT' },
})}
${guard('pilot_case', {
  province: { rows: 'true', can: readWrite },
  city: { rows: city, can: readWrite },
  department: {
    rows: `id IN (SELECT s.pilot_case_id FROM sponsorship s) OR id IN (SELECT a.pilot_case_id FROM assignment a)`,
    can: 'SELECT',
  },
  unit: { rows: unit, can: 'SELECT' },
})}
${guard('pilot_unit', {
  province: { rows: 'true', can: readWrite },
  city: { rows: city, can: readWrite },
  department: { rows: 'id IN (SELECT c.pilot_unit_id FROM pilot_case c)', can: 'SELECT' },
  unit: { rows: 'id = (SELECT app_scope())', can: 'SELECT' },
})}

-- Departments are told apart by the register: an assignment made for a case sees the case's sponsors too.
CREATE FUNCTION add_sponsors() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.department_ids := ARRAY(
    SELECT DISTINCT d FROM unnest(NEW.department_ids ||
      ARRAY(SELECT s.department_id FROM sponsorship s WHERE s.pilot_case_id = NEW.pilot_case_id)) d);
  RETURN NEW;
END $$;
CREATE TRIGGER d_sponsors BEFORE INSERT OR UPDATE OF department_ids ON assignment
  FOR EACH ROW EXECUTE FUNCTION add_sponsors();

CREATE FUNCTION spread_sponsorship() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed CONSTANT uuid := coalesce(NEW.pilot_case_id, OLD.pilot_case_id);
BEGIN
  UPDATE assignment a
     SET department_ids = ARRAY[t.lead_department_id] || t.co_lead_department_ids || t.cooperating_department_ids
    FROM task_category t WHERE t.id = a.task_category_id AND a.pilot_case_id = changed;
  RETURN NULL;
END $$;
CREATE TRIGGER spread AFTER INSERT OR DELETE ON sponsorship FOR EACH ROW EXECUTE FUNCTION spread_sponsorship();
`;
