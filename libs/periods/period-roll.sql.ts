import { PILOT_STATES } from './period.rules.js';

const PILOTS = `'{${PILOT_STATES.join(',')}}'`;

/** Why no report of case `c` is expected in period `p`: the first that holds; null is expected. */
const REASON = `CASE WHEN c.state <> ALL (p.case_states) THEN 'other_state'
  WHEN p.levels <> '{}' AND c.level <> ALL (p.levels) THEN 'other_level'
  WHEN p.region_ids <> '{}' AND c.region_id <> ALL (p.region_ids) THEN 'other_region'
  WHEN p.batch_ids <> '{}' AND c.batch_id <> ALL (p.batch_ids) THEN 'other_batch' END`;

/** The roll of period `$1` as it would be if it opened now. */
export const WOULD_BE = `SELECT p.id AS reporting_period_id, c.id AS pilot_case_id, c.pilot_unit_id, c.region_id, c.state AS case_state, w.reason IS NULL AS expected, w.reason
  FROM reporting_period p, pilot_case c, LATERAL (SELECT ${REASON} AS reason) w WHERE p.id = $1 AND c.state = ANY (${PILOTS})`;

/** The roll of period `$1`: frozen when it was opened, and what it would be before. */
export const ROLL = `(SELECT reporting_period_id, pilot_case_id, pilot_unit_id, region_id, case_state, expected, reason FROM period_roll WHERE reporting_period_id = $1
  UNION ALL SELECT w.* FROM (${WOULD_BE} AND p.opened_at IS NULL) w)`;

/** Expected, and no pilot under way any more. */
export const STOPPED = `(r.expected AND c.state IN ('suspended', 'withdrawn') AND r.case_state NOT IN ('suspended', 'withdrawn'))`;
