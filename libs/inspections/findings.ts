import { Inject, Injectable } from '@nestjs/common';
import { attachmentsOf } from '../files/index.js';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, type Actor } from '../kernel/index.js';
import type { FindingOut, FindingPage, FindingQuery } from './finding.dto.js';

// A department sees a finding on its own task even at a unit that it does not see: hence the unit's outer join.
const FINDINGS = `SELECT f.id, f.no, (SELECT v.id FROM visit v WHERE v.id = f.visit_id) AS "visitId",
    json_build_object('id', f.pilot_unit_id, 'name', coalesce(u.name, '—')) AS unit,
    json_build_object('id', r.id, 'code', r.code, 'name', r.name) AS region,
    f.checklist_item_id AS "itemId", f.nature, f.severity, f.facts, f.basis,
    CASE WHEN t.id IS NOT NULL THEN json_build_object('code', t.code, 'name', t.name, 'nameEn', t.name_en) END AS task,
    f.found_by_name AS "foundBy", f.fed_back_at AS "fedBackAt", ${attachmentsOf('finding_id', 'f.id')} AS attachments,
    f.version, f.created_at AS "createdAt"
  FROM finding f
  JOIN region r ON r.id = f.region_id
  LEFT JOIN pilot_unit u ON u.id = f.pilot_unit_id
  LEFT JOIN task_category t ON t.id = f.task_category_id`;

/** Of one visit, in the order of their numbers. */
export const FINDINGS_OF_VISIT = { name: 'findings.visit', text: `${FINDINGS} WHERE f.visit_id = $1 ORDER BY f.no` };

@Injectable()
export class Findings {
  constructor(@Inject(Db) private readonly db: Db) {}

  /** Newest first. */
  async list(actor: Actor, query: FindingQuery): Promise<FindingPage> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = new Conditions()
      .add('region', 'f.region_id IN (SELECT id FROM region WHERE code = ANY ($))', query.region)
      .add('severity', 'f.severity = ANY ($)', query.severity)
      .add('nature', 'f.nature = ANY ($)', query.nature)
      .add('inspection', 'f.visit_id IN (SELECT v.id FROM visit v WHERE v.inspection_id = $)', query.inspection)
      .add('visit', 'f.visit_id = $', query.visit)
      .add('unit', 'f.pilot_unit_id = $', query.pilotUnit);
    const total = where.copy();
    const after = decodeCursor(query.cursor, 'newest', 1);
    if (after) where.add('after', 'f.id < $::uuid', ...after);
    const [rows, [count]] = await this.db.readAll<[FindingOut, { n: number }]>(
      actor,
      [{ name: where.name('findings', limit), text: `${FINDINGS} WHERE ${where.sql} ORDER BY f.id DESC LIMIT ${limit + 1}` }, where.values],
      [{ name: total.name('findings.total'), text: `SELECT count(*)::int AS n FROM finding f WHERE ${total.sql}` }, total.values],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('newest', [last.id]) : null, total: count!.n };
  }
}
