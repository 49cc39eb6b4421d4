import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conditions, Db, DEFAULT_LIMIT, decodeCursor, encodeCursor, likePattern, notFound, type Actor } from '../kernel/index.js';
import type { PilotUnitDetail, PilotUnitPage, PilotUnitQuery, PilotUnitRow } from './pilot-unit.dto.js';

const ROW = `u.id, u.name, u.uscc, r.id AS region_id, r.code AS region_code, r.name AS region_name, u.unit_kind, u.ownership,
  u.size, u.sector_track, u.employees, u.industrial_workers, u.status, u.version,
  (SELECT coalesce(json_agg(json_build_object('id', c.id, 'caseNo', c.case_no, 'batch', b.code, 'level', c.level, 'state', c.state) ORDER BY c.case_no), '[]')
   FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE c.pilot_unit_id = u.id) AS cases`;

/** The register itself, or as it was on the day that is the list's first parameter: its versions have the same columns. */
const NOW = 'pilot_unit';
const AS_OF = `(SELECT u.* FROM pilot_unit_version v CROSS JOIN LATERAL jsonb_populate_record(NULL::pilot_unit, v.facts) u
  WHERE v.valid_from <= $1::date AND (v.valid_to IS NULL OR v.valid_to > $1::date))`;

/** What a list of this query is read from. */
export const registerOf = ({ asOf }: Pick<PilotUnitQuery, 'asOf'>): string => (asOf ? AS_OF : NOW);

const REF = (id: string) => `(SELECT json_build_object('id', o.id, 'name', o.name) FROM pilot_unit o WHERE o.id = ${id})`;

/** What may be done to a unit that is still one. */
export const unitAbilities = (actor: Actor, status: string): string[] =>
  actor.permissions.has('unit.write') && status === 'active' ? ['update', 'identity', 'merge', 'split'] : [];

const SORTS: Record<string, { by: string; direction: 'ASC' | 'DESC'; value: (row: UnitRow) => unknown; cast: string }> = {
  name: { by: 'u.name', direction: 'ASC', value: (r) => r.name, cast: 'text' },
  '-name': { by: 'u.name', direction: 'DESC', value: (r) => r.name, cast: 'text' },
  employees: { by: 'coalesce(u.employees, 0)', direction: 'ASC', value: (r) => r.employees ?? 0, cast: 'int' },
  '-employees': { by: 'coalesce(u.employees, 0)', direction: 'DESC', value: (r) => r.employees ?? 0, cast: 'int' },
  updatedAt: { by: 'u.updated_at', direction: 'ASC', value: (r) => r.updated_key, cast: 'timestamptz' },
  '-updatedAt': { by: 'u.updated_at', direction: 'DESC', value: (r) => r.updated_key, cast: 'timestamptz' },
};

interface UnitRow {
  id: string;
  name: string;
  uscc: string;
  region_id: string;
  region_code: string;
  region_name: string;
  unit_kind: string;
  ownership: string | null;
  size: string | null;
  sector_track: string | null;
  employees: number | null;
  industrial_workers: number | null;
  status: string;
  version: number;
  cases: PilotUnitRow['cases'];
  updated_key: string;
}

/** The register to read: found by Chinese substring, pinyin or initials, within what the actor may see. */
@Injectable()
export class PilotUnitList {
  constructor(@Inject(Db) private readonly db: Db) {}

  async list(actor: Actor, query: PilotUnitQuery): Promise<PilotUnitPage> {
    const sort = SORTS[query.sort ?? 'name']!;
    const limit = query.limit ?? DEFAULT_LIMIT;
    const where = filters(query);
    const register = registerOf(query);
    const after = decodeCursor(query.cursor, query.sort ?? 'name', 2);
    const beyond = sort.direction === 'ASC' ? '>' : '<';
    // What is found is counted and paged in one go; the columns are fetched for the page alone. A row without an id is
    // the total of an empty page.
    const order = (key: string) => `ORDER BY ${key} ${sort.direction}, u.id ${sort.direction}`;
    const rows = await this.db.read<UnitRow & { total: number }>(
      actor,
      {
        name: where.name(`units.list-${query.sort ?? 'name'}${after ? '-after' : ''}`, limit),
        text: `WITH found AS MATERIALIZED (SELECT u.id, ${sort.by} AS key FROM ${register} u WHERE ${where.sql}),
                 page AS (SELECT u.id FROM found u WHERE ${after ? `(u.key, u.id) ${beyond} ($${where.param(after[0])}::${sort.cast}, $${where.param(after[1])}::uuid)` : 'true'}
                          ${order('u.key')} LIMIT ${limit + 1})
               SELECT t.total, row.* FROM (SELECT count(*)::int AS total FROM found) t LEFT JOIN (
                 SELECT ${ROW}, u.updated_at::text AS updated_key, ${sort.by} AS key
                 FROM page JOIN ${register} u ON u.id = page.id JOIN region r ON r.id = u.region_id
               ) row ON true ${order('row.key').replace('u.id', 'row.id')}`,
      },
      where.values,
    );
    const found = rows.filter((row) => row.id !== null);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = found.length > limit && last ? encodeCursor(query.sort ?? 'name', [sort.value(last), last.id]) : null;
    return { items: page.map(toRow), nextCursor, total: rows[0]!.total };
  }

