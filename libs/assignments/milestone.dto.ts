import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../kernel/index.js';

export class AssignmentMilestoneIn {
  @IsString() @Length(1, 200)
  title!: string;
  /** A working day between issue and due date; each later than the one before. */
  @IsDay()
  dueOn!: string;
  /** Percent that ought to be done by then; each more than the one before. */
  @IsInt() @Min(1) @Max(99)
  plannedProgress!: number;
}

export class PlanMilestonesIn {
  /** The whole plan, in order; none makes planned progress linear again. */
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AssignmentMilestoneIn)
  milestones!: AssignmentMilestoneIn[];
}

export class AssignmentMilestoneOut {
  id!: string;
  title!: string;
  dueOn!: string;
  /** Percent. */
  plannedProgress!: number;
  /** Whether progress has come so far. */
  reached!: boolean;
}
