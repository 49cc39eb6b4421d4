import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guard, readByAll, tracked } from './policies.js';

/** Policies and the tasks they carry; and the rights by which ledgers of the catalogue, of policies and of progress come and go. */
export class Policies1764000000013 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(policy);
    await q.query(rights);
  }

  async down(): Promise<void> {
    throw new Error('Policies would be lost: restore a backup instead.');
  }
}

// Tasks by code and not by row: a policy outlives the catalogue's versions.
const policy = `
CREATE TABLE policy (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  title text NOT NULL,
  title_en text,
  issuer text,
  doc_no text,
  category text NOT NULL,
  issued_on date,
  year int CHECK (year BETWEEN 1900 AND 2199),
  task_codes text[] NOT NULL DEFAULT '{}',
  remark text,
  search_text text NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (issued_on IS NULL OR year = extract(year FROM issued_on))
);
CREATE INDEX policy_search ON policy USING gin (search_text gin_trgm_ops);
CREATE INDEX policy_tasks ON policy USING gin (task_codes);
${tracked('policy', 'business', { versioned: true })}
${guard('policy', { ...readByAll(), province: { rows: 'true', can: 'SELECT, INSERT, UPDATE' } })}
`;

// A row goes with the ledger that brought it and in no other way (0008).
const rights = `
GRANT INSERT ON task_category TO reach_province;
${['policy', 'task_category', 'progress_update']
  .map((table) => `CREATE TRIGGER only_with_its_ledger BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION only_with_its_ledger();`)
  .join('\n')}
GRANT DELETE ON policy, task_category TO reach_province, reach_system;
GRANT DELETE ON progress_update TO reach_province, reach_city, reach_department, reach_unit, reach_system;
`;
