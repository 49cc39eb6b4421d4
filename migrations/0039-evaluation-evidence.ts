import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow } from './policies.js';

/** Evidence of an evaluation: seen by whoever sees the mark it stands behind. */
export class EvaluationEvidence1764000000039 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(files);
  }

  async down(): Promise<void> {
    throw new Error('Evidence would hang on nothing: restore a backup instead.');
  }
}

// As in 0033, with one hook more.
const earlier = 'progress_update_id, finding_id, pilot_case_id, case_step_id, assignment_id, progress_report_id';
const hooks = `${earlier}, evaluation_mark_id`;
const allHooks = `${hooks}, policy_id`;
const loose = `num_nonnulls(${allHooks}) = 0 AND uploaded_by_position = (SELECT app_position_id())`;
const onProgress = 'EXISTS (SELECT FROM progress_update p WHERE p.id = progress_update_id)';
const onFinding = 'EXISTS (SELECT FROM finding f WHERE f.id = finding_id)';
const onCase = 'EXISTS (SELECT FROM pilot_case c WHERE c.id = pilot_case_id)';
const onStep = 'EXISTS (SELECT FROM case_step s WHERE s.id = case_step_id)';
const onAssignment = 'EXISTS (SELECT FROM assignment a WHERE a.id = assignment_id)';
const onReport = 'EXISTS (SELECT FROM progress_report r WHERE r.id = progress_report_id)';
const onMark = 'EXISTS (SELECT FROM evaluation_mark m WHERE m.id = evaluation_mark_id)';
const onPolicy = '((SELECT app_position_id()) IS NOT NULL AND EXISTS (SELECT FROM policy p WHERE p.id = policy_id AND attachment.id = ANY (p.document_ids)))';
const REACHES = ['province', 'city', 'department', 'unit', 'inspector'] as const;

const rule = (reach: (typeof REACHES)[number]) => {
  const onTask = reach === 'department' ? `(${onAssignment} AND is_unsigned_evidence(attachment.id, assignment_id) IS NOT TRUE)` : onAssignment;
  const own = [`(${loose})`, ...(reach === 'inspector' ? [onFinding] : [onProgress, onFinding, onCase, onStep, onTask, onReport, onMark])].join(' OR ');
  if (reach === 'province') return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${allHooks})` };
  return { rows: `${own} OR ${onPolicy}`, can: `SELECT, INSERT, UPDATE (${hooks})`, writes: `policy_id IS NULL AND (${own})` };
};

const files = `
ALTER TABLE attachment
  ADD COLUMN evaluation_mark_id uuid REFERENCES evaluation_mark,
  DROP CONSTRAINT attachment_check,
  ADD CONSTRAINT attachment_check CHECK (num_nonnulls(${allHooks}) <= 1);
CREATE INDEX attachment_mark ON attachment (evaluation_mark_id) WHERE evaluation_mark_id IS NOT NULL;
${REACHES.map((reach) => `DROP POLICY ${reach} ON attachment;`).join('\n')}
${REACHES.map((reach) => allow('attachment', reach, rule(reach))).join('\n')}
UPDATE open_work SET moves = replace(moves, 'num_nonnulls(${earlier}, policy_id)', 'num_nonnulls(${allHooks})') WHERE kind = 'attachment';
`;
