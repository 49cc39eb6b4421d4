import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { AttachmentOut } from '../files/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';
import { codesOf, RegionRef } from '../units/index.js';

export class CaseQuery extends PageQuery {
  /** Unit name: Chinese substring, pinyin, initials. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('pilot_level'), { each: true })
  level?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('sector_track'), { each: true })
  track?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('case_state'), { each: true })
  state?: string[];
  /** Codes of sponsoring departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
  /** `me`: plans that wait for the confirmation of the department acted for. `unit`: drafts that were sent back. */
  @IsOptional() @IsIn(['me', 'unit'])
  awaits?: string;
}

export class UnitRef {
  id!: string;
  name!: string;
}

export class BatchRef {
  code!: string;
  name!: string;
}

export class LightCounts {
  green!: number;
  yellow!: number;
  red!: number;
  grey!: number;
  done!: number;
}

export class CaseRow {
  id!: string;
  caseNo!: string;
  unit!: UnitRef;
  region!: RegionRef;
  batch!: BatchRef;
  level!: string;
  state!: string;
  docNo!: string | null;
  designatedOn!: string | null;
  sponsors!: DepartmentRef[];
  /** The city's order among those it recommends; 1 is first. */
  recommendRank!: number | null;
  publicityTo!: string | null;
  version!: number;
}

export class CasePage {
  items!: CaseRow[];
  nextCursor!: string | null;
  total!: number;
}

export class CaseStepBy {
  name!: string;
  /** A code of the vocabulary `role`. */
  role!: string;
  organisation!: string;
}

export class CaseStepOut {
  id!: string;
  action!: string;
  from!: string | null;
  to!: string;
  at!: string;
  by!: CaseStepBy;
  reason!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  fieldReasons!: Record<string, string>;
  /** What was decided besides: opinion, 文号, rank, score, … */
  @ApiProperty({ type: 'object', additionalProperties: true })
  detail!: Record<string, unknown>;
  attachments!: AttachmentOut[];
}

export class CaseDetail extends CaseRow {
  reformStage!: string | null;
  taskCodes!: string[];
  publicityFrom!: string | null;
  /** Oldest first. */
  steps!: CaseStepOut[];
  createdAt!: Date;
  updatedAt!: Date;
  /** Actions of the machine, `edit`, `edit_plan`, `object`, and permissions for what hangs on the case. */
  abilities!: string[];
}
