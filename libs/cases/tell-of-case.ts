import type { EntityManager } from 'typeorm';
import type { Transition } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import type { PilotCase } from './pilot-case.entity.js';

type Party = 'unit' | 'city' | 'office' | 'sponsors';

/** Whom an act puts to work: they must act next. */
const WAITS: Record<string, { party: Party; roles: string[] }[]> = {
  apply: [{ party: 'city', roles: ['city_staff'] }],
  accept: [{ party: 'city', roles: ['city_reviewer'] }],
  recommend: [{ party: 'office', roles: ['office_staff', 'office_director'] }],
  return: [{ party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] }],
  designate: [{ party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] }],
  submit_plan: [{ party: 'sponsors', roles: ['dept_leader'] }, { party: 'office', roles: ['office_staff'] }],
  return_plan: [{ party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] }],
  start_evaluation: [{ party: 'office', roles: ['office_director'] }],
  improve: [{ party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] }],
};
/** Whom it tells how it went. */
const TOLD: Record<string, Party[]> = {
  accept: ['unit'], recommend: ['unit'], shortlist: ['unit', 'city'], designate: ['city', 'sponsors'], reject: ['unit', 'city'], approve_plan: ['unit', 'sponsors'],
  pass: ['unit', 'sponsors'], name_model: ['unit', 'city', 'sponsors'], suspend: ['unit', 'city', 'sponsors'], resume: ['unit', 'city', 'sponsors'], withdraw: ['unit', 'city', 'sponsors'],
};
const READERS: Record<Party, string[]> = {
  unit: ['pilot_leader', 'pilot_liaison'], city: ['city_staff', 'city_reviewer'], office: ['office_staff'], sponsors: ['dept_leader', 'dept_liaison'],
};

const PARTIES = `SELECT u.name AS unit, ARRAY[c.pilot_unit_id] AS "unitIds",
    ARRAY(SELECT id FROM organisation WHERE kind = 'territorial_union' AND region_id = c.region_id) AS city,
    ARRAY(SELECT id FROM organisation WHERE kind = 'provincial_union') AS office,
    ARRAY(SELECT department_id FROM sponsorship WHERE pilot_case_id = c.id AND ended_on IS NULL) AS sponsors
  FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id WHERE c.id = $1`;

/** Puts what was done in the inbox of whoever acts next and of whoever has a stake, in the same transaction. */
export async function tellOfCase(
  em: EntityManager,
  row: PilotCase,
  { action, zh, en }: Transition,
  said: { confirms: boolean; reason: string | null },
): Promise<void> {
  const [found]: { unit: string; unitIds: string[]; city: string[]; office: string[]; sponsors: string[] }[] = await em.query(PARTIES, [row.id]);
  if (!found) return;
  const ids: Record<Party, string[]> = { unit: found.unitIds, city: found.city, office: found.office, sponsors: found.sponsors };
  const data = { no: row.caseNo, unit: found.unit, act: zh, actEn: en, said: said.reason ? `：${said.reason}` : '' };
  const put = async (party: Party, roles: readonly string[], kind: 'case_waits' | 'case_told') => {
    for (const organisationId of ids[party]) await notify(em, { organisationId, roles, kind, subjectType: 'pilot_case', subjectId: row.id, data });
  };
  // One department's yes is the office's to know; the plan is not approved by it.
  if (said.confirms) return put('office', ['office_staff'], 'case_waits');
  for (const { party, roles } of WAITS[action] ?? []) await put(party, roles, 'case_waits');
  for (const party of TOLD[action] ?? []) await put(party, READERS[party], 'case_told');
}
