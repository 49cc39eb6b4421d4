import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { toArray } from '../kernel/index.js';
import { codesOf } from '../units/index.js';
import { ReportingRates } from './stats.dto.js';

/** Not by unit: there is no public league table of units. */
export const RATES_BY = ['period', 'region', 'department', 'batch'] as const;
export type RatesBy = (typeof RATES_BY)[number];

export class RatesQuery {
  /** `period` when not given. */
  @IsOptional() @IsIn(RATES_BY)
  by?: RatesBy;
  /** Ids of periods, any of. Not given: every one by period, otherwise the last that was opened. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(100) @IsUUID('all', { each: true })
  period?: string[];
  /** Types of periods, any of. */
  @IsOptional() @Transform(toArray) @IsIn(codesOf('report_type'), { each: true })
  type?: string[];
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  batch?: string[];
  /** Codes of departments that sponsor the case now, any of; `none` for cases without one. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  department?: string[];
  /** Levels at which the case was admitted, any of. */
  @IsOptional() @Transform(toArray) @IsIn(codesOf('pilot_level'), { each: true })
  level?: string[];
}

export class RatesLine extends ReportingRates {
  /** A period's id, or a region's, department's or batch's code; `none` for cases without a sponsor. With `by` as its name it is the line's own filter. */
  key!: string;
  name!: string;
  nameEn!: string;
}

export class RatesPeriod {
  id!: string;
  name!: string;
  nameEn!: string;
  type!: string;
  dueOn!: string;
}

export class RatesTable {
  /** When these numbers were true. */
  asOf!: string;
  by!: string;
  /** Of which periods the reports are, the latest first. */
  periods!: RatesPeriod[];
  /** In the order of time (the latest first), of protocol or of admission; never by size. A case with two sponsors is on the line of each. */
  lines!: RatesLine[];
  /** Every report once. */
  total!: ReportingRates;
}
