import type { Pool, QueryConfig } from 'pg';
import { DAY, together } from './bare-pool.js';

const TASKS = (direction: string | undefined): QueryConfig => ({
  name: `matrix-tasks-${direction !== undefined}`,
  text: `SELECT t.id, t.code, t.name, t.name_en AS "nameEn", t.direction, t.direction_name AS "directionName", t.direction_name_en AS "directionNameEn", d.code AS lead,
      t.catalogue_version AS version FROM task_category t JOIN organisation d ON d.id = t.lead_department_id ${direction ? 'WHERE t.direction = $1' : ''} ORDER BY t.sequence`,
  values: direction ? [direction] : [],
});
const REGIONS = { name: 'matrix-regions', text: `SELECT code, name, name_en AS "nameEn" FROM region WHERE parent_id IS NOT NULL ORDER BY protocol_order` };
const BATCHES = { name: 'matrix-batches', text: `SELECT code, name, name_en AS "nameEn", catalogue_version AS "catalogueVersion" FROM batch ORDER BY sequence` };

const PAIRS = `string_agg(chr((64 + t.place)::int) || CASE WHEN a.state IN ('completed', 'archived') THEN 'd'
    WHEN a.state IN ('draft', 'pending_issue', 'suspended') THEN 'x' WHEN a.red_from <= $1 THEN 'r' WHEN a.yellow_from <= $1 THEN 'y' ELSE 'g' END, '') AS cells
  FROM assignment a JOIN task t ON t.id = a.task_category_id WHERE a.state <> 'cancelled'`;

// The place of a task is its number in the catalogue, and of a light a letter. Of a region case by case, of the province in one pass:
// so each is at its fastest.
const CELLS = (region: boolean, direction: boolean) => ({
  name: `matrix-cells-${region}-${direction}`,
  text: `WITH task AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY sequence) AS place FROM task_category ${direction ? `WHERE direction = $${region ? 3 : 2}` : ''})
    SELECT c.id, u.name AS unit, r.code AS region, b.code AS batch, g.cells
    FROM pilot_case c JOIN pilot_unit u ON u.id = c.pilot_unit_id JOIN region r ON r.id = c.region_id JOIN batch b ON b.id = c.batch_id
    ${region
      ? `LEFT JOIN LATERAL (SELECT ${PAIRS} AND a.pilot_case_id = c.id) g ON true WHERE c.region_id = (SELECT id FROM region WHERE code = $2)`
      : `LEFT JOIN (SELECT a.pilot_case_id AS id, ${PAIRS} GROUP BY 1) g ON g.id = c.id`} ORDER BY r.protocol_order, u.name, c.id`,
});

const LETTERS = 'rygxd';

/** M1, M2: units × tasks, a letter a cell, with the sums of rows and columns. */
export async function matrix(pool: Pool, { region, direction }: Record<string, string>) {
  const today = DAY();
  const cells = { ...CELLS(region !== undefined, direction !== undefined), values: [today, region, direction].filter((value) => value !== undefined) };
  const [tasks, rows, regions, batches] = await together(pool, TASKS(direction), cells, REGIONS, BATCHES);
  const columnTotals = tasks!.map(() => [0, 0, 0, 0, 0]);
  const rowTotals: number[][] = [];
  const letters = rows!.map((row) => {
    const place = new Array<string>(tasks!.length).fill('.');
    const total = [0, 0, 0, 0, 0];
    const pairs = (row.cells ?? '') as string;
    for (let i = 0; i < pairs.length; i += 2) {
      const column = pairs.charCodeAt(i) - 65;
      const light = LETTERS.indexOf(pairs[i + 1]!);
      place[column] = pairs[i + 1]!;
      total[light]!++;
      columnTotals[column]![light]!++;
    }
    rowTotals.push(total);
    return place.join('');
  });
  const used = (all: { code: string }[], key: string) => all.filter(({ code }) => rows!.some((row) => row[key] === code));
  const [shownRegions, shownBatches] = [used(regions!, 'region'), used(batches!, 'batch')];
  const [regionAt, batchAt] = [shownRegions, shownBatches].map((all) => new Map(all.map(({ code }, i) => [code, i])));
  const sum = (light: number) => columnTotals.reduce((n, total) => n + total[light]!, 0);
  return {
    asOf: today,
    tasks: tasks!.map(({ id, version, ...task }) => ({ ...task, versions: [version], ids: [id] })),
    batches: shownBatches,
    regions: shownRegions,
    caseIds: rows!.map(({ id }) => id),
    units: rows!.map(({ unit }) => unit),
    region: rows!.map((row) => regionAt!.get(row.region)),
    batch: rows!.map((row) => batchAt!.get(row.batch)),
    cells: letters,
    rowTotals,
    columnTotals,
    totals: { red: sum(0), yellow: sum(1), green: sum(2), grey: sum(3), done: sum(4) },
  };
}
