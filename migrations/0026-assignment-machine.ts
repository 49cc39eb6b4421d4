import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, guard, tracked } from './policies.js';

/** The whole road of an assignment: limits, sign-off, confirmation, refusal and reassignment, suspension, its number of 销号. */
export class AssignmentMachine1764000000026 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(facts);
    await q.query(limits);
    await q.query(answers);
    await q.query(sight);
    await q.query(files);
  }

  async down(): Promise<void> {
    throw new Error('Answers and confirmations would be lost: restore a backup instead.');
  }
}

const facts = `
CREATE SEQUENCE assignment_archive_no;
GRANT USAGE ON SEQUENCE assignment_archive_no TO reach_province;

ALTER TABLE assignment
  -- 反馈时限: until then an answer is expected; the due date, less the working days of the setting
  ADD COLUMN answer_due_on date,
  -- 拒收: the unit keeps sight of what it sent back
  ADD COLUMN refused_on date,
  -- what takes its place: another case's assignment
  ADD COLUMN replaces_id uuid REFERENCES assignment,
  ADD COLUMN suspended_on date,
  -- when the clock was stopped; null when it runs, and for what was suspended before this was kept
  ADD COLUMN working_days_left int,
  -- working days that the clock stood still, all suspensions together: planned progress does not count them
  ADD COLUMN paused_working_days int NOT NULL DEFAULT 0,
  ADD COLUMN archived_on date,
  ADD COLUMN archive_no text UNIQUE;
CREATE INDEX assignment_replaces ON assignment (replaces_id) WHERE replaces_id IS NOT NULL;
ALTER TABLE assignment_step ADD COLUMN detail jsonb NOT NULL DEFAULT '{}';

-- Nobody acted: what every row already says is written beside it, without a version or an entry of the trail.
ALTER TABLE assignment DISABLE TRIGGER USER;
UPDATE assignment SET answer_due_on = due_on;
ALTER TABLE assignment ENABLE TRIGGER USER;
ALTER TABLE assignment ALTER COLUMN answer_due_on SET NOT NULL;
`;

const limits = `
INSERT INTO setting (key, value, source) VALUES
  ('assignment.limits', '{"signWithin": 2, "answerAhead": 0}', '督办通例：签收时限两小时至三日不等，取两个工作日；反馈时限即完成时限（提前 0 个工作日）。由省产改办确认'),
  ('assignment.feedback', '{"leaderSignsOff": true, "evidence": true}', '督查事项管理办法：反馈须有办理结论和佐证材料，经单位领导审签')
ON CONFLICT DO NOTHING;

-- The limit follows the due date and the calendar it was computed under; a changed setting holds for what is set afterwards.
CREATE FUNCTION assignment_answer_by() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ahead CONSTANT int := coalesce((SELECT (value ->> 'answerAhead')::int FROM setting WHERE key = 'assignment.limits'), 0);
BEGIN
  NEW.answer_due_on := NEW.due_on;
  IF ahead > 0 THEN
    NEW.answer_due_on := coalesce((SELECT t.day FROM calendar_day f JOIN calendar_day t
      ON t.calendar_version = f.calendar_version AND t.working AND t.ordinal = f.ordinal - ahead
      WHERE f.calendar_version = NEW.calendar_version AND f.day = NEW.due_on), NEW.due_on);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_answer_by BEFORE INSERT OR UPDATE OF due_on, calendar_version ON assignment
  FOR EACH ROW EXECUTE FUNCTION assignment_answer_by();

-- 领办逾期 and 反馈逾期: two flags, each a comparison of a day with a limit.
CREATE FUNCTION assignment_flags(state text, sign_due_on date, answer_due_on date, on_day date) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(ARRAY[
  CASE WHEN state = 'issued' AND sign_due_on < on_day THEN 'sign_overdue' END,
  CASE WHEN state IN ('issued', 'in_progress', 'returned') AND answer_due_on < on_day THEN 'feedback_overdue' END], NULL);

-- 中止: the clock stops, whoever or whatever suspends. Working days left are those from the next day to the due date.
CREATE FUNCTION stop_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.suspended_on := app_today();
  NEW.working_days_left := (SELECT e.ordinal - n.ordinal FROM calendar_day e, calendar_day n
    WHERE e.calendar_version = NEW.calendar_version AND e.day = NEW.due_on
      AND n.calendar_version = NEW.calendar_version AND n.day = NEW.suspended_on);
  RETURN NEW;
END $$;
CREATE TRIGGER b_stop_clock BEFORE UPDATE OF state ON assignment FOR EACH ROW
  WHEN (OLD.state <> 'suspended' AND NEW.state = 'suspended') EXECUTE FUNCTION stop_clock();

-- What is overdue is tallied by the day after the limit to answer; it was the due date, which is the same until an office sets it ahead.
CREATE OR REPLACE FUNCTION tally_assignments() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO assignment_tally
    SELECT r.region_id, r.state, c.kind, c.day, count(*)
    FROM new_rows r, assignment_counts(r.state, r.yellow_from, r.red_from, r.answer_due_on) c
    GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO assignment_tally
    SELECT region_id, state, kind, day, sum(n) FROM (
      SELECT r.region_id, r.state, c.kind, c.day, 1 AS n
      FROM new_rows r, assignment_counts(r.state, r.yellow_from, r.red_from, r.answer_due_on) c
      UNION ALL
      SELECT r.region_id, r.state, c.kind, c.day, -1
      FROM old_rows r, assignment_counts(r.state, r.yellow_from, r.red_from, r.answer_due_on) c
    ) moved GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
`;

