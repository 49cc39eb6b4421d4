import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow } from './policies.js';

/**
 * One kind of import for every ledger. What was the units' own becomes it, with its rows; nothing of it is lost.
 */
export class Ledgers1764000000008 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(imports);
    await q.query(rows);
    await q.query(undo);
    await q.query(policies);
  }

  async down(): Promise<void> {
    throw new Error('Imports of other kinds would be lost: restore a backup instead.');
  }
}

// How far reading is, is no change of the import: it bumps no version and is not worth an audit entry.
const imports = `
ALTER TABLE unit_import RENAME TO ledger_import;
ALTER TABLE ledger_import ADD kind text NOT NULL DEFAULT 'pilot-units',
  ADD notes jsonb NOT NULL DEFAULT '{}',
  ADD rows_done int NOT NULL DEFAULT 0,
  ADD rows_total int NOT NULL DEFAULT 0,
  ADD created_by_name text NOT NULL DEFAULT '';
ALTER TABLE ledger_import ALTER kind DROP DEFAULT, ALTER created_by_name DROP DEFAULT;
ALTER TABLE ledger_import DROP CONSTRAINT unit_import_status_check;
ALTER TABLE ledger_import ADD CONSTRAINT ledger_import_status
  CHECK (status IN ('reading', 'previewed', 'committing', 'committed', 'undone', 'failed'));
ALTER INDEX unit_import_pkey RENAME TO ledger_import_pkey;
CREATE INDEX ledger_import_kind ON ledger_import (kind, id DESC);
DROP TRIGGER a_bump ON ledger_import;
DROP TRIGGER z_audit ON ledger_import;
CREATE TRIGGER a_bump BEFORE UPDATE OF status, counts, failure ON ledger_import FOR EACH ROW EXECUTE FUNCTION bump_version();
CREATE TRIGGER z_audit AFTER INSERT OR DELETE OR UPDATE OF status, counts, failure ON ledger_import
  FOR EACH ROW EXECUTE FUNCTION audit_row('business');
`;

// A row's texts are kept as the file had them, so that it can be mended in place; every mending is audited.
const rows = `
ALTER TABLE unit_import_row RENAME TO ledger_import_row;
ALTER TABLE ledger_import_row ADD id uuid NOT NULL DEFAULT uuid_v7(),
  ADD cells jsonb NOT NULL DEFAULT '{}',
  ADD flaws jsonb NOT NULL DEFAULT '{}',
  ADD key text,
  ADD created uuid[] NOT NULL DEFAULT '{}',
  ADD undo jsonb,
  ADD version int NOT NULL DEFAULT 1,
  ADD updated_at timestamptz NOT NULL DEFAULT now(),
  ADD rank smallint GENERATED ALWAYS AS (CASE WHEN outcome = 'error' THEN 0 WHEN jsonb_array_length(problems) > 0 THEN 1 ELSE 2 END) STORED;
ALTER TABLE ledger_import_row DROP CONSTRAINT unit_import_row_pkey;
ALTER TABLE ledger_import_row ADD CONSTRAINT ledger_import_row_pkey PRIMARY KEY (id), ADD UNIQUE (import_id, sheet, row);
CREATE INDEX ledger_import_row_rank ON ledger_import_row (import_id, rank, sheet, row);
CREATE INDEX ledger_import_row_key ON ledger_import_row (import_id, key);
CREATE INDEX ledger_import_row_created ON ledger_import_row USING gin (created);
CREATE TRIGGER a_bump BEFORE UPDATE OF cells ON ledger_import_row FOR EACH ROW EXECUTE FUNCTION bump_version();
CREATE TRIGGER z_audit AFTER UPDATE OF cells ON ledger_import_row FOR EACH ROW EXECUTE FUNCTION audit_row('business');
`;

// What people entered is never deleted. What a ledger brought by mistake is, by undoing that ledger and in no other way: the
// table itself asks for the import, which the actor must see and which must still be committed.
const undo = `
CREATE FUNCTION only_with_its_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT LIKE 'reach\\_%' OR EXISTS (
    SELECT FROM ledger_import_row r JOIN ledger_import i ON i.id = r.import_id
    WHERE r.created @> ARRAY[OLD.id] AND i.status = 'committed') THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'only undoing the ledger that brought a row takes it away' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_with_its_ledger BEFORE DELETE ON pilot_case FOR EACH ROW EXECUTE FUNCTION only_with_its_ledger();
CREATE TRIGGER only_with_its_ledger BEFORE DELETE ON pilot_unit FOR EACH ROW EXECUTE FUNCTION only_with_its_ledger();
CREATE TRIGGER only_with_its_ledger BEFORE DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION only_with_its_ledger();
GRANT DELETE ON pilot_case, pilot_unit, organisation TO reach_province, reach_city, reach_system;
GRANT DELETE ON sponsorship TO reach_system;
`;

// Departments and units bring ledgers of progress; each position sees its own.
const own = 'created_by_position = (SELECT app_position_id())';
const ofImport = 'EXISTS (SELECT FROM ledger_import i WHERE i.id = import_id)';
const policies = (['department', 'unit'] as const)
  .map((reach) => `${allow('ledger_import', reach, { rows: own, can: 'SELECT, INSERT, UPDATE' })}
    ${allow('ledger_import_row', reach, { rows: ofImport, can: 'SELECT, INSERT, UPDATE' })}`)
  .join('\n');
