import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, tracked } from './policies.js';

/** Planned progress by milestones, a clock that stands still while suspended, and where an assignment comes from. */
export class MilestonesSources1764000000028 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(milestones);
    await q.query(lights);
    await q.query(sources);
  }

  async down(): Promise<void> {
    throw new Error('Milestones would be lost: restore a backup instead.');
  }
}

const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';
// The issuing side sets them: the office, and the department for what it leads.
const ofTheLead = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id AND a.lead_department_id = (SELECT app_scope()))';

const milestones = `
CREATE TABLE assignment_milestone (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignment,
  title text NOT NULL,
  due_on date NOT NULL,
  -- percent that ought to be done by then
  planned_progress smallint NOT NULL CHECK (planned_progress BETWEEN 1 AND 100),
  -- replaced by another plan: kept, and counted no more
  retired_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX assignment_milestone_once ON assignment_milestone (assignment_id, due_on) WHERE retired_at IS NULL;
${tracked('assignment_milestone', 'business', { versioned: false })}
${guard('assignment_milestone', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE (retired_at)' },
  city: { rows: onAssignment, can: 'SELECT' },
  department: { rows: onAssignment, can: 'SELECT, INSERT, UPDATE (retired_at)', writes: ofTheLead },
  unit: { rows: onAssignment, can: 'SELECT' },
})}
ALTER TABLE assignment ADD COLUMN milestone_count smallint NOT NULL DEFAULT 0;

-- Whatever changes the milestones touches the assignment, and so computes its lights anew.
CREATE FUNCTION count_milestones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE assignment a SET milestone_count = (SELECT count(*) FROM assignment_milestone m WHERE m.assignment_id = a.id AND m.retired_at IS NULL)
   WHERE a.id IN (SELECT assignment_id FROM touched);
  RETURN NULL;
END $$;
CREATE TRIGGER count_new AFTER INSERT ON assignment_milestone REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_milestones();
CREATE TRIGGER count_changed AFTER UPDATE ON assignment_milestone REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_milestones();
`;

// As in 0004, but the plan is a line through its milestones (one straight line where there are none), and working days
// that the clock stood still are before its beginning.
const lights = `
CREATE OR REPLACE FUNCTION assignment_lights() RETURNS trigger LANGUAGE plpgsql
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
  starts := starts + NEW.paused_working_days;
  -- Behind it by more than the threshold on the first such day. One question for all three days: this runs with every progress entry.
  IF NEW.milestone_count > 0 THEN
    WITH line AS (
      SELECT starts AS step, 0 AS planned
      UNION ALL
      SELECT c.ordinal, m.planned_progress FROM assignment_milestone m JOIN calendar_day c ON c.calendar_version = v AND c.day = m.due_on
       WHERE m.assignment_id = NEW.id AND m.retired_at IS NULL AND c.ordinal > starts AND c.ordinal < ends
      UNION ALL
      SELECT ends, 100 WHERE ends > starts
    ), piece AS (
      SELECT lag(step) OVER w AS s0, lag(planned) OVER w AS p0, step AS s1, planned AS p1 FROM line WINDOW w AS (ORDER BY step, planned)
    )
    SELECT min(s0 + ceil((s1 - s0) * greatest(NEW.progress + behind_yellow - p0, 0) / (p1 - p0)::numeric)::int) FILTER (WHERE p1 >= NEW.progress + behind_yellow),
           min(s0 + CASE WHEN p0 > NEW.progress + behind_red THEN 0
                         ELSE floor((s1 - s0) * (NEW.progress + behind_red - p0) / (p1 - p0)::numeric)::int + 1 END) FILTER (WHERE p1 > NEW.progress + behind_red)
      INTO yellow_step, red_step FROM piece WHERE s0 IS NOT NULL AND s1 > s0 AND p1 > p0;
  ELSIF ends > starts THEN
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
DROP TRIGGER c_lights ON assignment;
CREATE TRIGGER c_lights BEFORE INSERT OR UPDATE OF state, issued_on, due_on, calendar_version, progress, return_count, feedback_on, paused_working_days, milestone_count
  ON assignment FOR EACH ROW EXECUTE FUNCTION assignment_lights();
`;

// \`source\` says which kind; beside it the row it comes from, or the words of a decision or an instruction that no row stands for yet.
const sources = `
ALTER TABLE assignment
  ADD COLUMN source_id uuid,
  ADD COLUMN source_text text,
  ADD CONSTRAINT assignment_source CHECK (source_id IS NULL OR source_text IS NULL);
-- One task for one case and one reason, once: a retry gives nothing twice.
CREATE UNIQUE INDEX assignment_once_per_source ON assignment (pilot_case_id, task_category_id, source, coalesce(source_id::text, source_text, ''))
  WHERE source <> 'catalogue' AND state <> 'cancelled';
`;
