import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Taking a ledger back costs the same for each row, however many rows and however much work the province has. */
export class Undo1764000000019 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(references);
    await q.query(brought);
  }

  async down(): Promise<void> {
    throw new Error('Nothing is gained by taking indexes back: restore a backup instead.');
  }
}

// When a row goes, each table that may refer to it is asked. Without an index each was read whole for each row: at 5,200
// units and 270,400 assignments an undo outlasted its time. `task_category` has a page or two and needs none.
const references = `
CREATE INDEX assignment_lead ON assignment (lead_department_id);
CREATE INDEX progress_report_case ON progress_report (pilot_case_id);
-- sponsorship_once knows only those that stand
CREATE INDEX sponsorship_case ON sponsorship (pilot_case_id);
CREATE INDEX plan_confirmation_department ON plan_confirmation (department_id);
CREATE INDEX position_proposal_organisation ON position_proposal (organisation_id);
CREATE INDEX pilot_unit_merged_into ON pilot_unit (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX unit_change_other ON unit_change (other_unit_id) WHERE other_unit_id IS NOT NULL;
CREATE INDEX unit_pair_decision_second ON unit_pair_decision (second_id);
`;

// Under a policy PostgreSQL asks the policy of every row before it may look anything up with @>, which is not leakproof; so
// which import brought a row is looked up beside the policies, and whether the actor sees that import is asked under them.
// The index keeps no list of what is not sorted in yet: a commit would leave thousands there, and each look-up reads them all.
const brought = `
ALTER INDEX ledger_import_row_created SET (fastupdate = off);
SELECT gin_clean_pending_list('ledger_import_row_created');
CREATE FUNCTION imports_that_brought(row_id uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.import_id FROM ledger_import_row r WHERE r.created @> ARRAY[row_id]
$$;
REVOKE EXECUTE ON FUNCTION imports_that_brought FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports_that_brought TO reach_province, reach_city, reach_department, reach_unit, reach_system;
CREATE OR REPLACE FUNCTION only_with_its_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT LIKE 'reach\\_%' OR EXISTS (
    SELECT FROM ledger_import i WHERE i.id IN (SELECT imports_that_brought(OLD.id)) AND i.status = 'committed') THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'only undoing the ledger that brought a row takes it away' USING ERRCODE = 'insufficient_privilege';
END $$;
`;
