import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, guard, tracked } from './policies.js';

/** What a case carries from application to 示范: its papers, the steps it took, who confirmed its plan, what was objected. */
export class Cases1764000000010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(papers);
    await q.query(hands);
    await q.query(attachments);
  }

  async down(): Promise<void> {
    throw new Error('Papers of cases are not taken back: restore a backup instead.');
  }
}

const onCase = 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)';

const papers = `
ALTER TABLE pilot_case
  ADD COLUMN application jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN plan jsonb NOT NULL DEFAULT '{}',
  -- counts the submissions of the plan: a confirmation is of one of them
  ADD COLUMN plan_round int NOT NULL DEFAULT 0,
  ADD COLUMN recommend_rank int CHECK (recommend_rank > 0),
  ADD COLUMN publicity_from date,
  ADD COLUMN publicity_to date,
  ADD CHECK (publicity_from <= publicity_to);
CREATE INDEX pilot_case_state ON pilot_case (state, case_no);

-- Never overwritten: who did what when with which reason, and the papers as they were then.
CREATE TABLE case_step (
  id uuid PRIMARY KEY,
  pilot_case_id uuid NOT NULL REFERENCES pilot_case,
  action text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  -- a reason per field of the application: {"unionName": "…"}
  field_reasons jsonb NOT NULL DEFAULT '{}',
  -- what the act decided besides: 文号, rank, score, …
  detail jsonb NOT NULL DEFAULT '{}',
  -- the application or the plan as it was handed in
  papers jsonb,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  actor_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX case_step_of ON case_step (pilot_case_id, id);
${tracked('case_step', 'business', { versioned: false })}

CREATE TABLE plan_confirmation (
  id uuid PRIMARY KEY,
  pilot_case_id uuid NOT NULL REFERENCES pilot_case,
  round int NOT NULL,
  department_id uuid NOT NULL REFERENCES organisation,
  opinion text,
  actor_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (pilot_case_id, round, department_id)
);
${tracked('plan_confirmation', 'business', { versioned: false })}

CREATE TABLE case_objection (
  id uuid PRIMARY KEY,
  pilot_case_id uuid NOT NULL REFERENCES pilot_case,
  raised_by text NOT NULL,
  raised_on date NOT NULL,
  content text NOT NULL,
  outcome text,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX case_objection_of ON case_objection (pilot_case_id, id);
${tracked('case_objection', 'business', { versioned: true })}

INSERT INTO setting (key, value, source) VALUES
  ('case.publicity', '{"workingDays": 5}', '公示期不少于5个工作日：干部任用和评先评优公示的通例；本办法未另作规定，由省产改办确认'),
  ('case.sponsors', '{"min": 1, "max": 2}', '结合各自承担的改革任务确定1—2家试点单位（省产改试点方案）')
ON CONFLICT DO NOTHING;
`;

// A unit writes its draft and its plan, a sponsor sends a plan back; which states that touches is checked here once more,
// because a policy sees only the row as it becomes.
const hands = `
CREATE FUNCTION guard_case_hands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'reach_unit' AND TG_OP = 'INSERT' AND NEW.state <> 'draft'
     OR current_user = 'reach_unit' AND TG_OP = 'UPDATE'
        AND (OLD.state, NEW.state) NOT IN (('draft', 'draft'), ('draft', 'applied'), ('designated', 'designated'), ('designated', 'plan_review'))
     OR current_user = 'reach_department' AND TG_OP = 'UPDATE' AND (OLD.state, NEW.state) NOT IN (('plan_review', 'plan_review'), ('plan_review', 'designated')) THEN
    RAISE EXCEPTION 'a case in this state is not in the hands of %', current_user USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_hands BEFORE INSERT OR UPDATE ON pilot_case FOR EACH ROW EXECUTE FUNCTION guard_case_hands();

GRANT USAGE ON SEQUENCE pilot_case_no TO reach_unit;
GRANT INSERT (id, case_no, pilot_unit_id, region_id, level, batch_id, state, task_codes, application, plan), UPDATE (state, level, batch_id, application, plan, plan_round, task_codes) ON pilot_case TO reach_unit;
GRANT UPDATE (state, plan_round) ON pilot_case TO reach_department;

${guard('case_step', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: onCase, can: 'SELECT, INSERT' },
  department: { rows: onCase, can: 'SELECT, INSERT' },
  unit: { rows: onCase, can: 'SELECT, INSERT' },
  inspector: { rows: 'false', can: 'SELECT' },
})}
${guard('plan_confirmation', {
  province: { rows: 'true', can: 'SELECT' },
  city: { rows: onCase, can: 'SELECT' },
  department: {
    rows: onCase,
    can: 'SELECT, INSERT',
    // for itself alone, and only where it sponsors
    writes: 'department_id = (SELECT app_scope()) AND pilot_case_id IN (SELECT s.pilot_case_id FROM sponsorship s)',
  },
  unit: { rows: onCase, can: 'SELECT' },
  inspector: { rows: 'false', can: 'SELECT' },
})}
-- Whoever objects is not named to the unit.
${guard('case_objection', {
  province: { rows: 'true', can: 'SELECT, INSERT, UPDATE (outcome)' },
  city: { rows: onCase, can: 'SELECT, INSERT' },
})}
`;

// A file is seen by whoever sees what it hangs on: the application's with the case, an opinion's with the step.
const loose = 'num_nonnulls(progress_update_id, finding_id, pilot_case_id, case_step_id) = 0 AND uploaded_by_position = (SELECT app_position_id())';
const onProgress = 'EXISTS (SELECT FROM progress_update p WHERE p.id = progress_update_id)';
const onFinding = 'EXISTS (SELECT FROM finding f WHERE f.id = finding_id)';
const onStep = 'EXISTS (SELECT FROM case_step s WHERE s.id = case_step_id)';
const attached = (...where: string[]) => ({
  rows: [`(${loose})`, ...where].join(' OR '),
  can: 'SELECT, INSERT, UPDATE (progress_update_id, finding_id, pilot_case_id, case_step_id)',
});
const REACHES = ['province', 'city', 'department', 'unit', 'inspector'] as const;

const attachments = `
ALTER TABLE attachment
  ADD COLUMN pilot_case_id uuid REFERENCES pilot_case,
  ADD COLUMN case_step_id uuid REFERENCES case_step,
  DROP CONSTRAINT attachment_check,
  ADD CONSTRAINT attachment_check CHECK (num_nonnulls(progress_update_id, finding_id, pilot_case_id, case_step_id) <= 1);
CREATE INDEX attachment_case ON attachment (pilot_case_id) WHERE pilot_case_id IS NOT NULL;
CREATE INDEX attachment_case_step ON attachment (case_step_id) WHERE case_step_id IS NOT NULL;
${REACHES.map((reach) => `DROP POLICY ${reach} ON attachment;`).join('\n')}
${REACHES.map((reach) =>
  allow('attachment', reach, reach === 'inspector' ? attached(onFinding) : attached(onProgress, onFinding, onCase, onStep)),
).join('\n')}
`;
