import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';

export class SponsorshipQuery extends PageQuery {
  /** Codes of departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
  @IsOptional() @IsUUID()
  pilotCase?: string;
  /** `true`: those that stand; `false`: those that ended. */
  @IsOptional() @IsIn(['true', 'false'])
  standing?: string;
}

export class CreateSponsorshipIn {
  @IsUUID()
  pilotCaseId!: string;
  @IsUUID()
  departmentId!: string;
}

export class EndSponsorshipQuery {
  @IsOptional() @IsString() @MaxLength(500)
  reason?: string;
}

export class CaseRef {
  id!: string;
  caseNo!: string;
  unit!: string;
  state!: string;
}

export class SponsorshipOut {
  id!: string;
  case!: CaseRef;
  department!: DepartmentRef;
  createdAt!: Date;
  /** Null while it stands. */
  endedOn!: string | null;
  endReason!: string | null;
  version!: number;
}

export class SponsorshipPage {
  items!: SponsorshipOut[];
  nextCursor!: string | null;
  total!: number;
}

export class DepartmentSponsorships {
  department!: DepartmentRef;
  standing!: number;
  /** `none`, `few`, `within` or `over` what the setting asks. */
  verdict!: string;
  cases!: CaseRef[];
}

export class SponsorshipsByDepartment {
  /** How many pilots a department sponsors; the setting `case.sponsors`. */
  min!: number;
  max!: number;
  source!: string;
  items!: DepartmentSponsorships[];
}
