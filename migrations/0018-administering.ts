import type { MigrationInterface, QueryRunner } from 'typeorm';
import { another, guard, sec, stateMachine, sys, tracked } from './policies.js';

/** What the administrators hand out and decide: links, roles as an adjustable matrix, proposals, handovers; and what they were refused. */
export class Administering1764000000018 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const part of [links, matrix, proposals, handing, refusals]) await q.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Accounts are not taken back: restore a backup instead.');
  }
}

const links = `
-- A link with which a person sets a password: at invitation, and after a reset. The token is kept nowhere, only its hash.
CREATE TABLE account_link (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  kind text NOT NULL CHECK (kind IN ('invitation', 'reset')),
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  withdrawn_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_link_user ON account_link (user_id);
${tracked('account_link', 'account', { versioned: false })}
${guard('account_link', {
  admin: {
    rows: 'true',
    can: 'SELECT (id, user_id, kind, expires_at, used_at, withdrawn_at, created_at), INSERT (id, user_id, kind, token_hash, expires_at)',
    writes: `${sys} AND ${another('user_id')}`,
  },
})}

-- A new link withdraws the one before, and voids the password: whoever asked for a reset may have lost it to somebody.
CREATE FUNCTION void_password() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE account_link SET withdrawn_at = now() WHERE user_id = NEW.user_id AND id <> NEW.id AND used_at IS NULL AND withdrawn_at IS NULL;
  UPDATE app_user SET password_hash = unusable_password(), activated_at = NULL, locked_until = NULL, failed_attempts = 0
  WHERE id = NEW.user_id AND activated_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER void_password AFTER INSERT ON account_link FOR EACH ROW EXECUTE FUNCTION void_password();
`;

const matrix = `
-- What a role has beyond the default of libs/identity/roles.ts, and what of it is taken. The newest version counts; the
-- others are its history. Kept as differences, so that a release that brings a permission brings it to adjusted roles too.
CREATE TABLE role_grant (
  id uuid PRIMARY KEY,
  role text NOT NULL REFERENCES role_rule,
  version int NOT NULL,
  given text[] NOT NULL,
  taken text[] NOT NULL,
  reason text,
  user_id uuid NOT NULL REFERENCES app_user,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (role, version)
);
${tracked('role_grant', 'account', { versioned: false })}
${guard('role_grant', {
  admin: { rows: 'true', can: 'SELECT, INSERT', writes: `${sec} AND user_id = (SELECT app_user_id()) AND role <> 'sec_admin'` },
})}

CREATE FUNCTION guard_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE rule role_rule;
BEGIN
  SELECT * INTO rule FROM role_rule r WHERE r.role = NEW.role;
  IF NOT NEW.given <@ rule.most OR NEW.taken && rule.least OR NEW.version <> 1 + (SELECT coalesce(max(g.version), 1) FROM role_grant g WHERE g.role = NEW.role) THEN
    RAISE EXCEPTION 'outside of what % may have', NEW.role USING ERRCODE = 'check_violation', CONSTRAINT = 'role_limits';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_guard BEFORE INSERT ON role_grant FOR EACH ROW EXECUTE FUNCTION guard_grant();

-- Whoever acts in the role is asked anew what it may, with the next request on every replica.
CREATE FUNCTION renew_rights() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE session s SET rights = s.rights + 1 FROM position p
  WHERE p.id = s.position_id AND p.role = NEW.role AND s.revoked_at IS NULL AND s.expires_at > now();
  RETURN NULL;
END $$;
CREATE TRIGGER renew_rights AFTER INSERT ON role_grant FOR EACH ROW EXECUTE FUNCTION renew_rights();
`;

const proposals = `
-- The system administrator makes accounts and gives no power: a position wanted for one waits for the security administrator.
CREATE TABLE position_proposal (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  organisation_id uuid NOT NULL REFERENCES organisation,
  role text NOT NULL REFERENCES role_rule,
  valid_from date NOT NULL,
  valid_until date,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  reason text,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX position_proposal_open ON position_proposal (user_id, organisation_id, role) WHERE state = 'proposed';
${tracked('position_proposal', 'account', { versioned: true })}
${stateMachine('position_proposal', 'position_proposal')}
${guard('position_proposal', {
  admin: {
    rows: 'true',
    can: 'SELECT, INSERT, UPDATE (state, reason)',
    writes: `((${sys} AND state IN ('proposed', 'withdrawn')) OR (${sec} AND state IN ('approved', 'rejected'))) AND ${another('user_id')}`,
  },
})}
`;

