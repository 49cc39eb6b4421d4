import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a period units are reminded once before it is due, and once when it is over. */
export class PeriodReminders1764000000040 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE reporting_period ADD COLUMN reminded_at timestamptz, ADD COLUMN overdue_told_at timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('Units would be told twice: restore a backup instead.');
  }
}
