import type { EntityManager } from 'typeorm';
import { Assignment } from '../libs/assignments/index.js';
import { Batch, PilotCase, Sponsorship } from '../libs/cases/index.js';
import { Organisation, Position, Region, User } from '../libs/identity/index.js';
import { hashPassword } from '../libs/sign-in/index.js';
import { planInspection, seedChecklist } from '../libs/inspections/index.js';
import { addDays, newId, systemActor } from '../libs/kernel/index.js';
import { ProgressUpdate } from '../libs/progress/index.js';
import { PeriodRoll, ReportingPeriod } from '../libs/periods/index.js';
import { ProgressReport } from '../libs/reports/index.js';
import { TaskCategory } from '../libs/tasks/index.js';
import { PilotUnit, searchText } from '../libs/units/index.js';
import { TODAY, type TestApp } from './app.js';

export const PASSWORD = 'a password for tests';
const hash = hashPassword(PASSWORD);

/** What a pilot has in the world: its rows, each with one of everything that hangs on a case. */
export interface Pilot {
  unitId: string;
  caseId: string;
  regionId: string;
  regionCode: string;
  /** Under way, led by HRSS (task C03). */
  assignmentId: string;
  /** Issued and not signed, led by ORG (task A03). */
  issuedId: string;
  updateId: string;
  reportId: string;
  visitId: string;
}

export interface World {
  /** In 沧州, sponsored by SASAC; `unit.near.*` belong to it. */
  near: Pilot;
  /** In 沧州 too; `unit.sibling.*`. */
  sibling: Pilot;
  /** In 唐山; `unit.far.*`. */
  far: Pilot;
  periodId: string;
  inspectionId: string;
}

/** Usernames → roles; one position each, but for `two.hats`. */
const PEOPLE: Record<string, [role: string, organisation: string][]> = {
  'office.director': [['office_director', 'UNION']],
  'office.staff': [['office_staff', 'UNION']],
  leader: [['leader_view', 'UNION']],
  'city.staff': [['city_staff', 'UNION-130900']],
  'city.reviewer': [['city_reviewer', 'UNION-130900']],
  'othercity.staff': [['city_staff', 'UNION-130200']],
  'hrss.leader': [['dept_leader', 'HRSS']],
  'hrss.liaison': [['dept_liaison', 'HRSS']],
  'org.leader': [['dept_leader', 'ORG']],
  'sasac.liaison': [['dept_liaison', 'SASAC']],
  'fin.liaison': [['dept_liaison', 'FIN']],
  'unit.near.leader': [['pilot_leader', 'near']],
  'unit.near.liaison': [['pilot_liaison', 'near']],
  'unit.sibling.liaison': [['pilot_liaison', 'sibling']],
  'unit.far.liaison': [['pilot_liaison', 'far']],
  'inspector.lead': [['inspector_lead', 'UNION']],
  inspector: [['inspector', 'UNION']],
  'other.inspector': [['inspector', 'UNION']],
  'sys.admin': [['sys_admin', 'UNION']],
  'sec.admin': [['sec_admin', 'UNION']],
  'audit.admin': [['audit_admin', 'UNION']],
  'two.hats': [['office_staff', 'UNION'], ['city_staff', 'UNION-130900']],
};
export const USERNAMES = Object.keys(PEOPLE);

/** A province small enough to know by heart: three pilots in two cities, and one account of every kind. */
export async function buildWorld(test: TestApp): Promise<World> {
  const passwordHash = await hash;
  return test.db.as(systemActor('test.world'), async (em) => {
    const pilots = {
      near: await makePilot(em, '沧州恒嘉泰智能装备有限公司', '91130900YL0001007M', '130900', ['SASAC']),
      sibling: await makePilot(em, '沧州天联瑞智慧物流有限公司', '91130900YL00010110', '130900', []),
      far: await makePilot(em, '唐山宏嘉金钒钛有限公司', '91130200YL0001021L', '130200', []),
    };
    const organisations = await em.find(Organisation);
    const idOf = (name: string) => (name in pilots ? pilots[name as keyof typeof pilots].unitId : organisations.find((o) => o.code === name)!.id);
    for (const [username, positions] of Object.entries(PEOPLE)) {
      const userId = newId();
      await em.insert(User, { id: userId, username, name: `测试 ${username}`, passwordHash, isDemo: true });
      for (const [role, organisation] of positions) {
        await em.insert(Position, { id: newId(), userId, organisationId: idOf(organisation), role });
      }
    }
    const periodId = await makePeriod(em);
    const { inspectionId, visits } = await makeVisits(em, Object.values(pilots));
    const complete = async (pilot: Omit<Pilot, 'reportId' | 'visitId'>, i: number): Promise<Pilot> => ({
      ...pilot,
      reportId: await makeReport(em, periodId, pilot, i === 0),
      visitId: visits[i]!,
    });
    return {
      near: await complete(pilots.near, 0),
      sibling: await complete(pilots.sibling, 1),
      far: await complete(pilots.far, 2),
      periodId,
      inspectionId,
    };
  });
}

