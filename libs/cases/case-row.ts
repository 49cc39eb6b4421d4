import type { EntityManager } from 'typeorm';
import { attachmentsOf } from '../files/index.js';
import { notFound, type Actor } from '../kernel/index.js';
import type { CaseDetail } from './case.dto.js';
import { caseAbilities } from './pilot-case.rules.js';

export const CASE_COLUMNS = `c.id, c.case_no AS "caseNo", json_build_object('id', u.id, 'name', u.name) AS unit,
  json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region,
  json_build_object('code', b.code, 'name', b.name) AS batch, c.level, c.state, c.doc_no AS "docNo",
  c.designated_on AS "designatedOn", c.recommend_rank AS "recommendRank", c.publicity_to AS "publicityTo", c.version,
  (SELECT coalesce(json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.short_name) ORDER BY o.protocol_order), '[]')
   FROM sponsorship s JOIN organisation o ON o.id = s.department_id WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL) AS sponsors`;
export const CASE_TABLES = `pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN region r ON r.id = c.region_id JOIN batch b ON b.id = c.batch_id`;

type CaseRecord = Omit<CaseDetail, 'abilities'> & { confirmedBy: string[] };

const STEPS = (files: string) => `(SELECT coalesce(json_agg(json_build_object('id', s.id, 'action', s.action, 'from', s.from_state, 'to', s.to_state,
      'at', s.created_at, 'by', json_build_object('name', s.actor_name, 'role', s.actor_role, 'organisation', s.actor_organisation),
      'reason', s.reason, 'fieldReasons', s.field_reasons, 'detail', s.detail, 'attachments', ${files}) ORDER BY s.id), '[]')
    FROM case_step s WHERE s.pilot_case_id = c.id)`;

const DETAIL = `SELECT ${CASE_COLUMNS}, c.reform_stage AS "reformStage", c.task_codes AS "taskCodes", c.publicity_from AS "publicityFrom",
    c.created_at AS "createdAt", c.updated_at AS "updatedAt", ${STEPS(attachmentsOf('case_step_id', 's.id'))} AS steps,
    CASE WHEN c.state = 'plan_review' THEN ARRAY(SELECT p.department_id FROM plan_confirmation p
      WHERE p.pilot_case_id = c.id AND p.round = c.plan_round) ELSE '{}' END AS "confirmedBy"
  FROM ${CASE_TABLES} WHERE c.id = $1`;

export const CASE_DETAIL = { name: 'cases.detail', text: DETAIL };

/** The case as it will be once the transaction commits. */
export async function caseWithin(em: EntityManager, actor: Actor, id: string): Promise<CaseDetail> {
  const [row] = await em.query(DETAIL, [id]);
  return showCase(actor, row);
}

/** @throws 404 where no row came */
export function showCase(actor: Actor, row: CaseRecord | undefined): CaseDetail {
  if (!row) throw notFound();
  const { confirmedBy, ...shown } = row;
  const below = ['progress.log', 'assignment.create'].filter((permission) => actor.permissions.has(permission));
  const acts = caseAbilities(actor, { state: row.state, sponsorIds: row.sponsors.map(({ id }) => id), confirmedBy });
  return { ...shown, abilities: [...acts, ...below] };
}
