import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { BatchRef, UnitRef } from '../cases/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { codesOf, RegionRef } from '../units/index.js';

export const REPORT_STATUSES = ['expected', 'submitted', 'on_time', 'late', 'missing'] as const;

export const REPORT_AWAITS = ['mend', 'answer', 'city', 'direct'] as const;

export class ReportQuery extends PageQuery {
  /** Ids of periods, any of, or `open` for those that are open today; every period when not given. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(100) @Matches(/^(open|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, { each: true })
  period?: string[];
  /** Of one case. */
  @IsOptional() @IsUUID('all')
  case?: string;
  /** Types of periods, any of. */
  @IsOptional() @Transform(toArray) @IsIn(codesOf('report_type'), { each: true })
  type?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  /** Codes of departments that sponsor the case now, any of; `none` for cases without one. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  department?: string[];
  /** Levels at which the case was admitted, any of. */
  @IsOptional() @Transform(toArray) @IsIn(codesOf('pilot_level'), { each: true })
  level?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('report_state'), { each: true })
  state?: string[];
  /** The number that a reporting rate opens into. */
  @IsOptional() @IsIn(REPORT_STATUSES)
  status?: (typeof REPORT_STATUSES)[number];
  /** What waits: `mend` for the unit (returned, taken back, being corrected), `answer` (asked and not answered), `city` for the territorial union to take up, `direct` for the office (no territorial union stands between). */
  @IsOptional() @IsIn(REPORT_AWAITS)
  awaits?: (typeof REPORT_AWAITS)[number];
}

export class PeriodRef {
  id!: string;
  name!: string;
}

export class ReportRow {
  id!: string;
  period!: PeriodRef;
  unit!: UnitRef;
  region!: RegionRef;
  batch!: BatchRef;
  caseId!: string;
  state!: string;
  complete!: boolean;
  submittedAt!: Date | null;
  onTime!: boolean;
  edition!: number;
  /** How often it was handed in. */
  submissions!: number;
  version!: number;
}

export class ReportPage {
  items!: ReportRow[];
  nextCursor!: string | null;
  total!: number;
}
