import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { AssignmentRow, PersonOut } from '../assignments/index.js';
import { BatchRef, UnitRef } from '../cases/index.js';
import { AttachmentOut } from '../files/index.js';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { codesOf, RegionRef } from '../units/index.js';

export class LogProgressIn {
  /** Percent done, 0–100. */
  @Type(() => Number) @IsInt() @Min(0) @Max(100)
  progress!: number;
  /** What was done. */
  @IsString() @Length(2, 4000)
  done!: string;
  @IsOptional() @IsString() @MaxLength(4000)
  problems?: string;
  @IsOptional() @IsString() @MaxLength(4000)
  nextSteps?: string;
  /** The day it is about; today when not given, never later. */
  @IsOptional() @IsDay()
  occurredOn?: string;
  /** Uploads of one's own, not yet attached to anything. */
  @IsOptional() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true })
  attachmentIds?: string[];
}

export class MovedAssignment {
  id!: string;
  version!: number;
  progress!: number;
  state!: string;
  light!: string;
  dueOn!: string;
}

export class ProgressUpdateRow {
  id!: string;
  assignmentId!: string;
  progress!: number;
  done!: string;
  problems!: string | null;
  nextSteps!: string | null;
  occurredOn!: string;
  createdAt!: string;
  author!: PersonOut;
  attachments!: AttachmentOut[];
}

export class ProgressLogged extends ProgressUpdateRow {
  /** The assignment as the entry left it. */
  assignment!: MovedAssignment;
}

export class ProgressUpdateQuery extends PageQuery {}

export class ProgressUpdatePage {
  items!: ProgressUpdateRow[];
  nextCursor!: string | null;
  total!: number;
}

export class LatestUpdate {
  id!: string;
  occurredOn!: string;
  progress!: number;
  done!: string;
  authorName!: string;
}

export class AssignmentWithLatest extends AssignmentRow {
  latest!: LatestUpdate | null;
  abilities!: string[];
}

export class AssignmentsWithLatest {
  items!: AssignmentWithLatest[];
}

export class PeriodOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  type!: string;
  opensOn!: string;
  dueOn!: string;
  closesOn!: string;
  /** planned, open, late (past due, not closed) or closed: derived from today. */
  state!: string;
}

export class PeriodList {
  items!: PeriodOut[];
}

export const REPORT_STATUSES = ['expected', 'submitted', 'on_time', 'late', 'missing'] as const;

export class ReportQuery extends PageQuery {
  /** A period's id, or `open` for those that are open today; every period when not given. */
  @IsOptional() @Matches(/^(open|[0-9a-f-]{36})$/)
  period?: string;
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('report_state'), { each: true })
  state?: string[];
  /** The number that a reporting rate opens into. */
  @IsOptional() @IsIn(REPORT_STATUSES)
  status?: (typeof REPORT_STATUSES)[number];
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
  version!: number;
}

export class ReportPage {
  items!: ReportRow[];
  nextCursor!: string | null;
  total!: number;
}