async function makePilot(em: EntityManager, name: string, uscc: string, regionCode: string, sponsors: string[]) {
  const region = await em.findOneByOrFail(Region, { code: regionCode });
  const batch = await em.findOneByOrFail(Batch, { code: 'B1' });
  const [unitId, caseId] = [newId(), newId()];
  await em.insert(Organisation, { id: unitId, code: uscc, name, shortName: name, kind: 'pilot_unit', regionId: region.id, protocolOrder: 0 });
  const facts = { unitKind: 'enterprise', ownership: 'private', size: 'M', sectorTrack: 'traditional', employees: 500, industrialWorkers: 300 };
  await em.insert(PilotUnit, { id: unitId, regionId: region.id, name, uscc, ...facts, isSample: true, searchText: searchText(name, uscc) });
  const caseNo = `SD-TEST-${uscc.slice(-6)}`;
  await em.insert(PilotCase, {
    id: caseId, caseNo, pilotUnitId: unitId, regionId: region.id, level: 'provincial', batchId: batch.id, state: 'implementing', taskCodes: ['C03', 'A03'],
  });
  for (const code of sponsors) {
    const department = await em.findOneByOrFail(Organisation, { code });
    await em.insert(Sponsorship, { id: newId(), pilotCaseId: caseId, departmentId: department.id });
  }
  const pilot = { unitId, caseId, regionId: region.id, regionCode };
  const assignmentId = await makeAssignment(em, pilot, 'C03', { state: 'in_progress', issuedOn: addDays(TODAY, -30), signedOn: addDays(TODAY, -29) });
  const issuedId = await makeAssignment(em, pilot, 'A03', { state: 'issued', issuedOn: addDays(TODAY, -1) });
  const updateId = newId();
  const author = { authorName: '测试', authorRole: 'pilot_liaison', authorOrganisation: name };
  const chain = { assignmentId, pilotCaseId: caseId, pilotUnitId: unitId, regionId: region.id };
  await em.insert(ProgressUpdate, { id: updateId, ...chain, progress: 40, done: '完成班组培训', occurredOn: addDays(TODAY, -3), ...author });
  await em.update(Assignment, { id: assignmentId }, { progress: 40, lastUpdateId: updateId, lastUpdateOn: addDays(TODAY, -3) });
  return { ...pilot, assignmentId, issuedId, updateId };
}

/** An assignment of `taskCode`, due in forty days unless told otherwise. @returns its id */
export async function makeAssignment(
  em: EntityManager,
  pilot: { caseId: string; unitId: string; regionId: string },
  taskCode: string,
  facts: Partial<Assignment> = {},
): Promise<string> {
  const task = await em.findOneByOrFail(TaskCategory, { code: taskCode });
  const id = newId();
  const dueOn = facts.dueOn ?? '2026-07-20';
  await em.insert(Assignment, {
    id,
    no: `JB-TEST-${id.slice(-12)}`,
    pilotCaseId: pilot.caseId,
    pilotUnitId: pilot.unitId,
    regionId: pilot.regionId,
    taskCategoryId: task.id,
    taskCode,
    source: 'catalogue',
    leadDepartmentId: task.leadDepartmentId,
    departmentIds: [task.leadDepartmentId, ...task.coLeadDepartmentIds, ...task.cooperatingDepartmentIds],
    state: 'in_progress',
    urgency: 'normal',
    issuedOn: addDays(TODAY, -30),
    originalDueOn: dueOn,
    calendarVersion: 1,
    progress: 0,
    returnCount: 0,
    ...facts,
    dueOn,
  });
  return id;
}

async function makePeriod(em: EntityManager): Promise<string> {
  const id = newId();
  const days = { opensOn: addDays(TODAY, -10), dueOn: addDays(TODAY, 5), closesOn: addDays(TODAY, 15) };
  await em.insert(ReportingPeriod, { id, code: '2026Q2', name: '2026年第二季度', nameEn: 'Quarter 2, 2026', type: 'quarterly', year: 2026, number: 2, startsOn: '2026-04-01', endsOn: '2026-06-30', openedAt: new Date(`${days.opensOn}T00:00:00Z`), ...days });
  return id;
}

async function makeReport(em: EntityManager, periodId: string, pilot: { caseId: string; unitId: string; regionId: string }, made: boolean) {
  const id = newId();
  const submitted = made ? { state: 'submitted', complete: true, submittedAt: new Date(`${TODAY}T01:00:00Z`), onTime: true, submissions: 1 } : {};
  await em.insert(ProgressReport, {
    id, reportingPeriodId: periodId, pilotCaseId: pilot.caseId, pilotUnitId: pilot.unitId, regionId: pilot.regionId, year: 2026,
    state: 'draft', complete: false, onTime: false, ...submitted,
  });
  await em.insert(PeriodRoll, { id: newId(), reportingPeriodId: periodId, pilotCaseId: pilot.caseId, pilotUnitId: pilot.unitId, regionId: pilot.regionId, caseState: 'implementing', expected: true });
  return id;
}

/** Each pilot is visited by the lead; `inspector` comes along to the first, `other.inspector` to the last. */
async function makeVisits(em: EntityManager, pilots: { caseId: string; unitId: string; regionId: string }[]) {
  const member = async (username: string, leads: boolean) => {
    const user = await em.findOneByOrFail(User, { username });
    const position = await em.findOneByOrFail(Position, { userId: user.id });
    return { positionId: position.id, name: user.name, leads };
  };
  const lead = await member('inspector.lead', true);
  const companions = [await member('inspector', false), undefined, await member('other.inspector', false)];
  const { id, visitIds } = await planInspection(em, {
    code: 'DC-TEST-01',
    name: '测试督查',
    state: 'on_site',
    windowFrom: addDays(TODAY, -2),
    windowTo: addDays(TODAY, 10),
    checklistId: await seedChecklist(em),
    visits: pilots.map((p, i) => ({
      pilotCaseId: p.caseId, pilotUnitId: p.unitId, regionId: p.regionId, visitOn: TODAY, members: [lead, companions[i]].filter((m) => m !== undefined),
    })),
  });
  return { inspectionId: id, visits: visitIds };
}
