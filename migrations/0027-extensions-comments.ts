import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, stateMachine, tracked } from './policies.js';

/** 延期申请, asked for before expiry and decided by who may; and what people say to one another beside a case or an assignment. */
export class ExtensionsComments1764000000027 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(extensions);
    await q.query(comments);
  }

  async down(): Promise<void> {
    throw new Error('Requests would be lost: restore a backup instead.');
  }
}

const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';

const extensions = `
INSERT INTO setting (key, value, source) VALUES
  ('assignment.extensions', '{"byLead": 1, "byOffice": 1}', '督查事项管理办法：延期须在到期前申请，说明理由和新时限，经单位领导审签。牵头部门至多同意一次，其后由省产改办负责人至多再同意一次')
ON CONFLICT DO NOTHING;

ALTER TABLE assignment ADD COLUMN extension_count smallint NOT NULL DEFAULT 0;

CREATE TABLE extension_request (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES assignment,
  -- which extension of the assignment it asks for: that says who decides
  sequence smallint NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  -- percent done when it was asked for
  progress smallint NOT NULL CHECK (progress BETWEEN 0 AND 100),
  -- the limit it asks to move, and the one from the beginning
  due_on date NOT NULL,
  original_due_on date NOT NULL,
  proposed_due_on date NOT NULL,
  decided_due_on date,
  requested_by text NOT NULL,
  requested_role text NOT NULL,
  requested_organisation text NOT NULL,
  signed_by text,
  decided_by text,
  decided_role text,
  decided_organisation text,
  decision_reason text,
  decided_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (proposed_due_on > due_on),
  CHECK (state <> 'approved' OR decided_due_on IS NOT NULL)
);
CREATE INDEX extension_request_of ON extension_request (assignment_id, id);
CREATE UNIQUE INDEX extension_request_open ON extension_request (assignment_id) WHERE state IN ('requested', 'leader_ok');
CREATE INDEX extension_request_waiting ON extension_request (state, id) WHERE state IN ('requested', 'leader_ok');
${tracked('extension_request', 'business', { versioned: true })}
${stateMachine('extension_request', 'extension-request')}
${guard('extension_request', {
  province: { rows: 'true', can: 'SELECT, UPDATE' },
  city: { rows: onAssignment, can: 'SELECT' },
  department: { rows: onAssignment, can: 'SELECT, UPDATE' },
  unit: { rows: onAssignment, can: 'SELECT, INSERT, UPDATE (state, signed_by, decided_by, decided_role, decided_organisation, decision_reason, decided_at)' },
})}
`;

const onSubject = `(${onAssignment} OR EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id))`;
const spoken = { rows: onSubject, can: 'SELECT, INSERT', writes: `${onSubject} AND author_position_id = (SELECT app_position_id())` };

// Said is said: a comment is never changed and never taken back, a second one mends it.
const comments = `
CREATE TABLE comment (
  id uuid PRIMARY KEY,
  assignment_id uuid REFERENCES assignment,
  pilot_case_id uuid REFERENCES pilot_case,
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  -- positions that were told; each of them may see what it hangs on
  mentions uuid[] NOT NULL DEFAULT '{}',
  author_position_id uuid NOT NULL REFERENCES position,
  author_name text NOT NULL,
  author_role text NOT NULL,
  author_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(assignment_id, pilot_case_id) = 1)
);
CREATE INDEX comment_assignment ON comment (assignment_id, id) WHERE assignment_id IS NOT NULL;
CREATE INDEX comment_case ON comment (pilot_case_id, id) WHERE pilot_case_id IS NOT NULL;
${tracked('comment', 'business', { versioned: false })}
${guard('comment', {
  province: { rows: 'true', can: 'SELECT, INSERT', writes: 'author_position_id = (SELECT app_position_id())' },
  city: spoken,
  department: spoken,
  unit: spoken,
})}

-- One position's inbox; notify_positions tells an organisation's roles.
CREATE FUNCTION notify_position(told uuid, kind text, subject_type text, subject_id uuid, data jsonb)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO notification (id, position_id, kind, subject_type, subject_id, data)
  SELECT uuid_v7(), p.id, $2, $3, $4, $5 FROM position p WHERE p.id = $1 AND p.revoked_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION notify_position FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notify_position TO reach_province, reach_city, reach_department, reach_unit, reach_system;
`;
