import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { BatchRef, UnitRef } from '../cases/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { RegionRef } from '../units/index.js';
import { FigureOut, FigurePeriod, IndicatorOut } from './indicators.dto.js';

export const FIGURES_BY = ['period', 'region', 'batch', 'task'] as const;
export type FiguresBy = (typeof FIGURES_BY)[number];

/** Of which reports. There is no choice of how numbers are added up: that is the indicator's. */
export class FigureScope extends PageQuery {
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @ArrayMaxSize(50) @IsString({ each: true })
  batch?: string[];
  /** Cases that have such a task. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(100) @IsString({ each: true })
  task?: string[];
  /** One pilot unit. */
  @IsOptional() @IsUUID('all')
  unit?: string;
}

export class FigureQuery extends FigureScope {
  @IsOptional() @IsIn(FIGURES_BY)
  by?: FiguresBy;
  /** One period; the last that is due when nothing is given. */
  @IsOptional() @IsUUID('all')
  period?: string;
  /** A span of periods of one type, both ends included. */
  @IsOptional() @IsUUID('all')
  from?: string;
  @IsOptional() @IsUUID('all')
  to?: string;
}

export class FigureLine extends FigureOut {
  /** A period's id, a region's, batch's or task's code; null in the total. */
  key!: string | null;
  name!: string;
  nameEn!: string;
  /** How many reports are expected of the periods behind the number. */
  expected!: number;
  /** The periods whose reports stand behind it: all of the span, or the last one. Their rows are `…/values?period=…`. */
  periods!: string[];
  /** The day it is as of: the last day that was reported about. */
  asOf!: string;
  /** 累计 of the year up to the last period; null of what is not added up over periods, and in lines by task. */
  cumulative!: FigureOut | null;
  /** 上年同期 of the same span; null where a period of it is missing. */
  lastYear!: FigureOut | null;
  /** 同比: percent, of a ratio percentage points. */
  change!: number | null;
  target!: number | null;
  /** Percent of the target: the year's cumulative, or the last number of what is not added up. */
  attainment!: number | null;
}

export class IndicatorFigures {
  indicator!: IndicatorOut;
  /** When these numbers were true. */
  asOf!: string;
  /** Where they come from: `progress_reports`, those in force. */
  source!: string;
  by!: string;
  /** The span, oldest first; by period, where one is asked for, this year's and last year's up to it. */
  periods!: FigurePeriod[];
  /** Of the span that is asked for, or of the one period. */
  total!: FigureLine;
  /** In the order of time, of protocol, of admission or of the catalogue; never by size. Tasks share reports: their lines do not add up to the total. */
  lines!: FigureLine[];
}

export class ValueQuery extends FigureScope {
  /** Periods, any of; every one when not given. */
  @IsOptional() @Transform(toArray) @ArrayMaxSize(100) @IsUUID('all', { each: true })
  period?: string[];
}

export class ValueRow {
  id!: string;
  period!: ValuePeriod;
  unit!: UnitRef;
  region!: RegionRef;
  batch!: BatchRef;
  caseId!: string;
  /** The report it stands in; null for whoever does not see reports of that case. */
  reportId!: string | null;
  /** In the indicator's unit; of a ratio percent, and its two numbers beside. */
  value!: number | null;
  numerator!: number | null;
  denominator!: number | null;
  explanation!: string;
}

export class ValuePeriod {
  id!: string;
  name!: string;
  nameEn!: string;
}

export class ValuePage {
  items!: ValueRow[];
  nextCursor!: string | null;
  total!: number;
}
