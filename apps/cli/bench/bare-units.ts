import type { Pool } from 'pg';

// One pass over the region's units for the page and its total. `|| ''` keeps the trigram index out: of two Chinese
// characters it has no trigram and would be read from end to end.
const SEARCH = {
  name: 'units',
  text: `WITH hit AS MATERIALIZED (
           SELECT u.* FROM pilot_unit u WHERE u.region_id = (SELECT id FROM region WHERE code = $1) AND u.search_text || '' LIKE $2)
         SELECT u.id, u.name, u.uscc, r.id AS region_id, r.code AS region_code, r.name AS region_name, u.unit_kind, u.ownership, u.size,
           u.sector_track, u.employees, u.industrial_workers, u.version, (SELECT count(*)::int FROM hit) AS total,
           (SELECT coalesce(json_agg(json_build_object('id', c.id, 'caseNo', c.case_no, 'batch', b.code, 'level', c.level, 'state', c.state) ORDER BY c.case_no), '[]')
            FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE c.pilot_unit_id = u.id) AS cases
         FROM (SELECT * FROM hit ORDER BY name, id LIMIT 51) u JOIN region r ON r.id = u.region_id ORDER BY u.name, u.id`,
};

/** W2: units of a region by Chinese substring, pinyin or initials. */
export async function searchUnits(pool: Pool, query: Record<string, string>) {
  const { rows } = await pool.query({ ...SEARCH, values: [query['region'], `%${query['q']!.toLowerCase()}%`] });
  const last = rows[49];
  const cursor = rows.length > 50 ? Buffer.from(JSON.stringify(['name', last.name, last.id])).toString('base64url') : null;
  const items = rows.slice(0, 50).map((row) => ({
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
    cases: row.cases,
    version: row.version,
  }));
  return { items, nextCursor: cursor, total: (rows[0]?.total ?? 0) as number };
}