  /**
   * @param asOf as it was on that day; the abilities are then none, for the past takes no change
   * @throws 404 for a unit that does not exist, was not in the register on that day, or is not the actor's to see
   */
  async detail(actor: Actor, id: string, asOf?: string): Promise<PilotUnitDetail> {
    const [row] = await this.db.read<UnitRow & DetailRow>(actor, asOf ? DETAIL_AS_OF : DETAIL, asOf ? [asOf, id] : [id]);
    if (!row) throw notFound();
    return { ...toDetail(row, actor), ...(asOf && { abilities: [] }) };
  }

  /** The same within the transaction that changes it: what a retried request is answered with. */
  async changed(em: EntityManager, actor: Actor, id: string): Promise<PilotUnitDetail> {
    const [row]: (UnitRow & DetailRow)[] = await em.query(DETAIL.text, [id]);
    return toDetail(row!, actor);
  }
}

const detailOf = (register: string, id: string) =>
  `SELECT ${ROW}, u.uscc_reason, u.industry_section, u.sub_sector, u.liaison_name, u.liaison_phone, u.remark, coalesce(u.reports_directly, false) AS reports_directly,
                u.is_sample, u.created_at, u.updated_at, ${REF('u.merged_into_id')} AS merged_into, ${REF('u.parent_id')} AS parent,
                (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) ORDER BY s.name), '[]')
                 FROM pilot_unit s WHERE s.parent_id = u.id AND s.status = 'active') AS subsidiaries
         FROM ${register} u JOIN region r ON r.id = u.region_id WHERE u.id = ${id}`;
const DETAIL = { name: 'units.detail', text: detailOf(NOW, '$1') };
const DETAIL_AS_OF = { name: 'units.detail-as-of', text: detailOf(AS_OF, '$2') };

interface DetailRow {
  uscc_reason: string | null;
  industry_section: string | null;
  sub_sector: string | null;
  liaison_name: string | null;
  liaison_phone: string | null;
  remark: string | null;
  reports_directly: boolean;
  is_sample: boolean;
  merged_into: PilotUnitDetail['mergedInto'];
  parent: PilotUnitDetail['parent'];
  subsidiaries: PilotUnitDetail['subsidiaries'];
  created_at: Date;
  updated_at: Date;
}

const toDetail = (row: UnitRow & DetailRow, actor: Actor): PilotUnitDetail => ({
  ...toRow(row),
  usccReason: row.uscc_reason,
  industrySection: row.industry_section,
  subSector: row.sub_sector,
  liaisonName: row.liaison_name,
  liaisonPhone: row.liaison_phone,
  remark: row.remark,
  reportsDirectly: row.reports_directly,
  isSample: row.is_sample,
  mergedInto: row.merged_into,
  parent: row.parent,
  subsidiaries: row.subsidiaries,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  abilities: unitAbilities(actor, row.status),
});

const NO_CASE = `('none' = ANY ($) AND NOT EXISTS (SELECT FROM pilot_case c WHERE c.pilot_unit_id = u.id))`;

/** The list's WHERE; an export has the same. */
export function filters(query: Omit<PilotUnitQuery, 'limit' | 'cursor' | 'sort'>): Conditions {
  const q = query.q?.trim();
  return new Conditions()
    .add('asOf', '$::date IS NOT NULL', query.asOf)
    .add('status', 'u.status = ANY ($)', query.status ?? ['active'])
    .add('parent', 'u.parent_id = $', query.parent)
    .add('q', 'u.search_text LIKE $', q ? likePattern(q) : undefined)
    .add('region', 'u.region_id = ANY (ARRAY(SELECT id FROM region WHERE code = ANY ($)))', query.region)
    .add('ownership', "coalesce(u.ownership, 'none') = ANY ($)", query.ownership)
    .add('size', "coalesce(u.size, 'none') = ANY ($)", query.size)
    .add('track', "coalesce(u.sector_track, 'none') = ANY ($)", query.track)
    .add('industry', "coalesce(u.industry_section, 'none') = ANY ($)", query.industry)
    .add('level', `(EXISTS (SELECT FROM pilot_case c WHERE c.pilot_unit_id = u.id AND c.level = ANY ($)) OR ${NO_CASE})`, query.level, query.level)
    .add(
      'batch',
      `(EXISTS (SELECT FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE c.pilot_unit_id = u.id AND b.code = ANY ($)) OR ${NO_CASE})`,
      query.batch,
      query.batch,
    );
}

const toRow = (row: UnitRow): PilotUnitRow => ({
  id: row.id,
  name: row.name,
  uscc: row.uscc,
  region: { id: row.region_id, code: row.region_code, name: row.region_name },
  unitKind: row.unit_kind,
  ownership: row.ownership,
  size: row.size,
  sectorTrack: row.sector_track,
  employees: row.employees,
  industrialWorkers: row.industrial_workers,
  status: row.status,
  cases: row.cases,
  version: row.version,
});
