import type { EntityManager } from 'typeorm';
import { newId } from '../../libs/kernel/index.js';
import { IndicatorValue, ProgressReport, ReportEntry, ReportLook, ReportRemark, ReportRevision, ReportStep } from '../../libs/reports/index.js';
import type { Pilot } from '../world.js';

const ACTOR = { actorName: '样例', actorRole: 'pilot_liaison', actorOrganisation: '试点单位' };
const AUTHOR = { authorName: '样例', authorRole: 'dept_liaison', authorOrganisation: '样例部门' };

/**
 * One of everything that hangs on a pilot's report, each with words that tell whose it is. Of HRSS's task C03 an entry and
 * a value; of ORG's A03 an entry.
 * @param departmentId who asked about the entry; @param looker who looked at it
 */
export async function makeReportParts(em: EntityManager, pilot: Pilot, departmentId: string, looker: string): Promise<void> {
  const { reportId: progressReportId, unitId: pilotUnitId, regionId, caseId: pilotCaseId } = pilot;
  const { reportingPeriodId, year } = await em.findOneByOrFail(ProgressReport, { id: progressReportId });
  const part = { year, reportingPeriodId, progressReportId, pilotUnitId, regionId };
  for (const assignmentId of [pilot.assignmentId, pilot.issuedId]) {
    await em.insert(ReportEntry, { id: newId(), ...part, assignmentId, progress: 40, done: `报告·${assignmentId}` });
  }
  const [{ code, kind }]: { code: string; kind: string }[] = await em.query(
    `SELECT i.code, i.kind FROM indicator i JOIN task_category t ON i.code = ANY (t.indicator_codes) WHERE t.code = 'C03' AND i.kind <> 'ratio' ORDER BY i.sequence LIMIT 1`,
  );
  await em.insert(IndicatorValue, { id: newId(), ...part, pilotCaseId, indicatorCode: code, kind, value: '120', explanation: `数值·${progressReportId}` });
  await em.insert(ReportStep, { id: newId(), progressReportId, action: 'return', fromState: 'city_review', toState: 'returned', reason: `退回·${progressReportId}`, ...ACTOR });
  await em.insert(ReportRemark, { id: newId(), progressReportId, cell: `entries/${pilot.assignmentId}/done`, kind: 'request', text: `请补充·${pilot.assignmentId}`, submission: 1, departmentId, ...AUTHOR });
  await em.insert(ReportRevision, { id: newId(), progressReportId, submission: 1, content: { features: `首次·${progressReportId}` } });
  await em.insert(ReportLook, { id: newId(), progressReportId, userId: looker, submission: 1, seenAt: new Date() });
}
