import { Transform } from 'class-transformer';
import { IsOptional, IsString } from 'class-validator';
import { LightCounts } from '../cases/index.js';
import { toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';

export class OverviewQuery {
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
}

export class ReportingRates {
  expected!: number;
  actual!: number;
  onTime!: number;
  /** actual / expected, percent with one decimal; null when nothing is expected. */
  rate!: number | null;
  /** onTime / expected, percent with one decimal; null when nothing is expected. */
  onTimeRate!: number | null;
}

export class OverviewRegion {
  code!: string;
  name!: string;
  nameEn!: string;
  protocolOrder!: number;
}

export class OverviewNumbers {
  units!: number;
  assignments!: number;
  /** State → count. */
  byState!: Record<string, number>;
  /** State → light → count. */
  byStateAndLight!: Record<string, LightCounts>;
  byLight!: LightCounts;
  overdue!: number;
  report!: ReportingRates;
}

export class OverviewRow extends OverviewNumbers {
  region!: OverviewRegion;
}

export class OverviewPeriod {
  id!: string;
  name!: string;
  nameEn!: string;
  dueOn!: string;
}

export class Overview {
  /** When these numbers were true. */
  asOf!: string;
  /** The open period, or the last one. */
  period!: OverviewPeriod | null;
  /** In protocol order. */
  regions!: OverviewRow[];
  total!: OverviewNumbers;
}

export class TaskRefWithDirection {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class TaskStatsRow {
  task!: TaskRefWithDirection;
  direction!: string;
  directionName!: string;
  directionNameEn!: string;
  byLight!: LightCounts;
  total!: number;
}

export class TaskStats {
  asOf!: string;
  items!: TaskStatsRow[];
}

export class DepartmentStatsRow {
  department!: DepartmentRef;
  byLight!: LightCounts;
  total!: number;
}

export class DepartmentStats {
  asOf!: string;
  items!: DepartmentStatsRow[];
}

export class Todo {
  kind!: string;
  count!: number;
  /** Since when the oldest waits. */
  oldestOn!: string | null;
  /** The console's page whose list has exactly `count` rows. */
  href!: string;
}

export class Todos {
  items!: Todo[];
}
