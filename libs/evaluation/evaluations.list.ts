import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, type Actor } from '../kernel/index.js';
import type { EvaluationPage, EvaluationQuery, EvaluationRow } from './evaluation.dto.js';
import { EVALUATION_COLUMNS, EVALUATION_TABLES } from './evaluation-row.js';

/** Evaluations to read, the newest year first and then by the case's number: never by score, for this is no league table. */
@Injectable()
export class EvaluationList {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor, query: EvaluationQuery): Promise<EvaluationPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = evaluationConditions(query);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'year', 2);
    if (after) where.add('after', '(-e.year, c.case_no) > (-($::int), $)', ...after);
    const [rows, [count]] = await this.db.readAll<[EvaluationRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('evaluations', limit),
          text: `SELECT ${EVALUATION_COLUMNS} FROM ${EVALUATION_TABLES} WHERE ${where.sql} ORDER BY -e.year, c.case_no LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('evaluations.total'), text: `SELECT count(*)::int AS n FROM ${EVALUATION_TABLES} WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('year', [last.year, last.caseNo]) : null, total: count!.n };
  }
}

export function evaluationConditions(query: Omit<EvaluationQuery, 'limit' | 'cursor'>): Conditions {
  const q = query.q?.trim();
  return new Conditions()
    .add('q', 'u.search_text LIKE $', q ? likePattern(q) : undefined)
    .add('year', 'e.year = $', query.year)
    .add('region', 'r.code = ANY ($)', query.region)
    .add('batch', 'b.code = ANY ($)', query.batch)
    .add('state', 'e.state = ANY ($)', query.state)
    .add('grade', 'e.grade = ANY ($)', query.grade)
    .add('case', 'c.id = $', query.case)
    .add('department', 'EXISTS (SELECT FROM sponsorship s JOIN organisation o ON o.id = s.department_id WHERE s.pilot_case_id = c.id AND s.ended_on IS NULL AND o.code = ANY ($))', query.department);
}
