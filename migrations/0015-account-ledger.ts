import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow } from './policies.js';

/** The ledger of accounts: brought and seen by the system administrator alone, and no business of the province's. */
export class AccountLedger1764000000015 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    const own = `kind = 'users' AND created_by_position = (SELECT app_position_id())`;
    const ofImport = 'EXISTS (SELECT FROM ledger_import i WHERE i.id = import_id)';
    const can = 'SELECT, INSERT, UPDATE';
    await q.query(`
      ALTER POLICY province ON ledger_import USING (kind <> 'users');
      ALTER POLICY province ON ledger_import_row USING (import_id IN (SELECT i.id FROM ledger_import i WHERE i.kind <> 'users'));
      ${allow('ledger_import', 'admin', { rows: own, can, writes: `${own} AND (SELECT acting_role()) = 'sys_admin'` })}
      ${allow('ledger_import_row', 'admin', { rows: ofImport, can, writes: ofImport })}
    `);
  }

  async down(): Promise<void> {
    throw new Error('Imports of accounts would be lost: restore a backup instead.');
  }
}
