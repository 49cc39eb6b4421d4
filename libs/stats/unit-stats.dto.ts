import { IsIn, IsOptional } from 'class-validator';
import { UNIT_DIMENSIONS, type UnitDimension } from './unit-stats.js';

export class UnitStatsQuery {
  /** By what the lines are; `region` unless it says otherwise. */
  @IsOptional() @IsIn(UNIT_DIMENSIONS)
  rows?: UnitDimension;
  /** By what the columns are; a plain count without it. */
  @IsOptional() @IsIn(UNIT_DIMENSIONS)
  columns?: UnitDimension;
}

export class UnitCount {
  units!: number;
  /** 职工人数, persons, of the units that say it. */
  employees!: number;
  /** 产业工人数, persons. */
  industrialWorkers!: number;
}

export class UnitStatsCell extends UnitCount {
  /** The code, as `GET /pilot-units` takes it under the name in `rows`; `none` where it is not known. */
  row!: string;
  column!: string | null;
}

export class UnitStatistics {
  asOf!: string;
  rows!: string;
  columns!: string | null;
  cells!: UnitStatsCell[];
  /** Of all units in sight. Lines add up to more where a unit is in several batches or levels. */
  total!: UnitCount;
}
