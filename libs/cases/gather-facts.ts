import type { EntityManager } from 'typeorm';
import type { Actor, FieldError } from '../kernel/index.js';
import type { CaseFacts } from './case-guards.rules.js';
import type { PilotCase } from './pilot-case.entity.js';
import { DESIGNATED, RECOMMENDED } from './pilot-case.rules.js';

type Row = Omit<CaseFacts, 'today' | 'office' | 'application' | 'plan' | 'taskCodes' | 'publicityTo' | 'openObjections' | 'against' | 'input'>;

// Other cases of the same region and batch; a city counts its own region's, which is the whole of it.
const OTHERS = (states: string) =>
  `(SELECT count(*)::int FROM pilot_case o WHERE o.batch_id = b.id AND o.region_id = c.region_id AND o.id <> c.id AND o.state = ANY (${states}))`;

const FACTS = `SELECT json_build_object('appliesFrom', b.applies_from, 'appliesTo', b.applies_to) AS batch,
    EXISTS (SELECT FROM case_step s WHERE s.pilot_case_id = c.id AND s.action = 'return') AS returned,
    (SELECT q.quota FROM batch_quota q WHERE q.batch_id = b.id AND q.region_id = c.region_id) AS quota,
    ${OTHERS('$2')} AS recommended, ${OTHERS('$3')} AS designated,
    ARRAY(SELECT o.code FROM sponsorship s JOIN organisation o ON o.id = s.department_id
          WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL AND NOT EXISTS (SELECT FROM plan_confirmation p
            WHERE p.pilot_case_id = c.id AND p.round = c.plan_round AND p.department_id = s.department_id)
          ORDER BY o.protocol_order) AS unconfirmed
  FROM pilot_case c JOIN batch b ON b.id = $4 WHERE c.id = $1`;
const OBJECTIONS = 'SELECT count(*)::int AS n FROM case_objection WHERE pilot_case_id = $1 AND outcome IS NULL';

/** Serialises what counts against a region's quota: of two who take the last place one waits and then sees it taken. */
const QUOTA_LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))';

/** What the guards of the case's transitions look at, as it stands in this transaction. */
export async function gatherFacts(
  em: EntityManager,
  actor: Actor,
  row: PilotCase,
  today: string,
  more: { input: CaseFacts['input']; against: FieldError[] },
  /** In which the action counts: the case's own, or the one that a designation names. */
  batchId: string,
): Promise<CaseFacts> {
  // who may see objections is who decides after them
  const province = actor.reach === 'province';
  await em.query(QUOTA_LOCK, [`quota ${batchId} ${row.regionId}`]);
  const [facts]: Row[] = await em.query(FACTS, [row.id, RECOMMENDED, DESIGNATED, batchId]);
  const [objections]: { n: number }[] = province ? await em.query(OBJECTIONS, [row.id]) : [{ n: 0 }];
  return {
    ...facts!,
    ...more,
    today,
    office: province,
    application: row.application,
    plan: row.plan,
    taskCodes: row.taskCodes.length > 0 ? row.taskCodes : (row.application.taskCodes ?? []),
    publicityTo: row.publicityTo,
    openObjections: objections!.n,
  };
}
