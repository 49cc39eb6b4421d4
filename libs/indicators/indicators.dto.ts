import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { IsDay, toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';

const KINDS = ['stock', 'flow', 'ratio', 'money'] as const;
const MOST = 99_999_999_999_999;

export class IndicatorQuery {
  /** A part of the name or the code. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  @IsOptional() @Transform(toArray) @IsIn(KINDS, { each: true })
  kind?: string[];
  /** Codes of tasks that it measures, any of. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(200) @IsString({ each: true })
  task?: string[];
  /** Codes of departments that lead such a task, any of. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  department?: string[];
  /** The period of the figures; the last that is due when not given. */
  @IsOptional() @IsUUID('all')
  period?: string;
}

export class MeasuredTask {
  code!: string;
  name!: string;
  nameEn!: string;
  lead!: DepartmentRef;
}

export class FigurePeriod {
  id!: string;
  name!: string;
  nameEn!: string;
  type!: string;
  year!: number;
  number!: number;
  /** What was reported about; stocks are as of the last of these days. */
  startsOn!: string;
  endsOn!: string;
  /** Until when reports were due. */
  dueOn!: string;
  /** Whether that day is over: before, numbers are still coming in, and comparing them says little. */
  due!: boolean;
}

export class FigureOut {
  /** In the indicator's unit; of a ratio Σnumerator ÷ Σdenominator in percent. Null when nobody reported a number. */
  value!: number | null;
  /** Of a ratio. */
  numerator!: number | null;
  denominator!: number | null;
  /** How many numbers of reports in force it is made of. */
  n!: number;
}

export class TrendPoint extends FigureOut {
  periodId!: string;
}

export class ProvincialFigureOut {
  id!: string;
  /** In the indicator's unit; of a ratio computed from its two numbers. */
  value!: number;
  numerator!: number | null;
  denominator!: number | null;
  /** 余: the source says «more than». */
  moreThan!: boolean;
  asOf!: string | null;
  /** What the source says instead of a day. */
  asOfWords!: string;
  source!: string;
  note!: string;
  version!: number;
}

export class IndicatorOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  /** `万元` for money. */
  unit!: string;
  /** stock, flow, ratio or money */
  kind!: string;
  /** Over units: `sum`, `last` (summed over units of one day), `weighted`. */
  rollup!: string;
  /** Over periods: `sum`, or `last` where the last one stands for them. */
  overPeriods!: string;
  numerator!: string | null;
  denominator!: string | null;
  /** 口径 */
  definition!: string;
  definitionSource!: string;
  sequence!: number;
  /** In the newest catalogue. */
  tasks!: MeasuredTask[];
  version!: number;
}

export class IndicatorRow extends IndicatorOut {
  /** Of the period, of all that the reader sees. */
  figure!: FigureOut;
  /** 累计 of the year up to the period; null of what is not added up over periods. */
  cumulative!: FigureOut | null;
  /** 上年同期 */
  lastYear!: number | null;
  /** 同比: percent, of a ratio percentage points. */
  change!: number | null;
  /** The year's target of the province, or of the reader's own region. */
  target!: number | null;
  /** Percent of the target: the year's cumulative, or the last number of what is not added up. */
  attainment!: number | null;
  /** The latest of the province's own statistics. */
  provincial!: ProvincialFigureOut | null;
  /** Period by period of this year and the last, oldest first. */
  trend!: TrendPoint[];
}

export class IndicatorList {
  /** When these numbers were true. */
  asOf!: string;
  /** None while nothing was opened. */
  period!: FigurePeriod | null;
  /** How many reports are expected of the period, of all that the reader sees; null for a department, which sees numbers of reports and not the reports. */
  expected!: number | null;
  items!: IndicatorRow[];
}

export class TargetOut {
  id!: string;
  year!: number;
  region!: TargetRegion;
  /** In the indicator's unit, of a ratio percent; null where it was taken back. */
  value!: number | null;
  source!: string;
  version!: number;
}

export class TargetRegion {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class IndicatorDetail extends IndicatorOut {
  createdAt!: Date;
  updatedAt!: Date;
  /** Newest year first, the province before its regions. */
  targets!: TargetOut[];
  /** The latest first. */
  provincial!: ProvincialFigureOut[];
  /** `keep`, for whoever keeps 口径, targets and statistics. */
  abilities!: string[];
}

export class UpdateIndicatorIn {
  @IsOptional() @IsString() @Length(2, 2000)
  definition?: string;
  /** Who says so: the document, or the office's own decision. */
  @IsOptional() @IsString() @Length(2, 300)
  definitionSource?: string;
  /** Of a ratio alone: `sum` where its numbers happened in the period, `last` where they are as of its end. */
  @IsOptional() @IsIn(['sum', 'last'])
  overPeriods?: 'sum' | 'last';
  @IsOptional() @IsString() @Length(2, 200)
  nameEn?: string;
}

export class TargetIn {
  @Type(() => Number) @IsInt() @Min(2000) @Max(2100)
  year!: number;
  /** A region's code; the province's own when not given. */
  @IsOptional() @IsString() @MaxLength(20)
  region?: string;
  /** In the indicator's unit, of a ratio percent. */
  @IsNumber({ maxDecimalPlaces: 4 }) @Min(0) @Max(MOST)
  value!: number;
  @IsString() @Length(2, 300)
  source!: string;
}

export class UpdateTargetIn {
  /** Null takes it back. */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 4 }) @Min(0) @Max(MOST)
  value?: number | null;
  @IsOptional() @IsString() @Length(2, 300)
  source?: string;
}

export class ProvincialFigureIn {
  /** In the indicator's unit; of a ratio left out, it is its two numbers. */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 4 }) @Min(0) @Max(MOST)
  value?: number;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 4 }) @Min(0) @Max(MOST)
  numerator?: number;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 4 }) @Min(0) @Max(MOST)
  denominator?: number;
  @IsOptional() @IsBoolean()
  moreThan?: boolean;
  @IsDay()
  asOf!: string;
  @IsString() @Length(2, 300)
  source!: string;
  @IsOptional() @IsString() @MaxLength(500)
  note?: string;
}
