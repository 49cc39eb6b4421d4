import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, type Actor } from '../kernel/index.js';
import type { EntryPage, EntryQuery, EntryRow } from './review.dto.js';

// The latest that is open or over; a reader who names none looks at that. A special one asks about its own matter, beside the tasks.
const LATEST = `(SELECT p.id FROM reporting_period p WHERE p.opened_at IS NOT NULL AND p.type <> 'special' ORDER BY p.opens_on DESC, p.id DESC LIMIT 1)`;

// Of those who see the report, its latest edition; a department sees entries whose report it does not, and only those in force.
const FROM = `report_entry e JOIN assignment a ON a.id = e.assignment_id JOIN task_category t ON t.id = a.task_category_id
  JOIN pilot_unit u ON u.id = e.pilot_unit_id JOIN region g ON g.id = e.region_id JOIN reporting_period d ON d.id = e.reporting_period_id
  LEFT JOIN progress_report r ON r.id = e.progress_report_id`;
const ON_ENTRY = `m.progress_report_id = e.progress_report_id AND m.cell LIKE 'entries/' || e.assignment_id || '/%'`;
const REMARKS = { any: `EXISTS (SELECT FROM report_remark m WHERE ${ON_ENTRY})`, open: `EXISTS (SELECT FROM report_remark m WHERE ${ON_ENTRY} AND m.kind = 'request' AND m.answer IS NULL)` };

const COLUMNS = `e.id, json_build_object('id', d.id, 'name', d.name) AS period, json_build_object('id', u.id, 'name', u.name) AS unit,
  json_build_object('id', g.id, 'code', g.code, 'name', g.name) AS region, json_build_object('code', a.task_code, 'name', t.name, 'nameEn', t.name_en) AS task,
  e.assignment_id AS "assignmentId", a.pilot_case_id AS "caseId", r.id AS "reportId", e.progress, e.done, e.problems, e.next_steps AS "nextSteps",
  (SELECT b.progress FROM report_entry b JOIN reporting_period bd ON bd.id = b.reporting_period_id
   WHERE b.assignment_id = e.assignment_id AND bd.ends_on < d.starts_on ORDER BY bd.ends_on DESC, b.id DESC LIMIT 1) AS "previousProgress",
  (SELECT coalesce(json_agg(json_build_object('id', m.id, 'field', split_part(m.cell, '/', 3), 'kind', m.kind, 'text', m.text, 'createdAt', m.created_at,
     'author', json_build_object('name', m.author_name, 'role', m.author_role, 'organisation', m.author_organisation),
     'answer', m.answer, 'answeredBy', m.answered_by) ORDER BY m.id), '[]') FROM report_remark m WHERE ${ON_ENTRY}) AS remarks`;

/** What the units reported of each task, in one table: a department reads here what it would otherwise ask for again. */
@Injectable()
export class ReviewEntries {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor, query: EntryQuery): Promise<EntryPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions()
      .add('period', 'e.reporting_period_id = $', query.period)
      .add('region', 'g.code = ANY ($)', query.region)
      .add('batch', 'a.pilot_case_id IN (SELECT c.id FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE b.code = ANY ($))', query.batch)
      .add('task', 'a.task_code = ANY ($)', query.task)
      .add('department', 'a.lead_department_id = ANY (ARRAY(SELECT id FROM organisation WHERE code = ANY ($)))', query.department);
    if (!query.period) where.add('latest', `e.reporting_period_id = ${LATEST}`);
    if (query.remarks) where.add(`remarks-${query.remarks}`, REMARKS[query.remarks]);
    if (actor.reach !== 'department') where.add('current', 'r.is_current');
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'task', 3);
    if (after) where.add('after', '(a.task_code, u.name, e.id) > ($, $, $::uuid)', ...after);
    const [items, [count]] = await this.db.readAll<[EntryRow, { n: number }]>(
      actor,
      [{ name: where.name('entries', limit), text: `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ORDER BY a.task_code, u.name, e.id LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('entries.total'), text: `SELECT count(*)::int AS n FROM ${FROM} WHERE ${total.sql}` }, total.values],
    );
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return { items: page, nextCursor: items.length > limit && last ? encodeCursor('task', [last.task.code, last.unit.name, last.id]) : null, total: count!.n };
  }
}
