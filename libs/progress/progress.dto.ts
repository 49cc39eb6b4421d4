import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { AssignmentRow, PersonOut } from '../assignments/index.js';
import { AttachmentOut } from '../files/index.js';
import { IsDay, PageQuery } from '../kernel/index.js';

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