const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';

// An answer is written by the liaison and signed off by the leader; those that were sent back or written anew are kept.
const answers = `
CREATE TABLE assignment_feedback (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignment,
  -- how often the assignment had been returned: what is confirmed is the answer of one round
  round int NOT NULL,
  state text NOT NULL CHECK (state IN ('drafted', 'handed_in', 'sent_back', 'superseded')),
  conclusion text NOT NULL,
  -- the very versions of the files it was given with
  attachment_ids uuid[] NOT NULL DEFAULT '{}',
  author_name text NOT NULL,
  author_role text NOT NULL,
  author_organisation text NOT NULL,
  signed_by text,
  reason text,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX assignment_feedback_drafted ON assignment_feedback (assignment_id) WHERE state = 'drafted';
CREATE INDEX assignment_feedback_of ON assignment_feedback (assignment_id, id);
${tracked('assignment_feedback', 'business', { versioned: true })}
${guard('assignment_feedback', {
  province: { rows: 'true', can: 'SELECT, UPDATE (state)' },
  city: { rows: onAssignment, can: 'SELECT' },
  // what the unit's leader has not signed off is the unit's own
  department: { rows: `state = 'handed_in' AND ${onAssignment}`, can: 'SELECT' },
  unit: { rows: onAssignment, can: 'SELECT, INSERT, UPDATE (state, signed_by, reason)' },
})}

CREATE TABLE assignment_confirmation (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignment,
  round int NOT NULL,
  department_id uuid NOT NULL REFERENCES organisation,
  opinion text,
  actor_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (assignment_id, round, department_id)
);
CREATE INDEX assignment_confirmation_department ON assignment_confirmation (department_id);
${tracked('assignment_confirmation', 'business', { versioned: false })}
${guard('assignment_confirmation', {
  // the office speaks for the union where that cooperates, a department for itself alone
  province: { rows: 'true', can: 'SELECT, INSERT', writes: `department_id IN (SELECT o.id FROM organisation o WHERE o.kind = 'provincial_union')` },
  city: { rows: onAssignment, can: 'SELECT' },
  department: { rows: onAssignment, can: 'SELECT, INSERT', writes: `department_id = (SELECT app_scope()) AND ${onAssignment}` },
  unit: { rows: onAssignment, can: 'SELECT' },
})}
`;

const sight = `
ALTER POLICY unit ON assignment USING (pilot_unit_id = (SELECT app_scope()) AND (state NOT IN ('draft', 'pending_issue') OR refused_on IS NOT NULL));
`;

// A file of an assignment is seen by whoever sees the assignment. Files of one name are versions of one another, all kept.
const hooks = 'progress_update_id, finding_id, pilot_case_id, case_step_id, assignment_id';
const allHooks = `${hooks}, policy_id`;
const loose = `num_nonnulls(${allHooks}) = 0 AND uploaded_by_position = (SELECT app_position_id())`;
const onProgress = 'EXISTS (SELECT FROM progress_update p WHERE p.id = progress_update_id)';
const onFinding = 'EXISTS (SELECT FROM finding f WHERE f.id = finding_id)';
const onCase = 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)';
const onStep = 'EXISTS (SELECT FROM case_step s WHERE s.id = case_step_id)';
const onPolicy = '((SELECT app_position_id()) IS NOT NULL AND EXISTS (SELECT FROM policy p WHERE p.id = policy_id AND attachment.id = ANY (p.document_ids)))';
const REACHES = ['province', 'city', 'department', 'unit', 'inspector'] as const;

// A policy's documents are open to everybody and kept by the province alone (0025).
const rule = (reach: (typeof REACHES)[number]) => {
  const onTask = reach === 'department' ? `(${onAssignment} AND is_unsigned_evidence(attachment.id, assignment_id) IS NOT TRUE)` : onAssignment;
  const own = [`(${loose})`, ...(reach === 'inspector' ? [onFinding] : [onProgress, onFinding, onCase, onStep, onTask])].join(' OR ');
  if (reach === 'province') return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${allHooks})` };
  return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${hooks})`, writes: `policy_id IS NULL AND (${own})` };
};

const files = `
-- What the unit's leader has not signed off is the unit's own, the evidence too: a department asks this of each file.
CREATE FUNCTION is_unsigned_evidence(file uuid, of_assignment uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT bool_or(true) AND NOT bool_or(f.state = 'handed_in') FROM assignment_feedback f WHERE f.assignment_id = of_assignment AND file = ANY (f.attachment_ids)
$$;
REVOKE EXECUTE ON FUNCTION is_unsigned_evidence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_unsigned_evidence TO reach_department;
ALTER TABLE attachment
  ADD COLUMN assignment_id uuid REFERENCES assignment,
  DROP CONSTRAINT attachment_check,
  ADD CONSTRAINT attachment_check CHECK (num_nonnulls(${allHooks}) <= 1);
CREATE INDEX attachment_assignment ON attachment (assignment_id) WHERE assignment_id IS NOT NULL;
${REACHES.map((reach) => `DROP POLICY ${reach} ON attachment;`).join('\n')}
${REACHES.map((reach) => allow('attachment', reach, rule(reach))).join('\n')}
UPDATE open_work SET moves = replace(moves, 'progress_update_id IS NULL AND finding_id IS NULL', 'num_nonnulls(${allHooks}) = 0') WHERE kind = 'attachment';
`;
