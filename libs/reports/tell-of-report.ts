import type { EntityManager } from 'typeorm';
import type { Transition } from '../kernel/index.js';
import { notify } from '../notify/index.js';
import { directFrom } from './report-page.sql.js';

type Party = 'unit' | 'reviewer' | 'office';

/** Whom an act puts to work: they must act next. What `submit` puts to work is in its own statement. */
const WAITS: Record<string, { party: Party; roles: string[] }> = {
  review: { party: 'unit', roles: ['pilot_leader'] },
  send_back: { party: 'unit', roles: ['pilot_liaison'] },
  file_for: { party: 'reviewer', roles: ['city_staff', 'office_staff'] },
  city_start: { party: 'reviewer', roles: ['city_reviewer'] },
  forward: { party: 'office', roles: ['office_staff'] },
  direct: { party: 'office', roles: ['office_staff'] },
  return: { party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] },
  correct: { party: 'unit', roles: ['pilot_liaison'] },
};
/** Whom it tells how it went. */
const TOLD: Record<string, { party: Party; roles: string[] }> = {
  withdraw: { party: 'reviewer', roles: ['city_staff', 'office_staff'] },
  file_for: { party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] },
  accept: { party: 'unit', roles: ['pilot_leader', 'pilot_liaison'] },
};

/** Who reviews a submission first: the region's union, or the office where the unit reports to the province itself. */
export const REVIEWERS = `((o.kind = 'territorial_union' AND o.region_id = p.region_id AND o.closed_at IS NULL AND NOT ${directFrom('p')})
  OR (o.kind = 'provincial_union' AND ${directFrom('p')}))`;

const PARTIES = `SELECT u.name AS unit, d.name AS period, d.name_en AS "periodEn", ARRAY[p.pilot_unit_id] AS "unitIds",
    ARRAY(SELECT o.id FROM organisation o WHERE ${REVIEWERS}) AS reviewer, ARRAY(SELECT o.id FROM organisation o WHERE o.kind = 'provincial_union') AS office
  FROM progress_report p JOIN pilot_unit u ON u.id = p.pilot_unit_id JOIN reporting_period d ON d.id = p.reporting_period_id WHERE p.id = $1`;

interface Found {
  unit: string;
  period: string;
  periodEn: string;
  unitIds: string[];
  reviewer: string[];
  office: string[];
}

/** Puts what was done in the inbox of whoever acts next and of whoever has a stake, in the same transaction. */
export async function tellOfReport(em: EntityManager, id: string, { action, zh, en }: Pick<Transition, 'action' | 'zh' | 'en'>, reason: string | null): Promise<void> {
  const [waits, told] = [WAITS[action], TOLD[action]];
  if (!waits && !told) return;
  const [found] = (await em.query(PARTIES, [id])) as Found[];
  if (!found) return;
  const { unit, period, periodEn } = found;
  const ids: Record<Party, string[]> = { unit: found.unitIds, reviewer: found.reviewer, office: found.office };
  const data = { unit, period, periodEn, act: zh, actEn: en, said: reason ? `：${reason}` : '' };
  for (const [to, kind] of [[waits, 'report_waits'], [told, 'report_told']] as const) {
    for (const organisationId of to ? ids[to.party] : []) await notify(em, { organisationId, roles: to!.roles, kind, subjectType: 'progress_report', subjectId: id, data });
  }
}
