import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateNested,
} from 'class-validator';
import { LimitIn } from '../calendar/index.js';
import { UnitRef } from '../cases/index.js';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';
import { codesOf, RegionRef } from '../units/index.js';

export const ASSIGNMENT_SORTS = ['dueOn', '-dueOn', 'progress', '-progress', 'updatedAt', '-updatedAt'] as const;

export class AssignmentQuery extends PageQuery {
  /** Unit or task name, number: Chinese substring, pinyin, initials. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('pilot_level'), { each: true })
  level?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('sector_track'), { each: true })
  track?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('task_state'), { each: true })
  state?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('light'), { each: true })
  light?: string[];
  /** Task codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  task?: string[];
  /** Codes of leading departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
  /** `mine`: led by the department acted for. */
  @IsOptional() @IsIn(['mine'])
  lead?: 'mine';
  /** `me`: waits for the position acted in, to sign off a feedback or to confirm one. */
  @IsOptional() @IsIn(['me'])
  awaits?: 'me';
  /** Refused by the unit, and neither issued again nor given to another. */
  @IsOptional() @IsIn(['true', 'false'])
  refused?: 'true' | 'false';
  @IsOptional() @IsUUID()
  pilotCase?: string;
  @IsOptional() @IsUUID()
  pilotUnit?: string;
  @IsOptional() @IsDay()
  dueBefore?: string;
  /** Not answered though the due date has passed (反馈逾期). */
  @IsOptional() @IsIn(['true', 'false'])
  overdue?: 'true' | 'false';
  @IsOptional() @IsIn(ASSIGNMENT_SORTS)
  sort?: (typeof ASSIGNMENT_SORTS)[number];
}

export class TaskRef {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class AssignmentRow {
  id!: string;
  no!: string;
  caseId!: string;
  unit!: UnitRef;
  region!: RegionRef;
  task!: TaskRef;
  lead!: DepartmentRef;
  state!: string;
  light!: string;
  /** `sign_overdue` 领办逾期, `feedback_overdue` 反馈逾期 */
  flags!: string[];
  issuedOn!: string | null;
  dueOn!: string;
  originalDueOn!: string;
  /** Percent. */
  progress!: number;
  /** 反馈时限: the due date, less the working days of the setting `assignment.limits`. */
  answerDueOn!: string;
  /** 序时进度, percent; null before issue. */
  plannedProgress!: number | null;
  returnCount!: number;
  lastUpdateOn!: string | null;
  version!: number;
}

export class AssignmentPage {
  items!: AssignmentRow[];
  nextCursor!: string | null;
  total!: number;
}

/** Who did it, as which position then. */
export class PersonOut {
  name!: string;
  /** A code of the vocabulary `role`. */
  role!: string;
  organisation!: string;
}

/** Cases chosen by what they are, instead of one by one. */
export class CaseFilterIn {
  @IsOptional() @IsString({ each: true })
  region?: string[];
  @IsOptional() @IsString({ each: true })
  batch?: string[];
  @IsOptional() @IsIn(codesOf('pilot_level'), { each: true })
  level?: string[];
  @IsOptional() @IsIn(codesOf('sector_track'), { each: true })
  track?: string[];
}

/** Where assignments come from: a row by its id (plan of a case, policy, finding), or in words (a decision, an instruction, 年度要点). */
export class SourceIn {
  @IsIn(codesOf('task_source'))
  kind!: string;
  @IsOptional() @IsUUID()
  id?: string;
  @IsOptional() @IsString() @MaxLength(500)
  text?: string;
}

export class CreateAssignmentsIn extends LimitIn {
  /** Cases that take the tasks on; or `filter`. */
  @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(6000) @ArrayUnique() @IsUUID('all', { each: true })
  pilotCaseIds?: string[];
  @IsOptional() @ValidateNested() @Type(() => CaseFilterIn)
  filter?: CaseFilterIn;
  @ArrayNotEmpty() @ArrayMaxSize(100) @ArrayUnique() @IsString({ each: true })
  taskCodes!: string[];
  @IsOptional() @ValidateNested() @Type(() => SourceIn)
  source?: SourceIn;
  @IsOptional() @IsString() @MaxLength(2000)
  requirement?: string;
  @IsOptional() @IsIn(codesOf('urgency'))
  urgency?: string;
  /** Issue at once. Whoever may not issue submits for approval instead. */
  @IsOptional() @IsBoolean()
  issue?: boolean;
}

export class CreatedAssignment {
  pilotCaseId!: string;
  taskCode!: string;
  /** created, skipped (the case has the task) or refused (the case cannot take it, or its batch's catalogue has no such task) */
  outcome!: string;
  assignmentId!: string | null;
  code!: string | null;
}

export class CreatedAssignments {
  created!: number;
  skipped!: number;
  refused!: number;
  items!: CreatedAssignment[];
}

export class TimelineItem {
  /** progress or transition */
  kind!: string;
  id!: string;
  at!: string;
  actor!: PersonOut;
  data!: Record<string, unknown>;
}

export class Timeline {
  items!: TimelineItem[];
}
