import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
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
}

export class UnitRef {
  id!: string;
  name!: string;
}

export class BatchRef {
  code!: string;
  name!: string;
}

export class BatchOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
}

export class BatchList {
  items!: BatchOut[];
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
  version!: number;
}

export class CasePage {
  items!: CaseRow[];
  nextCursor!: string | null;
  total!: number;
}

export class CaseDetail extends CaseRow {
  reformStage!: string | null;
  taskCodes!: string[];
  createdAt!: Date;
  updatedAt!: Date;
  abilities!: string[];
}
