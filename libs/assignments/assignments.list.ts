import { Inject, Injectable } from '@nestjs/common';
import { Calendar } from '../calendar/index.js';
import { Clock, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, type Actor, type Statement } from '../kernel/index.js';
import { ROW_COLUMNS, ROW_TABLES, toAssignmentRow, type AssignmentRecord } from './assignment-row.js';
import type { AssignmentPage, AssignmentQuery } from './assignment.dto.js';
import { filters } from './assignment-filters.js';
import { talliedTotal } from './tallied-total.js';

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
    const where = filters(query, today, actor.role);
    const total = where.copy();
    const after = decodeCursor(query.cursor, order, 2);
    if (after) where.add('after', `(${by}, a.id) ${direction === 'ASC' ? '>' : '<'} ($::${cast}, $::uuid)`, ...after);
    const page = {
      name: where.name(`assignments.${order}`, limit),
      // The page first, its names afterwards: the rows that match are many, and those shown are fifty.
      text: `SELECT ${ROW_COLUMNS}, a.updated_at::text AS updated_key FROM (
               SELECT * FROM assignment a WHERE $1::date IS NOT NULL AND ${where.sql}
               ORDER BY ${by} ${direction}, a.id ${direction} LIMIT ${limit + 1}
             ) a ${ROW_TABLES} ORDER BY ${by} ${direction}, a.id ${direction}`,
    };
    const counted: [Statement, unknown[]] = [
      {
        name: total.name('assignments.total'),
        text: `SELECT count(*)::int AS n FROM assignment a WHERE $1::date IS NOT NULL AND ${total.sql}`,
      },
      total.values,
    ];
    const [rows, [count]] = await this.db.readAll<[AssignmentRecord & { updated_key: string }, { n: number }]>(
      actor,
      [page, where.values],
      talliedTotal(actor, query, today) ?? counted,
    );
    const ordinal = await this.calendar.ordinals(actor);
    const last = rows[limit - 1];
    const nextCursor = rows.length > limit && last ? encodeCursor(order, [value(last), last.id]) : null;
    return { items: rows.slice(0, limit).map((row) => toAssignmentRow(row, today, ordinal)), nextCursor, total: count!.n };
  }
}
