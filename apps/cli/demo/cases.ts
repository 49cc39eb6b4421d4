import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Batch, CasePapers, OpenCase, TransitionCase } from '../../../libs/cases/index.js';
import { Attachments } from '../../../libs/files/index.js';
import { addDays, Db, newId, systemActor, type Actor } from '../../../libs/kernel/index.js';
import { acting, POSITIONS, type Position } from './acting.js';

interface Unit {
  id: string;
  regionId: string;
}

const ACCOUNTED = `SELECT DISTINCT ON (p.organisation_id) p.organisation_id AS id, o.region_id AS "regionId" FROM position p JOIN organisation o ON o.id = p.organisation_id
  JOIN pilot_case c ON c.pilot_unit_id = o.id WHERE o.kind = 'pilot_unit' ORDER BY p.organisation_id, c.case_no`;
const OTHERS = `SELECT u.id, u.region_id AS "regionId" FROM pilot_unit u JOIN region r ON r.id = u.region_id JOIN pilot_case c ON c.pilot_unit_id = u.id
  WHERE r.code = '130900' AND NOT EXISTS (SELECT FROM position p WHERE p.organisation_id = u.id) ORDER BY c.case_no LIMIT 8`;
const FIRST_CASE = 'SELECT pilot_unit_id AS id FROM pilot_case ORDER BY case_no LIMIT 3';

const FORM = {
  legalRep: '样例负责人', unionName: '样例公司工会委员会', unionChair: '样例工会主席', partyOrg: '党总支 1 个，党支部 4 个（样例）', employees: 860, industrialWorkers: 610, partyMembers: 96,
  highSkill: 118, revenue: 32_600, honors: '市级工人先锋号（样例）', foundation: '已建立班组培训和技能等级认定制度，设有创新工作室 2 个（样例）。', taskCodes: ['A03', 'C03', 'C08'],
  reason: '行业代表性强，一线工人集中，具备先行先试条件（样例）。', nominationRoute: 'union', unitOpinion: '经党委会和职代会研究，同意申报（样例）。', leaderConsent: true,
};

