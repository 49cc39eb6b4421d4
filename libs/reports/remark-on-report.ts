import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change, Clock, conflict, Db, invalid, newId, notFound, sameVersion, seen, type Actor } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import type { AnswerRemarkIn, RemarkIn } from './remark.dto.js';
import { cellOf } from './report-cells.rules.js';
import type { ReportRemarkOut } from './report-page.dto.js';
import type { EntryRemarkIn } from './review.dto.js';
import { ReportRemark } from './report-step.entity.js';
import { REVIEWERS } from './tell-of-report.js';

interface About {
  id: string;
  submissions: number;
}

/** Writes a word on a cell, in the transaction that it belongs to. @returns its id */
export async function remarkOn(em: EntityManager, actor: Actor, { id: progressReportId, submissions }: About, word: { cell: string; kind: ReportRemark['kind']; text: string }): Promise<string> {
  const id = newId();
  await em.insert(ReportRemark, {
    id, progressReportId, ...word, submission: submissions, departmentId: actor.reach === 'department' ? actor.scope : null,
    authorName: actor.userName, authorRole: actor.role, authorOrganisation: actor.organisationName,
  });
  return id;
}

// A department reads what is about its tasks in any unit's report, and the report itself only where it sponsors the case.
const ABOUT = `SELECT p.submissions, p.pilot_unit_id AS "pilotUnitId", p.state, d.name AS period, d.name_en AS "periodEn"
  FROM progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id WHERE p.id = $1`;
const ABOUT_PART = (part: 'report_entry' | 'indicator_value', row: string, submissions: string) => `SELECT ${submissions} AS submissions, x.pilot_unit_id AS "pilotUnitId", 'submitted' AS state,
    d.name AS period, d.name_en AS "periodEn" FROM ${part} x JOIN reporting_period d ON d.id = x.reporting_period_id WHERE x.progress_report_id = $1 AND x.${row}::text = $2 LIMIT 1`;
const partsBy = (submissions: string) => ({ entries: ABOUT_PART('report_entry', 'assignment_id', submissions), indicators: ABOUT_PART('indicator_value', 'indicator_code', submissions) });
const [DEPARTMENTS, OTHERS] = [partsBy('report_submissions(x.progress_report_id)'), partsBy('0')];

const ENTRY = { name: 'remarks.entry', text: 'SELECT progress_report_id AS "reportId", assignment_id AS "assignmentId" FROM report_entry WHERE id = $1' };

const SHOWN = `SELECT m.id, m.cell, m.kind, m.text, m.submission, m.created_at AS at, m.version, json_build_object('name', m.author_name, 'role', m.author_role, 'organisation', m.author_organisation) AS author,
    m.answer, m.answered_by AS "answeredBy", m.answered_at AS "answeredAt" FROM report_remark m WHERE m.id = $1`;

const ASKERS = `SELECT o.id, d.name AS period, d.name_en AS "periodEn", u.name AS unit FROM progress_report p JOIN reporting_period d ON d.id = p.reporting_period_id
  JOIN pilot_unit u ON u.id = p.pilot_unit_id JOIN organisation o ON CASE WHEN $2::uuid IS NULL THEN ${REVIEWERS} ELSE o.id = $2 END WHERE p.id = $1`;

interface Found {
  submissions: number;
  pilotUnitId: string;
  state: string;
  period: string;
  periodEn: string;
}

/** Words on single cells by those who review, and the unit's answers. */
@Injectable()
export class RemarkOnReport {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws 404, 409 while the unit still writes, 422 for a cell that the report does not have */
  async remark(actor: Actor, id: string, { cell: address, kind, text }: RemarkIn): Promise<ReportRemarkOut> {
    return this.db.as(actor, async (em) => {
      const cell = cellOf(address);
      const department = actor.reach === 'department';
      const part: Found[] = cell && cell.part !== 'sections' ? await em.query((department ? DEPARTMENTS : OTHERS)[cell.part], [id, cell.row]) : [];
      const [report] = [...((await em.query(ABOUT, [id])) as Found[]), ...(department ? part : [])];
      if (!report) throw notFound();
      if (!['submitted', 'city_review', 'province_review', 'accepted'].includes(report.state)) throw conflict('report_not_handed_in');
      if (!cell || (cell.part !== 'sections' && part.length === 0)) throw invalid([{ pointer: '/cell', code: 'unknown_cell' }]);
      const remarkId = await remarkOn(em, actor, { id, submissions: report.submissions }, { cell: address, kind, text });
      const data = { period: report.period, periodEn: report.periodEn, by: actor.organisationName, said: text };
      await notify(em, { organisationId: report.pilotUnitId, roles: ['pilot_liaison', 'pilot_leader'], kind: 'report_asked', subjectType: 'progress_report', subjectId: id, data });
      return this.shown(em, remarkId);
    });
  }

  /** The same of an entry, by whoever sees it and perhaps not the report. @throws 404, 409, 422 */
  async onEntry(actor: Actor, entryId: string, { field, kind, text }: EntryRemarkIn): Promise<ReportRemarkOut> {
    const [entry] = await this.db.read<{ reportId: string; assignmentId: string }>(actor, ENTRY, [entryId]);
    if (!entry) throw notFound();
    return this.remark(actor, entry.reportId, { cell: `entries/${entry.assignmentId}/${field}`, kind, text });
  }

  /** The unit's answer; it may be given anew. @throws 404, 412 */
  async answer(actor: Actor, id: string, version: number, { answer }: AnswerRemarkIn): Promise<ReportRemarkOut> {
    return this.db.as(actor, async (em) => {
      const remark = await seen(em, ReportRemark, id);
      sameVersion(remark, version);
      await change(em, ReportRemark, remark, { answer, answeredBy: actor.userName, answeredAt: this.clock.now() });
      const askers = (await em.query(ASKERS, [remark.progressReportId, remark.departmentId])) as { id: string; period: string; periodEn: string; unit: string }[];
      for (const { id: organisationId, ...data } of askers) {
        const roles = ['dept_liaison', 'dept_leader', 'city_reviewer', 'city_staff', 'office_staff'];
        await notify(em, { organisationId, roles, kind: 'report_answered', subjectType: 'progress_report', subjectId: remark.progressReportId, data: { ...data, said: answer } });
      }
      return this.shown(em, id);
    });
  }

  private async shown(em: EntityManager, id: string): Promise<ReportRemarkOut> {
    const [row] = (await em.query(SHOWN, [id])) as ReportRemarkOut[];
    return row!;
  }
}
