import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from 'typeorm';
import { planInspection, seedChecklist, VisitTransitions } from '../../../libs/inspections/index.js';
import { ROLES } from '../../../libs/identity/index.js';
import { Db, systemActor, type Actor } from '../../../libs/kernel/index.js';
import { workingDays } from './working-days.js';

interface Member {
  id: string;
  userId: string;
  name: string;
  role: string;
  organisationId: string;
  organisation: string;
}

const MEMBERS = `SELECT p.id, u.id AS "userId", u.name, p.role, p.organisation_id AS "organisationId", o.short_name AS organisation
  FROM position p JOIN app_user u ON u.id = p.user_id JOIN organisation o ON o.id = p.organisation_id
  WHERE u.is_demo AND p.role IN ('inspector_lead', 'inspector')`;
// Two of each region, and the three units that have accounts.
const CASES = `SELECT id AS "pilotCaseId", pilot_unit_id AS "pilotUnitId", region_id AS "regionId" FROM (
    SELECT c.*, row_number() OVER (PARTITION BY region_id ORDER BY case_no) AS in_region, row_number() OVER (ORDER BY case_no) AS nth
    FROM pilot_case c) c WHERE nth <= 3 OR in_region <= 2 ORDER BY nth`;

/** A round of visits that is on: most are planned, one is filed, one is fed back to its unit. */
export async function createInspection(app: NestFastifyApplication): Promise<string> {
  const db = app.get(Db);
  const plan = await db.as(systemActor('demo.inspection'), planRound);
  const { lead, member, visitIds } = plan;
  const transitions = app.get(VisitTransitions);
  const items = await db.as(systemActor('demo.inspection'), (em): Promise<{ id: string }[]> =>
    em.query('SELECT id FROM checklist_item ORDER BY seq'),
  );
  for (const [i, visitId] of [visitIds[1]!, visitIds[2]!].entries()) {
    const answers = items.map(({ id }, n) => ({
      itemId: id,
      verdict: n === 3 ? 'partial' : n === 7 ? 'fail' : 'pass',
      note: n === 3 || n === 7 ? '台账不完整，佐证材料需补充（样例）。' : undefined,
    }));
    const finding = { nature: 'execution', severity: 'general', facts: '个别任务佐证材料不完整，进展记录与台账不一致（样例）。', basis: '试点方案和任务台账' };
    await transitions.take(inspecting(member), visitId, 1, { action: 'file', conclusion: '总体推进有力，个别环节需整改（样例）。', answers, findings: [finding] });
    if (i === 1) await transitions.take(inspecting(lead), visitId, 2, { action: 'feed_back' });
  }
  return `inspection with ${visitIds.length} visits`;
}

async function planRound(em: EntityManager) {
  const days = await workingDays(em);
  const members: Member[] = await em.query(MEMBERS);
  const lead = members.find((m) => m.role === 'inspector_lead')!;
  const member = members.find((m) => m.role === 'inspector')!;
  const cases: { pilotCaseId: string; pilotUnitId: string; regionId: string }[] = await em.query(CASES);
  const group = [lead, member].map((m) => ({ positionId: m.id, name: m.name, leads: m === lead }));
  const { visitIds } = await planInspection(em, {
    code: `DC-${days.today.slice(0, 4)}-01`,
    name: `${days.today.slice(0, 4)}年度产改试点督查（样例）`,
    theme: '试点方案落实和任务台账',
    state: 'on_site',
    methods: ['hear', 'documents', 'site', 'talk'],
    windowFrom: days.at(-5),
    windowTo: days.at(30),
    checklistId: await seedChecklist(em),
    // the lead goes everywhere, the member to every second visit
    visits: cases.map((c, i) => ({ ...c, visitOn: days.at(i < 4 ? 0 : (i % 25) + 1), members: i % 2 === 0 || i < 3 ? group : [group[0]!] })),
  });
  return { lead, member, visitIds };
}

const inspecting = (member: Member): Actor => ({
  ...systemActor('visit.act'),
  reach: 'inspector',
  scope: member.organisationId,
  role: member.role,
  userId: member.userId,
  userName: member.name,
  positionId: member.id,
  organisationId: member.organisationId,
  organisationName: member.organisation,
  permissions: new Set(ROLES[member.role]!.permissions),
});
