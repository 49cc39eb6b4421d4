import type { Pool } from 'pg';
import { DAY, ordinals, plannedProgress, together } from './bare-pool.js';

const COLUMNS = `a.id, a.no, a.pilot_case_id, a.pilot_unit_id, u.name AS unit_name, a.region_id, r.code AS region_code, r.name AS region_name,
  a.task_code, t.name AS task_name, t.name_en AS task_name_en, a.lead_department_id, d.code AS lead_code, d.short_name AS lead_name, a.state,
  light_on(a.state, a.yellow_from, a.red_from, $1) AS light, a.issued_on, a.sign_due_on, a.due_on, a.original_due_on, a.calendar_version,
  a.progress, a.return_count, a.last_update_on, a.version`;
const JOINS = `JOIN pilot_unit u ON u.id = a.pilot_unit_id JOIN region r ON r.id = a.region_id
  JOIN task_category t ON t.id = a.task_category_id JOIN organisation d ON d.id = a.lead_department_id`;
// A light is two comparisons with columns once the state is known; written out, so that the planner knows how many rows it leaves.
const LIGHTS: Record<string, { states: string[]; sql: string }> = {
  red: { states: ['issued', 'in_progress', 'returned', 'feedback_submitted'], sql: 'a.red_from <= $1' },
  yellow: { states: ['issued', 'in_progress', 'returned', 'feedback_submitted'], sql: 'a.yellow_from <= $1 AND a.red_from > $1' },
  green: { states: ['issued', 'in_progress', 'returned', 'feedback_submitted'], sql: 'a.yellow_from > $1' },
  done: { states: ['completed', 'archived'], sql: '$1::date IS NOT NULL' },
  grey: { states: ['draft', 'pending_issue', 'suspended', 'cancelled'], sql: '$1::date IS NOT NULL' },
};
const where = (light: string) => `a.region_id = (SELECT id FROM region WHERE code = $2) AND a.state = $3 AND ${LIGHTS[light]!.sql}`;

// First the fifty, then what they are joined with.
const page = (light: string) => ({
  name: `page-${light}`,
  text: `SELECT ${COLUMNS}, a.updated_at::text
         FROM (SELECT * FROM assignment a WHERE ${where(light)} ORDER BY a.due_on, a.id LIMIT 51) a ${JOINS} ORDER BY a.due_on, a.id`,
});
const total = (light: string) => ({ name: `total-${light}`, text: `SELECT count(*)::int AS n FROM assignment a WHERE ${where(light)}` });

/** W1: fifty of a region, a state and a light, by due date, with the exact total. */
export async function listAssignments(pool: Pool, query: Record<string, string>) {
  const today = DAY();
  const light = query['light']!;
  if (!LIGHTS[light]?.states.includes(query['state']!)) return { items: [], nextCursor: null, total: 0 };
  const values = [today, query['region'], query['state']];
  const [rows, [count]] = await together(pool, { ...page(light), values }, { ...total(light), values });
  const ordinal = await ordinals(pool);
  const last = rows[49];
  const cursor = rows.length > 50 ? Buffer.from(JSON.stringify(['dueOn', last.due_on, last.id])).toString('base64url') : null;
  return { items: rows.slice(0, 50).map((row) => toItem(row, today, ordinal)), nextCursor: cursor, total: count.n as number };
}

const OF_UNIT = {
  name: 'of-unit',
  text: `SELECT ${COLUMNS}, p.id AS latest_id, p.occurred_on AS latest_on, p.progress AS latest_progress, p.done AS latest_done,
           p.author_name AS latest_author
         FROM assignment a ${JOINS} LEFT JOIN progress_update p ON p.id = a.last_update_id WHERE a.pilot_unit_id = $2 ORDER BY a.task_code`,
};

/** W5: a unit's assignments, each with its latest entry. */
export async function unitWithAssignments(pool: Pool, id: string) {
  const today = DAY();
  const { rows } = await pool.query({ ...OF_UNIT, values: [today, id] });
  const ordinal = await ordinals(pool);
  return {
    items: rows.map((row) => ({
      ...toItem(row, today, ordinal),
      latest: row.latest_id && {
        id: row.latest_id, occurredOn: row.latest_on, progress: row.latest_progress, done: row.latest_done, authorName: row.latest_author,
      },
      abilities: [],
    })),
  };
}

const OPEN = ['issued', 'in_progress', 'returned'];

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function toItem(a: any, today: string, ordinal: Map<string, number>) {
  const flags: string[] = [];
  if (a.state === 'issued' && a.sign_due_on !== null && a.sign_due_on < today) flags.push('sign_overdue');
  if (OPEN.includes(a.state) && a.due_on < today) flags.push('feedback_overdue');
  return {
    id: a.id,
    no: a.no,
    caseId: a.pilot_case_id,
    unit: { id: a.pilot_unit_id, name: a.unit_name },
    region: { id: a.region_id, code: a.region_code, name: a.region_name },
    task: { code: a.task_code, name: a.task_name, nameEn: a.task_name_en },
    lead: { id: a.lead_department_id, code: a.lead_code, name: a.lead_name },
    state: a.state,
    light: a.light,
    flags,
    issuedOn: a.issued_on,
    dueOn: a.due_on,
    originalDueOn: a.original_due_on,
    progress: a.progress,
    plannedProgress: plannedProgress(ordinal, a.issued_on, a.due_on, today),
    returnCount: a.return_count,
    lastUpdateOn: a.last_update_on,
    version: a.version,
  };
}
