import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addAttachmentHook } from './attachment-policies.js';

/** Files of a report: seen by whoever sees the report. */
export class ReportFiles1764000000033 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(addAttachmentHook('progress_report_id', 'progress_report', 'attachment_report'));
  }

  async down(): Promise<void> {
    throw new Error('Files of reports would hang on nothing: restore a backup instead.');
  }
}
