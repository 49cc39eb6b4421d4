import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { PersonOut } from '../assignments/index.js';
import { UnitRef } from '../cases/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { RegionRef } from '../units/index.js';
import { ENTRY_FIELDS, type EntryField } from './report-cells.rules.js';
import { PeriodRef } from './report.dto.js';

export class EntryQuery extends PageQuery {
  /** A period's id; the latest that was opened and is not special when not given. */
  @IsOptional() @IsUUID('all')
  period?: string;
  /** Region codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  /** Batch codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  /** Task codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  task?: string[];
  /** Codes of leading departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
  /** `open`: with a request that is not answered; `any`: with any word on it. */
  @IsOptional() @IsIn(['open', 'any'])
  remarks?: 'open' | 'any';
}

export class EntryRemark {
  id!: string;
  /** Of the entry, as in the address of its cell. */
  field!: string;
  /** `return`, `request` or `comment` */
  kind!: string;
  text!: string;
  author!: PersonOut;
  createdAt!: Date;
  answer!: string | null;
  answeredBy!: string | null;
}

export class ReviewTaskRef {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class EntryRow {
  id!: string;
  period!: PeriodRef;
  unit!: UnitRef;
  region!: RegionRef;
  task!: ReviewTaskRef;
  assignmentId!: string;
  caseId!: string;
  /** Null for a department that does not sponsor the case: it sees the entries on its tasks and not the whole report. */
  reportId!: string | null;
  progress!: number;
  /** As the report before said; null where there is none. */
  previousProgress!: number | null;
  done!: string;
  problems!: string;
  nextSteps!: string;
  remarks!: EntryRemark[];
}

export class EntryPage {
  items!: EntryRow[];
  nextCursor!: string | null;
  total!: number;
}

/** A word on one field of an entry. */
export class EntryRemarkIn {
  @IsIn(ENTRY_FIELDS)
  field!: EntryField;
  /** `request` asks the unit for an answer; `comment` asks for nothing. */
  @IsIn(['request', 'comment'])
  kind!: 'request' | 'comment';
  @IsString() @Length(2, 2000)
  text!: string;
}

export class AskedQuery {
  /** The present year when not given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2100)
  year?: number;
}

export class AskedInPeriod {
  period!: PeriodRef;
  fields!: number;
}

export class AskedFields {
  year!: number;
  /** Fields of this year's reports and requests, together. */
  total!: number;
  periods!: AskedInPeriod[];
  /** Requests of departments beside the reports: each is one field more. */
  requests!: number;
}
