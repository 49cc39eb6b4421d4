import type { EntityManager } from 'typeorm';
import type { Transition } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import type { Evaluation } from './evaluation.entity.js';

type Party = 'unit' | 'city' | 'office';

/** Whom an act puts to work. */
const WAITS: Readonly<Record<string, { party: Party; roles: readonly string[] }>> = {
  submit: { party: 'unit', roles: ['pilot_leader'] },
  send_back: { party: 'unit', roles: ['pilot_liaison'] },
  sign: { party: 'city', roles: ['city_staff', 'city_reviewer'] },
  return: { party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] },
  report: { party: 'office', roles: ['office_staff', 'office_director'] },
  direct: { party: 'office', roles: ['office_director'] },
  return_to_city: { party: 'city', roles: ['city_staff', 'city_reviewer'] },
  correct: { party: 'office', roles: ['office_staff'] },
};

const PARTIES = `SELECT u.name AS unit, ARRAY[e.pilot_unit_id] AS "unitIds", ARRAY(SELECT id FROM organisation WHERE kind = 'territorial_union' AND region_id = e.region_id) AS city,
    ARRAY(SELECT id FROM organisation WHERE kind = 'provincial_union') AS office
  FROM evaluation e JOIN pilot_unit u ON u.id = e.pilot_unit_id WHERE e.id = $1`;
const OPENED = `SELECT notify_positions(e.pilot_unit_id, ARRAY['pilot_leader', 'pilot_liaison'], 'evaluation_waits', 'evaluation', e.id,
    jsonb_build_object('year', e.year, 'unit', u.name, 'act', '自评', 'actEn', 'self-scoring', 'said', ''), false)
  FROM evaluation e JOIN pilot_unit u ON u.id = e.pilot_unit_id WHERE e.id = ANY ($1)`;

/** Tells every unit that its evaluation is open. */
export async function tellOpened(em: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await em.query(OPENED, [ids]);
}

/** Puts what was done in the inbox of whoever acts next; an official score in the unit's and its city's. */
export async function tellOfEvaluation(em: EntityManager, row: Evaluation, { action, zh, en }: Transition, reason: string | null, grade: { name: string; nameEn: string; score: number } | null): Promise<void> {
  const [found]: { unit: string; unitIds: string[]; city: string[]; office: string[] }[] = await em.query(PARTIES, [row.id]);
  if (!found) return;
  const ids: Record<Party, string[]> = { unit: found.unitIds, city: found.city, office: found.office };
  const about = { subjectType: 'evaluation', subjectId: row.id } as const;
  const next = WAITS[action];
  if (next) {
    const data = { year: row.year, unit: found.unit, act: zh, actEn: en, said: reason ? `：${reason}` : '' };
    for (const organisationId of ids[next.party]) await notify(em, { organisationId, roles: next.roles, ...about, kind: 'evaluation_waits', data });
  }
  if (!grade) return;
  const data = { year: row.year, unit: found.unit, score: grade.score, grade: grade.name, gradeEn: grade.nameEn };
  for (const organisationId of ids.unit) await notify(em, { organisationId, roles: ['pilot_leader', 'pilot_liaison'], ...about, kind: 'evaluation_published', data });
  for (const organisationId of ids.city) await notify(em, { organisationId, roles: ['city_staff', 'city_reviewer'], ...about, kind: 'evaluation_published', data });
}
