import { Conditions, likePattern, type Actor, type Statement } from '../kernel/index.js';
import type { MatrixQuery } from './matrix.dto.js';
import { FIRST_PLACE } from './matrix.rules.js';

/** Which tasks are columns. The same for both statements, so that both number the tasks alike. */
function taskConditions(where: Conditions, query: MatrixQuery): Conditions {
  return where
    .add('department', 't.lead_department_id = ANY (ARRAY(SELECT id FROM organisation WHERE code = ANY ($)))', query.department)
    .add('direction', 't.direction = ANY ($)', query.direction)
    .add('task', 't.code = ANY ($)', query.task);
}

export interface TaskRecord {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  direction: string;
  directionName: string;
  directionNameEn: string;
  lead: string;
  catalogueVersion: number;
  /** Its parties, which only a department has to be told apart by; null for everybody else. */
  departmentIds: string[] | null;
}

export function tasksStatement(actor: Actor, query: MatrixQuery): [Statement, unknown[]] {
  const where = taskConditions(new Conditions(), query);
  const text = `SELECT t.id, t.code, t.name, t.name_en AS "nameEn", t.direction, t.direction_name AS "directionName", t.direction_name_en AS "directionNameEn",
      d.code AS lead, t.catalogue_version AS "catalogueVersion",
      ${actor.reach === 'department' ? 't.lead_department_id || t.co_lead_department_ids || t.cooperating_department_ids' : 'NULL'} AS "departmentIds"
    FROM task_category t JOIN organisation d ON d.id = t.lead_department_id WHERE ${where.sql} ORDER BY t.catalogue_version, t.sequence, t.id`;
  return [{ name: where.name('matrix.tasks'), text }, where.values];
}

export interface RowRecord {
  id: string;
  unit: string;
  region: string;
  batch: string;
  open: boolean;
  /** Whether the department that asks sponsors the case; false for everybody else. */
  sponsored: boolean;
  cells: string | null;
}

const PAIRS = `string_agg(chr(t.place) || CASE light_on(a.state, a.yellow_from, a.red_from, $1)
    WHEN 'red' THEN 'r' WHEN 'yellow' THEN 'y' WHEN 'green' THEN 'g' WHEN 'done' THEN 'd' ELSE 'x' END, '') AS cells`;

/**
 * What the shown cases have been given. Case by case where few are shown or few of their tasks: then nothing else is read. The whole
 * province is cheaper in one pass; and of a department every row is asked whether it is in sight, which an index on the case does not help.
 */
function given(actor: Actor, query: MatrixQuery, narrowed: boolean): string {
  const few = actor.reach !== 'department' && (actor.reach !== 'province' || narrowed || query.task !== undefined);
  const tasks = query.task ? 'AND a.task_code = ANY (ARRAY(SELECT code FROM task))' : '';
  const from = `FROM assignment a JOIN task t ON t.id = a.task_category_id WHERE a.state <> 'cancelled' ${tasks}`;
  if (few) return `LEFT JOIN LATERAL (SELECT ${PAIRS} ${from} AND a.pilot_case_id = s.id AND a.region_id = s.region_id) g ON true`;
  return `LEFT JOIN (SELECT a.pilot_case_id AS id, ${PAIRS} ${from} ${narrowed ? 'AND a.pilot_case_id IN (SELECT id FROM shown)' : ''} GROUP BY 1) g USING (id)`;
}

/**
 * The cases and what each has been given, two characters an assignment ({@link FIRST_PLACE}). The cases are chosen first, so that
 * only their assignments are read. `$1` is today, `$2` the states in which a case carries tasks.
 */
export function rowsStatement(actor: Actor, query: MatrixQuery, today: string, carries: readonly string[]): [Statement, unknown[]] {
  const where = new Conditions();
  where.param(today);
  where.param(carries);
  taskConditions(where, query);
  const tasks = where.sql;
  const cases = new Conditions();
  cases.values.push(...where.values);
  const q = query.q?.trim();
  cases
    .add('region', 'c.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
    .add('batch', 'b.code = ANY ($)', query.batch)
    .add('level', 'c.level = ANY ($)', query.level)
    .add('track', 'u.sector_track = ANY ($)', query.track)
    .add('q', 'u.search_text LIKE $', q ? likePattern(q) : undefined);
  const narrowed = Boolean(query.region ?? query.batch ?? query.level ?? query.track ?? (q || undefined));
  const text = `WITH task AS MATERIALIZED (
      SELECT t.id, t.code, (${FIRST_PLACE} - 1 + row_number() OVER (ORDER BY t.catalogue_version, t.sequence, t.id))::int AS place FROM task_category t WHERE ${tasks}
    ), shown AS MATERIALIZED (
      SELECT c.id, c.region_id, u.name AS unit, r.code AS region, r.protocol_order, b.code AS batch, c.state = ANY ($2) AS open
      FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN region r ON r.id = c.region_id JOIN batch b ON b.id = c.batch_id WHERE ${cases.sql}
    )
    SELECT s.id, s.unit, s.region, s.batch, s.open, g.cells,
      ${actor.reach === 'department' ? 's.id IN (SELECT p.pilot_case_id FROM sponsorship p)' : 'false'} AS sponsored
    FROM shown s ${given(actor, query, narrowed)} WHERE s.open OR g.cells IS NOT NULL ORDER BY s.protocol_order, s.unit, s.id`;
  const [ofTasks, ofCases] = [where.name('matrix.rows'), cases.name('of')];
  const both = `${ofTasks} ${ofCases}`;
  // PostgreSQL cuts names at 63 characters, and the reach comes behind
  const name = ofTasks && ofCases && both.length <= 50 ? both : undefined;
  return [{ name, text }, cases.values];
}

export const BATCHES: Statement = {
  name: 'matrix.batches',
  text: `SELECT code, name, name_en AS "nameEn", catalogue_version AS "catalogueVersion" FROM batch ORDER BY sequence`,
};
export const REGIONS: Statement = {
  name: 'matrix.regions',
  text: `SELECT code, name, name_en AS "nameEn" FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order`,
};
export const CELLS: Statement = {
  name: 'matrix.cells',
  text: `SELECT a.pilot_case_id AS "caseId", a.task_code AS "taskCode", a.id AS "assignmentId", a.no, a.state, light_on(a.state, a.yellow_from, a.red_from, $1) AS light,
      a.due_on AS "dueOn", a.progress, a.version
    FROM assignment a WHERE a.pilot_case_id = ANY ($2) AND a.task_code = ANY ($3) AND a.state <> 'cancelled' ORDER BY a.due_on, a.id`,
};
