import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, stateMachine, tracked } from './policies.js';

/** 督办: reminders, coloured notices, letters and interviews, by hand and by rule, each numbered and sent once. */
export class Supervision1764000000022 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(notices);
    await q.query(numbers);
    await q.query(settings);
  }

  async down(): Promise<void> {
    throw new Error('What was sent is not taken back.');
  }
}

const region = 'region_id = (SELECT app_scope())';
const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';
const onNotice = 'EXISTS (SELECT FROM supervision_notice n WHERE n.id = notice_id)';
// A unit knows of a notice once it was sent; a proposal that came to nothing was never about it.
const sentTo = 'pilot_unit_id = (SELECT app_scope()) AND issued_on IS NOT NULL';
const readWrite = 'SELECT, INSERT, UPDATE';

const notices = `
CREATE TABLE supervision_notice (
  id uuid PRIMARY KEY,
  -- allotted when it is issued, without a gap
  no text UNIQUE,
  kind text NOT NULL CHECK (kind IN ('remind', 'blue', 'yellow', 'letter', 'red', 'talk')),
  state text NOT NULL,
  assignment_id uuid NOT NULL,
  pilot_case_id uuid NOT NULL,
  pilot_unit_id uuid NOT NULL,
  region_id uuid NOT NULL,
  -- what was so when it was raised
  due_on date NOT NULL,
  light text NOT NULL,
  progress smallint NOT NULL,
  problem text NOT NULL,
  requirement text NOT NULL,
  urgent boolean NOT NULL DEFAULT false,
  raised_on date NOT NULL,
  issued_on date,
  reply_days int CHECK (reply_days > 0),
  reply_by date,
  reply text,
  replied_on date,
  issuer_id uuid REFERENCES organisation,
  signer_name text,
  signer_role text,
  -- the rule that raised it, and what it was raised for: once for each
  rule text,
  episode text,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (assignment_id, pilot_case_id, pilot_unit_id, region_id)
    REFERENCES assignment (id, pilot_case_id, pilot_unit_id, region_id) ON UPDATE CASCADE,
  UNIQUE (assignment_id, rule, episode),
  CHECK ((rule IS NULL) = (episode IS NULL)),
  CHECK ((no IS NULL) = (issued_on IS NULL))
);
-- Nothing is sent twice: one of a kind for an assignment and day, whoever raises it.
CREATE UNIQUE INDEX supervision_notice_once ON supervision_notice (assignment_id, kind, raised_on) WHERE state <> 'withdrawn';
CREATE INDEX supervision_notice_of ON supervision_notice (assignment_id, id DESC);
CREATE INDEX supervision_notice_region ON supervision_notice (region_id, state, id DESC);
CREATE INDEX supervision_notice_unit ON supervision_notice (pilot_unit_id, state, id DESC);
CREATE INDEX supervision_notice_issuer ON supervision_notice (issuer_id);
CREATE INDEX supervision_notice_state ON supervision_notice (state, id DESC);
${tracked('supervision_notice', 'business', { versioned: true })}
${stateMachine('supervision_notice', 'supervision_notice')}
${guard('supervision_notice', {
  province: { rows: 'true', can: readWrite },
  city: { rows: region, can: 'SELECT, INSERT', writes: `${region} AND kind = 'remind'` },
  department: { rows: onAssignment, can: readWrite },
  unit: { rows: sentTo, can: 'SELECT, UPDATE' },
})}

CREATE TABLE supervision_step (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL REFERENCES supervision_notice,
  action text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  reason text,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  actor_organisation text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX supervision_step_of ON supervision_step (notice_id, id);
${tracked('supervision_step', 'business', { versioned: false })}
${guard('supervision_step', {
  province: { rows: 'true', can: 'SELECT, INSERT' },
  city: { rows: onNotice, can: 'SELECT, INSERT' },
  department: { rows: onNotice, can: 'SELECT, INSERT' },
  unit: { rows: onNotice, can: 'SELECT, INSERT' },
})}
`;

const numbers = `
CREATE TABLE supervision_number (
  year int NOT NULL,
  kind text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (year, kind)
);
${guard('supervision_number', {})}

-- The next so many numbers of a kind and year; the last of them comes back. Given up with the transaction that asked.
CREATE FUNCTION allot_supervision_numbers(of_year int, of_kind text, n int) RETURNS int LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO supervision_number (year, kind, last) VALUES (of_year, of_kind, n)
  ON CONFLICT (year, kind) DO UPDATE SET last = supervision_number.last + n RETURNING last
$$;
REVOKE EXECUTE ON FUNCTION allot_supervision_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION allot_supervision_numbers TO reach_province, reach_city, reach_department, reach_system;
`;

const settings = `
INSERT INTO setting (key, value, source) VALUES
  ('supervision', '{"prefix": "冀产改督", "replyWorkingDays": {"blue": 5, "yellow": 3, "letter": 5, "red": 2, "talk": 3}, "rulesOff": []}',
   '办公室选定；颜色与约谈的用法参照各地督办办法（蓝临近、黄滞后、红逾期；两次黄牌发督办函，红牌约谈）')
ON CONFLICT (key) DO NOTHING;
`;
