import type { Actor, Statement } from '../kernel/index.js';
import type { AssignmentQuery } from './assignment.dto.js';

const LIGHTS = ['red', 'yellow', 'green', 'grey', 'done'];
/** What the tallies are kept by; and what does not change a total. */
const TALLIED = ['region', 'state', 'light'];
const INDIFFERENT = ['sort', 'limit', 'cursor'];

// The sum of the same cases as light_on() of the schema: all that is yellow by now was green, all that is red was yellow.
const TOTAL: Statement = {
  name: 'assignments.tallied-total',
  text: `SELECT coalesce(sum(t.n * CASE
      WHEN t.state IN ('completed', 'archived') THEN CASE WHEN t.kind = 'all' THEN w.done ELSE 0 END
      WHEN t.state IN ('draft', 'pending_issue', 'suspended', 'cancelled') THEN CASE WHEN t.kind = 'all' THEN w.grey ELSE 0 END
      WHEN t.kind = 'all' THEN w.green
      WHEN t.kind = 'yellow' AND t.day <= $1 THEN w.yellow - w.green
      WHEN t.kind = 'red' AND t.day <= $1 THEN w.red - w.yellow
      ELSE 0 END), 0)::int AS n
    FROM assignment_tally t, (SELECT ('red' = ANY ($4))::int AS red, ('yellow' = ANY ($4))::int AS yellow,
      ('green' = ANY ($4))::int AS green, ('grey' = ANY ($4))::int AS grey, ('done' = ANY ($4))::int AS done) w
    WHERE t.kind <> 'overdue' AND t.region_id = ANY (ARRAY(SELECT id FROM region WHERE $2::text[] IS NULL OR code = ANY ($2)))
      AND ($3::text[] IS NULL OR t.state = ANY ($3))`,
};

/** The exact total from the tallies, for those who read them, where they can tell; undefined where the rows must be counted. */
export function talliedTotal(actor: Actor, query: AssignmentQuery, today: string): [Statement, unknown[]] | undefined {
  if (actor.reach !== 'province' && actor.reach !== 'city') return undefined;
  const asked = Object.entries(query).filter(([key, value]) => value !== undefined && !INDIFFERENT.includes(key));
  if (asked.some(([key]) => !TALLIED.includes(key))) return undefined;
  return [TOTAL, [today, query.region ?? null, query.state ?? null, query.light ?? LIGHTS]];
}
