import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actionsFor, Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, notFound, type Actor } from '../kernel/index.js';
import type { FindingOut } from './finding.dto.js';
import { FINDINGS_OF_VISIT } from './findings.js';
import type { InspectionOut, InspectionPage, InspectionQuery } from './inspection.dto.js';
import { scoreOf, VISIT_MACHINE } from './inspection.rules.js';
import { INSPECTIONS, VISIT, VISITS } from './visits.sql.js';
import type { VisitDetail, VisitPage, VisitQuery, VisitRow } from './visit.dto.js';

type DetailRow = Omit<VisitDetail, 'findings' | 'scoreWorking' | 'abilities'>;

/** Campaigns and visits, to look at. */
@Injectable()
export class Visits {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** The latest campaign first. */
  async inspections(actor: Actor, query: InspectionQuery): Promise<InspectionPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions();
    const after = decodeCursor(query.cursor, 'window', 2);
    if (after) where.add('after', '(i.window_from, i.id) < ($::date, $::uuid)', ...after);
    const order = 'ORDER BY i.window_from DESC, i.id DESC';
    const [rows, [count]] = await this.db.readAll<[InspectionOut, { n: number }]>(
      actor,
      [{ name: where.name('inspections', limit), text: `${INSPECTIONS} WHERE ${where.sql} ${order} LIMIT ${limit + 1}` }, where.values],
      [{ name: 'inspections.total', text: 'SELECT count(*)::int AS n FROM inspection' }, []],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor('window', [last.windowFrom, last.id]) : null;
    return { items, nextCursor, total: count!.n };
  }

  /** By the day of the visit. An inspector sees those assigned, inside their window. */
  async list(actor: Actor, query: VisitQuery): Promise<VisitPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions()
      .add('inspection', 'v.inspection_id = $', query.inspection)
      .add('state', 'v.state = ANY ($)', query.state)
      .add('region', 'v.region_id IN (SELECT id FROM region WHERE code = ANY ($))', query.region)
      .add('case', 'v.pilot_case_id = $', query.pilotCase);
    const member = 'EXISTS (SELECT FROM visit_member m WHERE m.visit_id = v.id AND m.position_id = ANY ((SELECT app_positions())::uuid[]))';
    if (query.mine !== undefined) where.add(`mine-${query.mine}`, query.mine ? member : `NOT ${member}`);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'day', 2);
    if (after) where.add('after', '(v.visit_on, v.id) > ($::date, $::uuid)', ...after);
    const [rows, [count]] = await this.db.readAll<[VisitRow, { n: number }]>(
      actor,
      [{ name: where.name('visits', limit), text: `${VISITS} WHERE ${where.sql} ORDER BY v.visit_on, v.id LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('visits.total'), text: `SELECT count(*)::int AS n FROM visit v WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor('day', [last.visitOn, last.id]) : null;
    return { items, nextCursor, total: count!.n };
  }

  /** @throws 404 for a visit out of sight, such as an inspector's outside of its window */
  async detail(actor: Actor, id: string): Promise<VisitDetail> {
    const [[row], findings] = await this.db.readAll<[DetailRow, FindingOut]>(actor, [VISIT, [id]], [FINDINGS_OF_VISIT, [id]]);
    return shown(actor, row, findings);
  }

  /** The same inside the transaction that has just changed it. */
  async detailIn(em: EntityManager, actor: Actor, id: string): Promise<VisitDetail> {
    const [row]: DetailRow[] = await em.query(VISIT.text, [id]);
    const findings: FindingOut[] = await em.query(FINDINGS_OF_VISIT.text, [id]);
    return shown(actor, row, findings);
  }
}

function shown(actor: Actor, row: DetailRow | undefined, findings: FindingOut[]): VisitDetail {
  if (!row) throw notFound();
  const weights = new Map(row.checklist.items.map((item) => [item.id, item.weight]));
  const answered = row.answers.map(({ itemId, verdict }) => ({ itemId, verdict, weight: weights.get(itemId)! }));
  return {
    ...row,
    findings,
    scoreWorking: answered.length > 0 ? scoreOf(answered) : null,
    abilities: actionsFor(VISIT_MACHINE, row.state, actor.role),
  };
}
