import { Inject, Injectable } from '@nestjs/common';
import { Calendar } from '../calendar/index.js';
import { Clock, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, type Actor } from '../kernel/index.js';
import { ROW_COLUMNS, ROW_TABLES, toAssignmentRow, type AssignmentRecord } from './assignment-row.js';
import type { AssignmentPage, AssignmentQuery } from './assignment.dto.js';

interface Sort {
  by: string;
  direction: 'ASC' | 'DESC';
  cast: string;
  value: (row: AssignmentRecord & { updated_key: string }) => unknown;
}
const sort = (by: string, cast: string, value: Sort['value'], direction: Sort['direction']): Sort => ({ by, cast, value, direction });
const SORTS: Record<string, Sort> = {
  dueOn: sort('a.due_on', 'date', (a) => a.due_on, 'ASC'),
  '-dueOn': sort('a.due_on', 'date', (a) => a.due_on, 'DESC'),
  progress: sort('a.progress', 'smallint', (a) => a.progress, 'ASC'),
  '-progress': sort('a.progress', 'smallint', (a) => a.progress, 'DESC'),
  updatedAt: sort('a.updated_at', 'timestamptz', (a) => a.updated_key, 'ASC'),
  '-updatedAt': sort('a.updated_at', 'timestamptz', (a) => a.updated_key, 'DESC'),
};

/** Assignments to read: filters that any of the others can be joined with, one order, an exact total. */
@Injectable()
export class AssignmentList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
  ) {}

  async list(actor: Actor, query: AssignmentQuery): Promise<AssignmentPage> {
    const today = this.clock.today();
    const limit = query.limit ?? DEFAULT_LIMIT;
    const order = query.sort ?? 'dueOn';
    const { by, direction, cast, value } = SORTS[order]!;
    const where = filters(query, today);
    const total = where.copy();
    const after = decodeCursor(query.cursor, order, 2);
    if (after) where.add('after', `(${by}, a.id) ${direction === 'ASC' ? '>' : '<'} ($::${cast}, $::uuid)`, ...after);
    const page = {
      name: where.name(`assignments.${order}`, limit),
      text: `SELECT ${ROW_COLUMNS}, a.updated_at::text AS updated_key FROM assignment a ${ROW_TABLES}
             WHERE ${where.sql} ORDER BY ${by} ${direction}, a.id ${direction} LIMIT ${limit + 1}`,
    };
    const counted = {
      name: total.name('assignments.total'),
      text: `SELECT count(*)::int AS n FROM assignment a WHERE $1::date IS NOT NULL AND ${total.sql}`,
    };
    const [rows, [count]] = await this.db.readAll<[AssignmentRecord & { updated_key: string }, { n: number }]>(
      actor,
      [page, where.values],
      [counted, total.values],
    );
    const ordinal = await this.calendar.ordinals(actor);
    const last = rows[limit - 1];
    const nextCursor = rows.length > limit && last ? encodeCursor(order, [value(last), last.id]) : null;
    return { items: rows.slice(0, limit).map((row) => toAssignmentRow(row, today, ordinal)), nextCursor, total: count!.n };
  }
}

/** The conditions of a list. The first parameter is always today, which lights are judged by. */
export function filters(query: AssignmentQuery, today: string): Conditions {
  const where = new Conditions();
  where.param(today);
  const q = query.q?.trim();
  return where
    .add('region', 'a.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
    .add('state', 'a.state = ANY ($)', query.state)
    .add('light', 'light_on(a.state, a.yellow_from, a.red_from, $1) = ANY ($)', query.light)
    .add('task', 'a.task_code = ANY ($)', query.task)
    .add('department', 'a.lead_department_id = ANY (ARRAY(SELECT id FROM organisation WHERE code = ANY ($)))', query.department)
    .add('lead', `a.lead_department_id = app_scope() AND 'mine' = $`, query.lead)
    .add('case', 'a.pilot_case_id = $', query.pilotCase)
    .add('unit', 'a.pilot_unit_id = $', query.pilotUnit)
    .add('due', 'a.due_on < $', query.dueBefore)
    .add(
      `overdue-${query.overdue}`,
      `(a.due_on < $1 AND a.state IN ('issued', 'in_progress', 'returned')) = $`,
      query.overdue === undefined ? undefined : query.overdue === 'true',
    )
    .add('level', 'a.pilot_case_id IN (SELECT c.id FROM pilot_case c WHERE c.level = ANY ($))', query.level)
    .add('batch', 'a.pilot_case_id IN (SELECT c.id FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE b.code = ANY ($))', query.batch)
    .add('track', 'a.pilot_unit_id IN (SELECT p.id FROM pilot_unit p WHERE p.sector_track = ANY ($))', query.track)
    .add(
      'q',
      `(a.pilot_unit_id IN (SELECT p.id FROM pilot_unit p WHERE p.search_text LIKE $)
        OR a.task_category_id IN (SELECT c.id FROM task_category c WHERE lower(c.code || ' ' || c.name) LIKE $) OR lower(a.no) LIKE $)`,
      ...(q ? [likePattern(q), likePattern(q), likePattern(q)] : [undefined]),
    );
}
