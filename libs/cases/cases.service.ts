import { Inject, Injectable } from '@nestjs/common';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, notFound, type Actor } from '../kernel/index.js';
import type { BatchOut, CaseDetail, CasePage, CaseQuery, CaseRow } from './case.dto.js';

const ROW = `c.id, c.case_no AS "caseNo", json_build_object('id', u.id, 'name', u.name) AS unit,
  json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region,
  json_build_object('code', b.code, 'name', b.name) AS batch, c.level, c.state, c.doc_no AS "docNo",
  c.designated_on AS "designatedOn", c.version,
  (SELECT coalesce(json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.short_name) ORDER BY o.protocol_order), '[]')
   FROM sponsorship s JOIN organisation o ON o.id = s.department_id WHERE s.pilot_case_id = c.id) AS sponsors`;
const FROM = `pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN region r ON r.id = c.region_id JOIN batch b ON b.id = c.batch_id`;

@Injectable()
export class Cases {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor, query: CaseQuery): Promise<CasePage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = filters(query);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'caseNo', 1);
    if (after) where.add('after', 'c.case_no > $', ...after);
    const [rows, [count]] = await this.db.readAll<[CaseRow, { n: number }]>(
      actor,
      [
        {
          name: where.name('cases.list', limit),
          text: `SELECT ${ROW} FROM ${FROM} WHERE ${where.sql} ORDER BY c.case_no LIMIT ${limit + 1}`,
        },
        where.values,
      ],
      [{ name: total.name('cases.total'), text: `SELECT count(*)::int AS n FROM ${FROM} WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('caseNo', [last.caseNo]) : null, total: count!.n };
  }

  async detail(actor: Actor, id: string): Promise<CaseDetail> {
    const [row] = await this.db.read<Omit<CaseDetail, 'abilities'>>(
      actor,
      {
        name: 'cases.detail',
        text: `SELECT ${ROW}, c.reform_stage AS "reformStage", c.task_codes AS "taskCodes", c.created_at AS "createdAt",
                      c.updated_at AS "updatedAt" FROM ${FROM} WHERE c.id = $1`,
      },
      [id],
    );
    if (!row) throw notFound();
    const abilities = ['progress.log', 'assignment.create'].filter((permission) => actor.permissions.has(permission));
    return { ...row, abilities };
  }

  async batches(actor: Actor): Promise<BatchOut[]> {
    return this.db.read<BatchOut>(actor, {
      name: 'batches',
      text: `SELECT id, code, name, name_en AS "nameEn" FROM batch ORDER BY sequence`,
    });
  }
}

function filters(query: CaseQuery): Conditions {
  const q = query.q?.trim();
  return new Conditions()
    .add('q', 'u.search_text LIKE $', q ? likePattern(q) : undefined)
    .add('region', 'r.code = ANY ($)', query.region)
    .add('batch', 'b.code = ANY ($)', query.batch)
    .add('level', 'c.level = ANY ($)', query.level)
    .add('track', 'u.sector_track = ANY ($)', query.track)
    .add('state', 'c.state = ANY ($)', query.state)
    .add(
      'department',
      'EXISTS (SELECT FROM sponsorship s JOIN organisation o ON o.id = s.department_id WHERE s.pilot_case_id = c.id AND o.code = ANY ($))',
      query.department,
    );
}
