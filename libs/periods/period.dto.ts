import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { LimitIn } from '../calendar/index.js';
import { BatchRef, UnitRef } from '../cases/index.js';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { codesOf, RegionRef } from '../units/index.js';
import { PILOT_STATES, ROLL_REASONS } from './period.rules.js';

export class PeriodOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  /** As in the vocabulary `report_type`. */
  type!: string;
  year!: number;
  /** Within the year: quarter 1–4, half 1–2, special 1, 2, … */
  number!: number;
  /** What is reported about; stocks are as of the last of these days. */
  startsOn!: string;
  endsOn!: string;
  opensOn!: string;
  dueOn!: string;
  closesOn!: string;
  /** planned, open, late (past due, not closed) or closed: derived from today, and from whether it was opened. */
  state!: string;
  openedAt!: Date | null;
  version!: number;
}

export class PeriodList {
  items!: PeriodOut[];
}

export class ReasonCount {
  /** `other_state`, `other_level`, `other_region` or `other_batch` */
  reason!: string;
  n!: number;
}

/** Of whom a report is expected, in the reader's sight. Before it opens: as it would be today. */
export class RollCounts {
  expected!: number;
  notExpected!: ReasonCount[];
  /** Expected, and suspended or withdrawn since. */
  stoppedSince!: number;
}

export class PeriodDetail extends PeriodOut {
  /** Codes; an empty choice is everybody. */
  levels!: string[];
  regions!: RegionRef[];
  batches!: BatchRef[];
  caseStates!: string[];
  instructions!: string;
  roll!: RollCounts;
  /** `change`, `open` */
  abilities!: string[];
}

const given = (field: string) => ValidateIf((body: Record<string, unknown>) => body[field] !== undefined);

class PeriodFields extends LimitIn {
  @given('name') @IsString() @Length(2, 60)
  name?: string;
  @given('nameEn') @IsString() @Length(2, 60)
  nameEn?: string;
  /** For a special period only; the others follow from type, year and number. */
  @IsOptional() @IsDay()
  startsOn?: string;
  @IsOptional() @IsDay()
  endsOn?: string;
  /** Codes of pilot levels, of whom a report is expected; none is all. */
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(codesOf('pilot_level'), { each: true })
  levels?: string[];
  /** Codes; none is all. */
  @IsOptional() @IsArray() @ArrayUnique() @ArrayMaxSize(100) @IsString({ each: true })
  regionCodes?: string[];
  @IsOptional() @IsArray() @ArrayUnique() @ArrayMaxSize(100) @IsString({ each: true })
  batchCodes?: string[];
  /** States of a case in which a report is expected of it. */
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(PILOT_STATES, { each: true })
  caseStates?: string[];
  /** What units are told to mind when they fill it in. */
  @IsOptional() @IsString() @MaxLength(2000)
  instructions?: string;
}

export class UpdatePeriodIn extends PeriodFields {
  /** From this day on it is filled in: it opens by itself. */
  @given('opensOn') @IsDay()
  opensOn?: string;
  /** The last day on which a late report is taken. */
  @given('closesOn') @IsDay()
  closesOn?: string;
}

export class CreatePeriodIn extends PeriodFields {
  @IsIn(codesOf('report_type'))
  type!: string;
  @IsInt() @Min(2000) @Max(2100)
  year!: number;
  @IsInt() @Min(1) @Max(99)
  number!: number;
  /** From this day on it is filled in: it opens by itself. */
  @IsDay()
  opensOn!: string;
  /** The last day on which a late report is taken. */
  @IsDay()
  closesOn!: string;
}

export class RollQuery extends PageQuery {
  @IsOptional() @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean()
  expected?: boolean;
  @IsOptional() @Transform(toArray) @IsIn(ROLL_REASONS, { each: true })
  reason?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  /** `true`: expected, and suspended or withdrawn since. */
  @IsOptional() @IsIn(['true'])
  stopped?: 'true';
}

export class RollRow {
  /** The case's. */
  id!: string;
  caseNo!: string;
  unit!: UnitRef;
  region!: RegionRef;
  batch!: BatchRef;
  level!: string;
  /** As it was when the period opened; before that, as it is. */
  caseState!: string;
  caseStateNow!: string;
  expected!: boolean;
  reason!: string | null;
  /** Null where none is expected, and before the period opens. */
  reportId!: string | null;
  reportState!: string | null;
}

export class RollPage {
  items!: RollRow[];
  nextCursor!: string | null;
  total!: number;
}
