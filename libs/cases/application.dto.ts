import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { AttachmentOut } from '../files/index.js';
import { codesOf } from '../units/index.js';
import { NOMINATION_ROUTES } from './application.rules.js';
import { RefusalOut } from './case-transition.dto.js';

const MANY = 10_000_000;

/** What was filled in; null empties a field. Counts only of Party members, and no ID numbers anywhere. */
export class ApplicationIn {
  @IsOptional() @IsString() @MaxLength(50)
  legalRep?: string | null;
  @IsOptional() @IsString() @MaxLength(100)
  unionName?: string | null;
  @IsOptional() @IsString() @MaxLength(50)
  unionChair?: string | null;
  @IsOptional() @IsString() @MaxLength(1000)
  partyOrg?: string | null;
  @IsOptional() @IsInt() @Min(0) @Max(MANY)
  employees?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(MANY)
  industrialWorkers?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(MANY)
  partyMembers?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(MANY)
  highSkill?: number | null;
  /** 万元 a year. */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(10_000_000_000)
  revenue?: number | null;
  @IsOptional() @IsString() @MaxLength(2000)
  honors?: string | null;
  @IsOptional() @IsString() @MaxLength(4000)
  foundation?: string | null;
  /** 拟承担任务: codes of the task catalogue. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsString({ each: true }) @MaxLength(20, { each: true })
  taskCodes?: string[] | null;
  @IsOptional() @IsString() @MaxLength(4000)
  reason?: string | null;
  /** `quota` 定向分配名额, `union` 工会择优推荐, `self` 企业自主申报 */
  @IsOptional() @IsIn(NOMINATION_ROUTES)
  nominationRoute?: string | null;
  @IsOptional() @IsString() @MaxLength(2000)
  unitOpinion?: string | null;
  /** The unit's leader agrees to the application. */
  @IsOptional() @IsBoolean()
  leaderConsent?: boolean | null;
  /** The files of the form, in its order: those it has, and own fresh uploads. */
  @IsOptional() @IsArray() @ArrayMaxSize(30) @ArrayUnique() @IsUUID(undefined, { each: true })
  attachmentIds?: string[] | null;
}

export class OpenCaseIn {
  /** Needed from a city and the office; a unit opens its own. */
  @IsOptional() @IsUUID()
  pilotUnitId?: string;
  @IsUUID()
  batchId!: string;
  @IsIn(codesOf('pilot_level'))
  level!: string;
}

export class UpdateCaseIn {
  @IsOptional() @IsUUID()
  batchId?: string;
  @IsOptional() @IsIn(codesOf('pilot_level'))
  level?: string;
  /** Only the fields that are named change. */
  @IsOptional() @ValidateNested() @Type(() => ApplicationIn)
  application?: ApplicationIn;
}

export class ReturnedOut {
  at!: string;
  by!: string;
  role!: string;
  organisation!: string;
  reason!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  fieldReasons!: Record<string, string>;
}

export class ApplicationUnit {
  id!: string;
  name!: string;
  uscc!: string;
  employees!: number | null;
  industrialWorkers!: number | null;
}

export class ApplicationOut {
  /** The case's. */
  id!: string;
  version!: number;
  state!: string;
  unit!: ApplicationUnit;
  form!: ApplicationIn;
  files!: AttachmentOut[];
  /** What has to be filled in before the unit may apply; pointers as `PATCH /pilot-cases/{id}` takes them. */
  missing!: RefusalOut[];
  /** The latest return; null where there was none. */
  returned!: ReturnedOut | null;
  /** The form as it was before the latest return. */
  previous!: ApplicationIn | null;
  /** Fields that differ from `previous`. */
  changed!: string[];
}
