import { Inject, Injectable } from '@nestjs/common';
import { abilitiesOn, ROW_COLUMNS, ROW_TABLES, toAssignmentRow, type AssignmentRecord } from '../assignments/index.js';
import { Calendar } from '../calendar/index.js';
import { Clock, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, notFound, type Actor } from '../kernel/index.js';
import type { AssignmentsWithLatest, LatestUpdate, ProgressUpdatePage, ProgressUpdateQuery, ProgressUpdateRow } from './progress.dto.js';

const LOG_COLUMNS = `p.id, p.assignment_id AS "assignmentId", p.progress, p.done, p.problems, p.next_steps AS "nextSteps",
  p.occurred_on AS "occurredOn", p.created_at AS "createdAt",
  json_build_object('name', p.author_name, 'role', p.author_role, 'organisation', p.author_organisation) AS author,
  (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type) ORDER BY f.id), '[]')
   FROM attachment f WHERE f.progress_update_id = p.id) AS attachments`;

// The assignment names its latest entry, so that a page of many never searches the log.
const withLatest = (column: 'pilot_case_id' | 'pilot_unit_id') => ({
  name: `progress.latest-${column}`,
  text: `SELECT ${ROW_COLUMNS}, p.id AS latest_id, p.occurred_on AS latest_on, p.progress AS latest_progress, p.done AS latest_done,
                p.author_name AS latest_author
         FROM assignment a ${ROW_TABLES} LEFT JOIN progress_update p ON p.id = a.last_update_id
         WHERE a.${column} = $2 ORDER BY a.task_code`,
});
const OF_CASE = withLatest('pilot_case_id');
const OF_UNIT = withLatest('pilot_unit_id');
const SEEN_CASE = { name: 'progress.seen-case', text: 'SELECT id FROM pilot_case WHERE id = $1' };
const SEEN_UNIT = { name: 'progress.seen-unit', text: 'SELECT id FROM pilot_unit WHERE id = $1' };

interface LatestRecord extends AssignmentRecord {
  latest_id: string | null;
  latest_on: string;
  latest_progress: number;
  latest_done: string;
  latest_author: string;
}

/** The log to read. */
@Injectable()
export class ProgressList {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Calendar) private readonly calendar: Calendar,
  ) {}

  /** An assignment's entries, newest first. @throws 404 */
  async ofAssignment(actor: Actor, assignmentId: string, query: ProgressUpdateQuery): Promise<ProgressUpdatePage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const [after] = decodeCursor(query.cursor, 'id', 1) ?? ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const [[count], rows] = await this.db.readAll<[{ n: number }, ProgressUpdateRow]>(
      actor,
      [
        {
          name: 'progress.total',
          text: `SELECT (SELECT count(*)::int FROM progress_update p WHERE p.assignment_id = a.id) AS n FROM assignment a WHERE a.id = $1`,
        },
        [assignmentId],
      ],
      [
        {
          name: 'progress.list',
          text: `SELECT ${LOG_COLUMNS} FROM progress_update p WHERE p.assignment_id = $1 AND p.id < $2::uuid ORDER BY p.id DESC LIMIT $3`,
        },
        [assignmentId, after, limit + 1],
      ],
    );
    if (!count) throw notFound();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('id', [last.id]) : null, total: count.n };
  }

  /** Every assignment of a case or of a unit, with the latest entry of each, in the catalogue's order. @throws 404 */
  async latest(actor: Actor, of: 'case' | 'unit', id: string): Promise<AssignmentsWithLatest> {
    const today = this.clock.today();
    const rows = await this.db.read<LatestRecord>(actor, of === 'case' ? OF_CASE : OF_UNIT, [today, id]);
    if (rows.length === 0 && (await this.db.read(actor, of === 'case' ? SEEN_CASE : SEEN_UNIT, [id])).length === 0) throw notFound();
    const ordinal = await this.calendar.ordinals(actor);
    return {
      items: rows.map((row) => ({
        ...toAssignmentRow(row, today, ordinal),
        latest: latestOf(row),
        abilities: abilitiesOn(actor, { state: row.state, leadDepartmentId: row.lead_department_id }),
      })),
    };
  }
}

const latestOf = (row: LatestRecord): LatestUpdate | null =>
  row.latest_id === null
    ? null
    : {
        id: row.latest_id,
        occurredOn: row.latest_on,
        progress: row.latest_progress,
        done: row.latest_done,
        authorName: row.latest_author,
      };
