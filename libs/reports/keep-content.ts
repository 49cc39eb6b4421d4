import type { EntityManager } from 'typeorm';
import { newId } from '../kernel/index.js';
import type { OpenedReport } from './report-pages.js';

// The parts of a report's year; a row that is there is replaced whole, for whoever writes holds the report.
const ENTRIES = `INSERT INTO report_entry (id, year, reporting_period_id, progress_report_id, pilot_unit_id, region_id, assignment_id, progress, done, problems, next_steps, explanation)
  SELECT e.id, $2, $3, $4, $5, $6, e."assignmentId", e.progress, e.done, e.problems, e."nextSteps", e.explanation
  FROM jsonb_to_recordset($1) AS e (id uuid, "assignmentId" uuid, progress smallint, done text, problems text, "nextSteps" text, explanation text)
  ON CONFLICT (year, progress_report_id, assignment_id) DO UPDATE SET progress = excluded.progress, done = excluded.done, problems = excluded.problems,
    next_steps = excluded.next_steps, explanation = excluded.explanation, updated_at = now()`;
const VALUES = `INSERT INTO indicator_value (id, year, reporting_period_id, progress_report_id, pilot_unit_id, region_id, pilot_case_id, indicator_code, kind, value, numerator, denominator, explanation)
  SELECT v.id, $2, $3, $4, $5, $6, $7, v.code, v.kind, v.value, v.numerator, v.denominator, v.explanation
  FROM jsonb_to_recordset($1) AS v (id uuid, code text, kind text, value numeric, numerator numeric, denominator numeric, explanation text)
  ON CONFLICT (year, progress_report_id, indicator_code) DO UPDATE SET value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator,
    explanation = excluded.explanation, updated_at = now()`;
// The version moves with every cell: whoever hands in or reviews says which content they saw.
const SECTIONS = `UPDATE progress_report SET features = $2, problems = $3, coordination = $4, next_steps = $5, on_behalf = $6 WHERE id = $1 RETURNING version`;

/** Writes rows as they are in hand, prefilled ones too. */
export async function keepRows(em: EntityManager, report: OpenedReport, rows: Pick<OpenedReport, 'entries' | 'indicators'>): Promise<void> {
  const of = [report.year, report.periodId, report.id, report.pilotUnitId, report.regionId];
  const entries = rows.entries.map(({ assignmentId, progress, done, problems, nextSteps, explanation }) => ({ id: newId(), assignmentId, progress, done, problems, nextSteps, explanation }));
  const values = rows.indicators.map(({ code, kind, value, numerator, denominator, explanation }) => ({ id: newId(), code, kind, value, numerator, denominator, explanation }));
  if (entries.length > 0) await em.query(ENTRIES, [JSON.stringify(entries), ...of]);
  if (values.length > 0) await em.query(VALUES, [JSON.stringify(values), ...of, report.caseId]);
}

/** @returns the report's version then */
export async function keepSections(em: EntityManager, { id, sections }: OpenedReport, onBehalf: string | null): Promise<number> {
  const [[row]] = (await em.query(SECTIONS, [id, sections.features, sections.problems, sections.coordination, sections.nextSteps, onBehalf])) as [{ version: number }[], number];
  return row!.version;
}