// What is open and hangs on a position. A lib whose rows do so adds its statement here by a migration of its own:
// $1 is the position handed over, $2 the successor's, $3 the successor's name.
const handing = `
CREATE TABLE open_work (
  kind text PRIMARY KEY,
  sequence int NOT NULL,
  moves text NOT NULL
);
${guard('open_work', {})}
INSERT INTO open_work (kind, sequence, moves) VALUES
  ('notification', 10, 'UPDATE notification SET position_id = $2 WHERE position_id = $1 AND read_at IS NULL AND $3 IS NOT NULL'),
  ('visit', 20, 'UPDATE visit_member m SET position_id = $2, member_name = CASE v.state WHEN ''planned'' THEN $3 ELSE m.member_name END
     FROM visit v WHERE v.id = m.visit_id AND v.state <> ''fed_back'' AND m.position_id = $1
       AND NOT EXISTS (SELECT FROM visit_member o WHERE o.visit_id = m.visit_id AND o.position_id = $2)'),
  ('visit_lead', 21, 'UPDATE visit v SET lead_name = $3 FROM visit_member m WHERE m.visit_id = v.id AND m.leads AND m.position_id = $2
     AND v.state = ''planned'' AND v.lead_name IS DISTINCT FROM $3 AND $1 IS NOT NULL'),
  ('ledger_import', 30, 'UPDATE ledger_import SET created_by_position = $2 WHERE created_by_position = $1 AND status IN (''reading'', ''previewed'') AND $3 IS NOT NULL'),
  ('attachment', 40, 'UPDATE attachment SET uploaded_by_position = $2 WHERE uploaded_by_position = $1 AND progress_update_id IS NULL AND finding_id IS NULL AND $3 IS NOT NULL');

CREATE TABLE handover (
  id uuid PRIMARY KEY,
  from_position_id uuid NOT NULL REFERENCES position,
  to_position_id uuid NOT NULL REFERENCES position,
  -- how many rows of each kind went over
  moved jsonb NOT NULL,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX handover_from ON handover (from_position_id);
${tracked('handover', 'account', { versioned: false })}
${guard('handover', { admin: { rows: 'true', can: 'SELECT, INSERT', writes: sec } })}

-- The security administrator sees none of what moves, only how much: so it moves in here.
CREATE FUNCTION hand_over_work(leaving uuid, coming uuid) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  work open_work;
  successor text;
  n bigint;
  moved jsonb := '{}';
BEGIN
  IF acting_role() IS DISTINCT FROM 'sec_admin' OR NOT EXISTS (
    SELECT FROM position a JOIN position b ON b.organisation_id = a.organisation_id AND b.role = a.role
    WHERE a.id = leaving AND b.id = coming AND a.succeeded_by = coming AND a.user_id <> app_user_id() AND b.user_id <> app_user_id()) THEN
    RAISE EXCEPTION 'no such handover' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT u.name INTO successor FROM app_user u JOIN position p ON p.user_id = u.id WHERE p.id = coming;
  FOR work IN SELECT * FROM open_work w ORDER BY w.sequence LOOP
    EXECUTE work.moves USING leaving, coming, successor;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN moved := moved || jsonb_build_object(work.kind, n); END IF;
  END LOOP;
  RETURN moved;
END $$;
REVOKE EXECUTE ON FUNCTION hand_over_work FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hand_over_work TO reach_admin;
`;

const refusals = `
-- What an administrator tried and was refused. The act itself leaves nothing; this row does, and by its trigger an audit entry.
CREATE TABLE refused_act (
  id uuid PRIMARY KEY,
  user_id uuid,
  position_id uuid,
  role text NOT NULL,
  action text NOT NULL,
  method text,
  path text,
  code text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
${tracked('refused_act', 'account', { versioned: false })}
${guard('refused_act', { admin: { rows: 'true', can: 'SELECT' } })}
`;
