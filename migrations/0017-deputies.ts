import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REACHES } from './policies.js';

/** A deputy stands where the principal is named by position; and sign-ins that failed change no account. */
export class Deputies1764000000017 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const part of [loans, positions, sight, attempts]) await q.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Deputies would lose what they have under way: restore a backup instead.');
  }
}

// A colleague in the same post is the deputy one would choose, and may stand for two at a time: each is a row of its own.
const loans = `
ALTER TABLE position DROP CONSTRAINT position_user_id_organisation_id_role_key;
CREATE UNIQUE INDEX position_held ON position (user_id, organisation_id, role, deputy_of) NULLS NOT DISTINCT;
`;

// Of a deputy two, of everybody else one. Asked once a query: (SELECT app_positions()).
const positions = `
CREATE FUNCTION app_positions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT ARRAY[app_position_id()] || ARRAY(
    SELECT p.deputy_of FROM position p
    WHERE p.id = app_position_id() AND p.user_id = app_user_id() AND p.deputy_of IS NOT NULL AND position_stands(p.revoked_at, p.valid_from, p.valid_until))
$$;
REVOKE EXECUTE ON FUNCTION app_positions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_positions TO ${REACHES.map((reach) => `reach_${reach}`).join(', ')};
`;

// A visit is assigned to a position and an import is its bringer's: both are a deputy's too. Notices are not, for those that
// come meanwhile come to deputies by their role and organisation; nor is a file that hangs on nothing yet.
const standsFor = (column: string) => `${column} = ANY ((SELECT app_positions())::uuid[])`;
const brought = standsFor('created_by_position');
const sight = `
ALTER POLICY inspector ON visit_member USING (${standsFor('position_id')});
-- 回避 holds for the person in whichever position: also for who stands in for an inspector, and for who was given a position since.
ALTER POLICY inspector ON visit USING (
  id IN (SELECT m.visit_id FROM visit_member m) AND app_today() BETWEEN window_from AND window_to
  AND pilot_unit_id IS DISTINCT FROM (SELECT app_scope())
  AND pilot_unit_id NOT IN (SELECT p.organisation_id FROM position p WHERE p.user_id = (SELECT app_user_id()) AND p.revoked_at IS NULL));
ALTER POLICY city ON ledger_import USING (${brought});
ALTER POLICY department ON ledger_import USING (${brought});
ALTER POLICY unit ON ledger_import USING (${brought});
ALTER POLICY admin ON ledger_import USING (kind = 'users' AND ${brought})
  WITH CHECK (kind = 'users' AND ${brought} AND (SELECT acting_role()) = 'sys_admin');
`;

// Whoever guesses at a password changes nothing of the account, so an administrator's form over it stays in order. The
// counters are audited as before.
const counted = `ARRAY['failed_attempts', 'failed_at', 'locked_until']`;
const attempts = `
DROP TRIGGER a_bump ON app_user;
CREATE TRIGGER a_bump BEFORE UPDATE ON app_user FOR EACH ROW
  WHEN (current_setting('role', true) IS DISTINCT FROM 'reach_system' OR to_jsonb(NEW) - ${counted} IS DISTINCT FROM to_jsonb(OLD) - ${counted})
  EXECUTE FUNCTION bump_version();

ALTER TABLE sign_in_event
  DROP CONSTRAINT sign_in_event_outcome_check,
  ADD CONSTRAINT sign_in_event_outcome_check CHECK (outcome IN ('signed_in', 'wrong_password', 'wrong_code', 'locked', 'disabled', 'not_in_force',
    'unknown_user', 'signed_out', 'switched', 'confirmed', 'password_changed', 'second_factor_on', 'second_factor_off',
    'session_revoked', 'identity_linked', 'identity_unknown', 'token_made'));
`;
