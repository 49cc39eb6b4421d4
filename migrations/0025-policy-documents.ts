import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow } from './policies.js';

/** The documents of a policy: files that hang on it, and which of them are in force. */
export class PolicyDocuments1764000000025 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(documents);
  }

  async down(): Promise<void> {
    throw new Error('Documents of policies would be lost: restore a backup instead.');
  }
}

// A file is seen by whoever sees what it hangs on. A policy's is open to everybody as long as the policy names it; one that was
// taken off stays where it is, for the trail, and nobody sees it.
const loose = `num_nonnulls(progress_update_id, finding_id, pilot_case_id, case_step_id, policy_id) = 0 AND uploaded_by_position = (SELECT app_position_id())`;
const onProgress = 'EXISTS (SELECT FROM progress_update p WHERE p.id = progress_update_id)';
const onFinding = 'EXISTS (SELECT FROM finding f WHERE f.id = finding_id)';
const onCase = 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)';
const onStep = 'EXISTS (SELECT FROM case_step s WHERE s.id = case_step_id)';
const onPolicy = '((SELECT app_position_id()) IS NOT NULL AND EXISTS (SELECT FROM policy p WHERE p.id = policy_id AND attachment.id = ANY (p.document_ids)))';
const REACHES = ['province', 'city', 'department', 'unit', 'inspector'] as const;

const rule = (reach: (typeof REACHES)[number]) => {
  const others = reach === 'inspector' ? [onFinding] : [onProgress, onFinding, onCase, onStep];
  const own = [`(${loose})`, ...others].join(' OR ');
  const columns = 'progress_update_id, finding_id, pilot_case_id, case_step_id';
  // only the province keeps the list of policies
  if (reach === 'province') return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${columns}, policy_id)` };
  return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${columns})`, writes: `policy_id IS NULL AND (${own})` };
};

const documents = `
ALTER TABLE policy ADD COLUMN document_ids uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE attachment
  ADD COLUMN policy_id uuid REFERENCES policy,
  DROP CONSTRAINT attachment_check,
  ADD CONSTRAINT attachment_check CHECK (num_nonnulls(progress_update_id, finding_id, pilot_case_id, case_step_id, policy_id) <= 1);
CREATE INDEX attachment_policy ON attachment (policy_id) WHERE policy_id IS NOT NULL;
${REACHES.map((reach) => `DROP POLICY ${reach} ON attachment;`).join('\n')}
${REACHES.map((reach) => allow('attachment', reach, rule(reach))).join('\n')}
`;
