import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addAttachmentHook } from './attachment-policies.js';

/** Evidence of an evaluation: seen by whoever sees the mark it stands behind. */
export class EvaluationEvidence1764000000039 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(addAttachmentHook('evaluation_mark_id', 'evaluation_mark', 'attachment_mark'));
  }

  async down(): Promise<void> {
    throw new Error('Evidence would hang on nothing: restore a backup instead.');
  }
}
