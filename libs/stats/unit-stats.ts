import { Inject, Injectable } from '@nestjs/common';
import { Clock, Db, type Actor } from '../kernel/index.js';
import type { UnitCount, UnitStatistics, UnitStatsCell, UnitStatsQuery } from './unit-stats.dto.js';

/**
 * By what units are counted, and the name of the list's filter that opens the rows of a number. A unit with cases in two
 * batches counts in both, as its row is found under both.
 */
const ofCases = (what: string) =>
  `SELECT DISTINCT ${what} FROM pilot_case c JOIN batch b ON b.id = c.batch_id WHERE c.pilot_unit_id = u.id
   UNION ALL SELECT 'none' WHERE NOT EXISTS (SELECT FROM pilot_case c WHERE c.pilot_unit_id = u.id)`;
const DIMENSIONS = {
  region: `SELECT r.code FROM region r WHERE r.id = u.region_id`,
  level: ofCases('c.level'),
  batch: ofCases('b.code'),
  ownership: `SELECT coalesce(u.ownership, 'none')`,
  size: `SELECT coalesce(u.size, 'none')`,
  industry: `SELECT coalesce(u.industry_section, 'none')`,
  track: `SELECT coalesce(u.sector_track, 'none')`,
} as const;
export type UnitDimension = keyof typeof DIMENSIONS;
export const UNIT_DIMENSIONS = Object.keys(DIMENSIONS) as UnitDimension[];

const COUNT = `count(*)::int AS units, coalesce(sum(u.employees), 0)::int AS employees, coalesce(sum(u.industrial_workers), 0)::int AS "industrialWorkers"`;

/** Units in the reader's sight, counted by one thing or crossed by two. */
@Injectable()
export class UnitStats {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async count(actor: Actor, { rows = 'region', columns }: UnitStatsQuery): Promise<UnitStatistics> {
    const crossed = columns && columns !== rows ? columns : undefined;
    const [cells, [totals]] = await this.db.readAll<[UnitStatsCell, UnitCount]>(
      actor,
      [
        {
          name: `stats.units-${rows}-${crossed ?? 'all'}`,
          text: `SELECT l.code AS row, ${crossed ? 'k.code' : 'NULL'} AS column, ${COUNT}
                 FROM pilot_unit u CROSS JOIN LATERAL (${DIMENSIONS[rows]}) l(code) ${crossed ? `CROSS JOIN LATERAL (${DIMENSIONS[crossed]}) k(code)` : ''}
                 WHERE u.status = 'active' GROUP BY 1, 2 ORDER BY 1, 2`,
        },
        [],
      ],
      [
        {
          name: 'stats.units-total',
          text: `SELECT ${COUNT} FROM pilot_unit u WHERE u.status = 'active'`,
        },
        [],
      ],
    );
    return { asOf: this.clock.now().toISOString(), rows, columns: crossed ?? null, cells, total: totals! };
  }
}
