import { ApiProperty, PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsOptional, IsString, IsUUID } from 'class-validator';
import { LightCounts } from '../cases/index.js';
import { toArray } from '../kernel/index.js';
import { AssignmentQuery } from '../assignments/index.js';

/** Of the list's filters those that choose units and tasks; `light` leaves the rows and columns that have any of them, with all their cells. */
export class MatrixQuery extends PickType(AssignmentQuery, ['q', 'region', 'batch', 'level', 'track', 'department', 'task', 'light'] as const) {
  /** Codes of directions: their columns. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  direction?: string[];
}

export class MatrixTask {
  code!: string;
  name!: string;
  nameEn!: string;
  direction!: string;
  directionName!: string;
  directionNameEn!: string;
  /** Code of the leading department. */
  lead!: string;
  /** Versions of the catalogue that have this task under this code and name. */
  versions!: number[];
  /** Ids of the task in those versions, in the same order. */
  ids!: string[];
}

export class MatrixBatch {
  code!: string;
  name!: string;
  nameEn!: string;
  /** The version of the catalogue that its cases were admitted under. */
  catalogueVersion!: number;
}

export class MatrixRegion {
  code!: string;
  name!: string;
  nameEn!: string;
}

/**
 * Units × tasks as one picture. A row is a case; `caseIds`, `units`, `region`, `batch`, `cells` and `rowTotals` are parallel.
 */
export class AssignmentMatrix {
  /** The day the lights are of. */
  asOf!: string;
  tasks!: MatrixTask[];
  batches!: MatrixBatch[];
  regions!: MatrixRegion[];
  caseIds!: string[];
  /** Names of the units. */
  units!: string[];
  /** Indexes into `regions`. */
  region!: number[];
  /** Indexes into `batches`. */
  batch!: number[];
  /**
   * A text per row with a letter per task: `r` red, `y` yellow, `g` green, `x` grey, `d` done; `.` not given yet; `-` not to be
   * given: not in the row's catalogue, the case carries no tasks now, or not this reader's to know.
   */
  cells!: string[];
  /** Per row: red, yellow, green, grey, done. */
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'integer' } } })
  rowTotals!: number[][];
  /** Per task: red, yellow, green, grey, done. */
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'integer' } } })
  columnTotals!: number[][];
  totals!: LightCounts;
}

export class MatrixCellsQuery {
  @Transform(toArray) @ArrayNotEmpty() @ArrayMaxSize(200) @IsUUID('all', { each: true })
  pilotCase!: string[];
  /** Task codes. */
  @Transform(toArray) @ArrayNotEmpty() @ArrayMaxSize(200) @IsString({ each: true })
  task!: string[];
}

export class MatrixCell {
  caseId!: string;
  taskCode!: string;
  assignmentId!: string;
  no!: string;
  state!: string;
  light!: string;
  dueOn!: string;
  progress!: number;
  version!: number;
}

export class MatrixCells {
  items!: MatrixCell[];
}