/** A fourth batch that is open now, with a case in every early state, taken there by the product's own use cases. */
export async function createEarlyCases(app: NestFastifyApplication): Promise<string> {
  const db = app.get(Db);
  const { positions, withAccount, others, batchId, today } = await db.as(systemActor('demo.cases'), async (em) => {
    const [{ today: day }]: { today: string }[] = await em.query('SELECT app_today() AS today');
    const id = newId();
    await em.insert(Batch, {
      id, code: 'B4', name: '第四批', nameEn: 'Batch 4', sequence: 4, catalogueVersion: 1, appliesFrom: addDays(day, -20), appliesTo: addDays(day, 40),
    });
    await em.query(`INSERT INTO batch_quota (id, batch_id, region_id, quota) SELECT uuid_v7(), $1, id, 6 FROM region WHERE parent_id IS NOT NULL`, [id]);
    const first: { id: string }[] = await em.query(FIRST_CASE);
    const accounted: Unit[] = await em.query(ACCOUNTED);
    return {
      positions: (await em.query(POSITIONS)) as Position[], others: (await em.query(OTHERS)) as Unit[], batchId: id, today: day,
      withAccount: first.flatMap((one) => accounted.filter((unit) => unit.id === one.id)),
    };
  });
  const [opening, moves, papers, files] = [app.get(OpenCase), app.get(TransitionCase), app.get(CasePapers), app.get(Attachments)];
  const who = (role: string, fits: (position: Position) => boolean): Actor => acting(positions.find((one) => one.role === role && fits(one))!);
  const city = (role: string, { regionId }: Unit) => who(role, (one) => one.kind === 'territorial_union' && one.regionId === regionId);
  const office = (role: string) => who(role, (one) => one.kind === 'provincial_union');
  const unitLeader = (unit: Unit) => who('pilot_leader', (one) => one.organisationId === unit.id);
  const department = (code: string) => who('dept_leader', (one) => one.code === code);

  const open = async (unit: Unit) => {
    const staff = city('city_staff', unit);
    const { id, version } = await opening.open(staff, { pilotUnitId: unit.id, batchId, level: 'provincial' });
    return (await opening.update(staff, id, version, { application: FORM })).id;
  };
  const file = async (actor: Actor) => (await files.upload(actor, { name: '推荐意见（样例）.pdf', bytes: Buffer.from('%PDF-1.7\n% 样例数据 sample data\n%%EOF') })).id;
  const move = async (actor: Actor, id: string, input: Parameters<TransitionCase['take']>[3]) => {
    const [row] = await db.read<{ version: number }>(systemActor('demo.cases'), { name: undefined, text: 'SELECT version FROM pilot_case WHERE id = $1' }, [id]);
    await moves.take(actor, id, row!.version, input);
  };
  const recommended = async (unit: Unit, rank: number) => {
    const id = await open(unit);
    await move(city('city_staff', unit), id, { action: 'apply' });
    await move(city('city_staff', unit), id, { action: 'accept' });
    const reviewer = city('city_reviewer', unit);
    await move(reviewer, id, { action: 'recommend', opinion: '基础扎实，同意推荐（样例）。', rank, attachmentIds: [await file(reviewer)] });
    return id;
  };
  const designated = async (unit: Unit, rank: number) => {
    const id = await recommended(unit, rank);
    await move(office('office_director'), id, { action: 'designate', docNo: '样例文号〔样例〕4号', designatedOn: today });
    return id;
  };

  const [draftOf, applied, inCity, first, second, posted] = others as [Unit, Unit, Unit, Unit, Unit, Unit];
  await open(draftOf);
  await move(city('city_staff', applied), await open(applied), { action: 'apply' });
  const reviewing = await open(inCity);
  for (const action of ['apply', 'accept']) await move(city('city_staff', inCity), reviewing, { action });
  await recommended(first, 1);
  await recommended(second, 2);
  const notice = await recommended(posted, 3);
  await move(office('office_director'), notice, { action: 'shortlist', opinion: '拟列入第四批试点，按规定公示（样例）。' });
  // of the three units with accounts the first is left to whoever tries it
  const [, returned, planning] = withAccount as [Unit, Unit, Unit];
  const sentBack = await open(returned);
  await move(unitLeader(returned), sentBack, { action: 'apply' });
  await move(city('city_reviewer', returned), sentBack, {
    action: 'return', reason: '请补充后重新申报（样例）。', fieldReasons: { unionName: '请填写工会组织全称（样例）。', foundation: '请写明已出台的制度和覆盖人数（样例）。' },
  });
  await designated(others[6]!, 4);
  const plan = await designated(planning, 1);
  await db.as(systemActor('demo.cases'), (em) =>
    em.query(`INSERT INTO sponsorship (id, pilot_case_id, department_id) SELECT uuid_v7(), $1, id FROM organisation WHERE code = ANY ($2)`, [plan, ['HRSS', 'ORG']]),
  );
  const [row] = await db.read<{ version: number }>(systemActor('demo.cases'), { name: undefined, text: 'SELECT version FROM pilot_case WHERE id = $1' }, [plan]);
  await papers.writePlan(unitLeader(planning), plan, row!.version, samplePlan(today));
  await move(unitLeader(planning), plan, { action: 'submit_plan' });
  await move(department('HRSS'), plan, { action: 'approve_plan', opinion: '任务明确，同意（样例）。' });
  return 'a case of the fourth batch in every early state';
}

const samplePlan = (today: string) => ({
  sections: {
    problems: '技能人才断层，班组培训不系统（样例）。', goals: '三年内高技能人才占比提高 8 个百分点（样例）。', measures: '围绕思想引领、技能提升和待遇激励推进（样例）。', schedule: '分启动、推进、总结三个阶段（样例）。',
    duties: '工会牵头，人力资源、生产、财务部门配合（样例）。', safeguards: '列入年度预算，按月调度（样例）。', outcomes: '形成制度 3 项，取得等级证书 200 人（样例）。',
  },
  tasks: ['A03', 'C03', 'C08'].map((taskCode, i) => ({
    taskCode, measures: '制定实施办法，分班组推进，按季度总结（样例）。', owner: '工会副主席（样例）',
    milestones: [{ name: '印发实施办法', dueOn: addDays(today, 30 + i) }, { name: '完成首轮推进', dueOn: addDays(today, 120 + i) }],
  })),
});
