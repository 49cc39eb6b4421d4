import type { EntityManager } from 'typeorm';
import type { ProgressReport } from './progress-report.entity.js';

// What the accepted one says, to be mended; when that was handed in holds for the correction too, so that no rate moves.
const EDITION = `INSERT INTO progress_report (id, reporting_period_id, pilot_case_id, pilot_unit_id, region_id, year, state, complete, submitted_at, on_time, edition, corrects_id,
    correction_reason, features, problems, coordination, next_steps, on_behalf)
  SELECT $2, reporting_period_id, pilot_case_id, pilot_unit_id, region_id, year, 'draft', complete, submitted_at, on_time, edition + 1, id, $3, features, problems, coordination, next_steps, NULL
  FROM progress_report WHERE id = $1`;
const ENTRIES = `INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, pilot_unit_id, region_id, assignment_id, progress, done, problems, next_steps, explanation)
  SELECT uuid_v7(), year, reporting_period_id, $3, pilot_unit_id, region_id, assignment_id, progress, done, problems, next_steps, explanation
  FROM report_entry WHERE progress_report_id = $1 AND year = $2`;
const VALUES = `INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, pilot_unit_id, region_id, pilot_case_id, indicator_code, kind, value, numerator, denominator, explanation)
  SELECT uuid_v7(), year, reporting_period_id, $3, pilot_unit_id, region_id, pilot_case_id, indicator_code, kind, value, numerator, denominator, explanation
  FROM indicator_value WHERE progress_report_id = $1 AND year = $2`;

/** 更正: another edition takes the place of `row`, which stays as it was. @returns its id */
export async function correctReport(em: EntityManager, { id, year }: ProgressReport, successorId: string, reason: string): Promise<string> {
  await em.query(EDITION, [id, successorId, reason]);
  await em.query(ENTRIES, [id, year, successorId]);
  await em.query(VALUES, [id, year, successorId]);
  return successorId;
}
