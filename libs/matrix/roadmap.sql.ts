import type { Conditions } from '../kernel/index.js';
import { filters } from '../assignments/index.js';
import { milestonesOf } from './milestones.sql.js';
import type { RoadmapBarsQuery } from './roadmap.dto.js';

const LIGHTS = ['green', 'yellow', 'red', 'grey', 'done'];
export const STARTS = `least(coalesce(a.issued_on, (a.created_at AT TIME ZONE 'Asia/Shanghai')::date), a.due_on)`;

/** The list's own conditions, and those of the roadmap; `$1` is today. What was cancelled has no place on it. */
export const roadmapConditions = (query: RoadmapBarsQuery, today: string, role: string): Conditions =>
  filters(query, today, role)
    .add('standing', `a.state <> 'cancelled'`)
    .add('direction', 'a.task_category_id = ANY (ARRAY(SELECT t.id FROM task_category t WHERE t.direction = ANY ($)))', query.direction);

/** What a line says of its assignments. */
export const SUMMARY = `min(${STARTS}) AS "from", max(a.due_on) AS "to", count(*)::int AS total, round(avg(a.progress))::int AS progress,
  json_build_object(${LIGHTS.map((light) => `'${light}', count(*) FILTER (WHERE light_on(a.state, a.yellow_from, a.red_from, $1) = '${light}')`).join(', ')}) AS "byLight"`;

/** Lines by task or department: few, so all of them are told at once; a unit's are chosen page by page before anything of theirs is read. */
export const LINES = {
  // by code, as the filter is; in the words of the newest catalogue that has it
  task: (where: Conditions) => `SELECT g.*, t.code || ' ' || t.name AS name, t.code || ' ' || t.name_en AS "nameEn", NULL::json AS region
    FROM (SELECT a.task_code AS key, ${SUMMARY} FROM assignment a WHERE $1::date IS NOT NULL AND ${where.sql} GROUP BY 1) g
    CROSS JOIN LATERAL (SELECT * FROM task_category n WHERE n.code = g.key ORDER BY n.catalogue_version DESC LIMIT 1) t ORDER BY t.catalogue_version DESC, t.sequence`,
  department: (where: Conditions) => `SELECT g.*, o.code AS key, o.short_name AS name, o.name_en AS "nameEn", NULL::json AS region
    FROM (SELECT a.lead_department_id AS id, ${SUMMARY} FROM assignment a WHERE $1::date IS NOT NULL AND ${where.sql} GROUP BY 1) g JOIN organisation o ON o.id = g.id ORDER BY o.protocol_order`,
  unit: (where: Conditions, after: string, limit: number) => `SELECT u.id::text AS key, u.name, NULL AS "nameEn", json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region, u.protocol_order, u.id, g.*
    FROM (SELECT u.id, u.name, u.region_id, r.protocol_order FROM pilot_unit u JOIN region r ON r.id = u.region_id
          WHERE EXISTS (SELECT FROM assignment a WHERE $1::date IS NOT NULL AND a.pilot_unit_id = u.id AND a.region_id = u.region_id AND ${where.sql}) ${after}
          ORDER BY r.protocol_order, u.name, u.id LIMIT ${limit}) u JOIN region r ON r.id = u.region_id
    CROSS JOIN LATERAL (SELECT ${SUMMARY} FROM assignment a WHERE a.pilot_unit_id = u.id AND a.region_id = u.region_id AND ${where.sql}) g ORDER BY u.protocol_order, u.name, u.id`,
} as const;

/** All lines together: how many, and from when to when. */
export const WHOLE = (where: Conditions): string =>
  `SELECT count(DISTINCT a.pilot_unit_id)::int AS units, min(${STARTS}) AS "from", max(a.due_on) AS "to" FROM assignment a WHERE $1::date IS NOT NULL AND ${where.sql}`;

/** A bar; `a` is the assignment. Names come after the page was chosen. */
export const BAR = `a.id, a.no, a.pilot_case_id AS "caseId", json_build_object('id', u.id, 'name', u.name) AS unit,
  json_build_object('code', a.task_code, 'name', t.name, 'nameEn', t.name_en) AS task, json_build_object('id', d.id, 'code', d.code, 'name', d.short_name) AS lead,
  a.state, light_on(a.state, a.yellow_from, a.red_from, $1) AS light, ${STARTS} AS "from", a.due_on AS "dueOn", a.original_due_on AS "originalDueOn", a.progress,
  ${milestonesOf('a')} AS milestones`;
export const BAR_TABLES = `JOIN pilot_unit u ON u.id = a.pilot_unit_id JOIN task_category t ON t.id = a.task_category_id JOIN organisation d ON d.id = a.lead_department_id`;
