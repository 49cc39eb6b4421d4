import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { LightCounts, UnitRef } from '../cases/index.js';
import { toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';
import { RegionRef } from '../units/index.js';
import { AssignmentQuery, TaskRef } from '../assignments/index.js';

export const ROADMAP_BY = ['task', 'unit', 'department'] as const;

/** The filters of the list of assignments, of which the roadmap draws those that stand. */
export class RoadmapBarsQuery extends OmitType(AssignmentQuery, ['sort'] as const) {
  /** Codes of directions, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  direction?: string[];
}

export class RoadmapQuery extends RoadmapBarsQuery {
  /** What a line of the roadmap is; a task unless said. */
  @IsOptional() @IsIn(ROADMAP_BY)
  by?: (typeof ROADMAP_BY)[number];
}

export class RoadmapExportQuery extends OmitType(RoadmapQuery, ['limit', 'cursor'] as const) {}

export class RoadmapGroup {
  /** With which filter its bars are asked for: a task code, a department code, or a unit's id. */
  key!: string;
  name!: string;
  nameEn!: string | null;
  region!: RegionRef | null;
  /** From the first day anything of it was given to the last day anything is due. */
  from!: string;
  to!: string;
  total!: number;
  /** Percent, over its assignments. */
  progress!: number;
  byLight!: LightCounts;
}

export class Roadmap {
  asOf!: string;
  by!: string;
  items!: RoadmapGroup[];
  nextCursor!: string | null;
  /** How many lines there are. */
  total!: number;
  /** The days that all of it spans; null where there is nothing. */
  from!: string | null;
  to!: string | null;
}

export class RoadmapMilestone {
  name!: string;
  dueOn!: string;
}

export class RoadmapBar {
  id!: string;
  no!: string;
  caseId!: string;
  unit!: UnitRef;
  task!: TaskRef;
  lead!: DepartmentRef;
  state!: string;
  light!: string;
  /** The day it was issued; of one not issued yet, the day it was drawn up. */
  from!: string;
  dueOn!: string;
  originalDueOn!: string;
  progress!: number;
  milestones!: RoadmapMilestone[];
}

export class RoadmapBars {
  items!: RoadmapBar[];
  nextCursor!: string | null;
  total!: number;
}
