import { Inject, Injectable } from '@nestjs/common';
import { Organisation } from '../identity/index.js';
import {
  change, Clock, Conditions, conflict, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, invalid, newId, sameVersion, seen, type Actor, type FieldError,
} from '../kernel/index.js';
import { PilotCase, Sponsorship } from './pilot-case.entity.js';
import { TAKES_SPONSORS } from './pilot-case.rules.js';
import type { CreateSponsorshipIn, DepartmentSponsorships, SponsorshipOut, SponsorshipPage, SponsorshipQuery, SponsorshipsByDepartment } from './sponsorship.dto.js';

const CASE = `json_build_object('id', c.id, 'caseNo', c.case_no, 'unit', u.name, 'state', c.state)`;
const DEPARTMENT = `json_build_object('id', o.id, 'code', o.code, 'name', o.short_name)`;
const COLUMNS = `s.id, ${CASE} AS case, ${DEPARTMENT} AS department, s.created_at AS "createdAt", s.ended_on AS "endedOn", s.end_reason AS "endReason", s.version`;
const TABLES = `sponsorship s JOIN pilot_case c ON c.id = s.pilot_case_id JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN organisation o ON o.id = s.department_id`;
const ONE = `SELECT ${COLUMNS} FROM ${TABLES} WHERE s.id = $1`;

/** How many pilots a department sponsors. Source: 结合各自承担的改革任务确定1—2家试点单位; a setting. */
export const SPONSORED_PILOTS = { min: 1, max: 2 } as const;
const LIMITS = {
  name: 'sponsorships.limits',
  text: `SELECT (value ->> 'min')::int AS min, (value ->> 'max')::int AS max, source FROM setting WHERE key = 'case.sponsors'`,
};
const BY_DEPARTMENT = {
  name: 'sponsorships.by-department',
  text: `SELECT ${DEPARTMENT} AS department, count(s.id)::int AS standing,
      coalesce(json_agg(${CASE} ORDER BY c.case_no) FILTER (WHERE s.id IS NOT NULL), '[]') AS cases
    FROM organisation o LEFT JOIN sponsorship s ON s.department_id = o.id AND s.ended_on IS NULL
    LEFT JOIN pilot_case c ON c.id = s.pilot_case_id LEFT JOIN pilot_unit u ON u.id = c.pilot_unit_id
    WHERE o.kind = 'department' GROUP BY o.id ORDER BY o.protocol_order`,
};

/** 指导部门: named, ended with the history kept, and looked at department by department. */
@Injectable()
export class Sponsorships {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: SponsorshipQuery): Promise<SponsorshipPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions().add('department', 'o.code = ANY ($)', query.department).add('case', 's.pilot_case_id = $', query.pilotCase);
    if (query.standing) where.add(`standing-${query.standing}`, `(s.ended_on IS NULL) = ${query.standing === 'true'}`);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'id', 1);
    if (after) where.add('after', 's.id > $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[SponsorshipOut, { n: number }]>(
      actor,
      [{ name: where.name('sponsorships', limit), text: `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${where.sql} ORDER BY s.id LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('sponsorships.total'), text: `SELECT count(*)::int AS n FROM ${TABLES} WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('id', [last.id]) : null, total: count!.n };
  }

  async byDepartment(actor: Actor): Promise<SponsorshipsByDepartment> {
    const [[limits], rows] = await this.db.readAll<[{ min: number; max: number; source: string }, Omit<DepartmentSponsorships, 'verdict'>]>(
      actor,
      [LIMITS, []],
      [BY_DEPARTMENT, []],
    );
    const { min, max, source } = limits ?? { ...SPONSORED_PILOTS, source: '' };
    const verdict = (n: number) => (n === 0 ? 'none' : n < min ? 'few' : n > max ? 'over' : 'within');
    return { min, max, source, items: rows.map((row) => ({ ...row, verdict: verdict(row.standing) })) };
  }

  /** @throws 409 when the department sponsors the case already or the case's state takes none, 422 for what is not there */
  async name(actor: Actor, { pilotCaseId, departmentId }: CreateSponsorshipIn): Promise<SponsorshipOut> {
    return this.db.as(actor, async (em) => {
      const row = await em.findOneBy(PilotCase, { id: pilotCaseId });
      const department = await em.findOneBy(Organisation, { id: departmentId, kind: 'department' });
      const unknown = (pointer: string, value: string, there: unknown): FieldError[] => (there ? [] : [{ pointer, code: 'unknown_reference', params: { value } }]);
      const errors = [...unknown('/pilotCaseId', pilotCaseId, row), ...unknown('/departmentId', departmentId, department)];
      if (errors.length > 0) throw invalid(errors);
      if (!TAKES_SPONSORS.includes(row!.state)) throw conflict('not_sponsorable');
      const id = newId();
      const [made] = await em.query(
        'INSERT INTO sponsorship (id, pilot_case_id, department_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
        [id, pilotCaseId, departmentId],
      );
      if (!made) throw conflict('already_sponsored');
      const [saved] = await em.query(ONE, [id]);
      return saved;
    });
  }

  /** Ends it today; the row stays. @throws 404, 412, 409 when it has ended */
  async end(actor: Actor, id: string, version: number, reason?: string): Promise<SponsorshipOut> {
    return this.db.as(actor, async (em) => {
      const row = await seen(em, Sponsorship, id);
      sameVersion(row, version);
      if (row.endedOn) throw conflict('sponsorship_ended');
      await change(em, Sponsorship, row, { endedOn: this.clock.today(), endReason: reason ?? null });
      const [saved] = await em.query(ONE, [id]);
      return saved;
    });
  }
}
