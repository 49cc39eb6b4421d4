import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { LimitIn } from '../calendar/index.js';
import { UnitRef } from '../cases/index.js';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { codesOf } from '../units/index.js';
import { AssignmentRef } from './assignment-detail.dto.js';
import { PersonOut, TaskRef } from './assignment.dto.js';

export class ExtensionQuery extends PageQuery {
  @IsOptional() @IsUUID()
  assignment?: string;
  @IsOptional() @Transform(toArray) @IsIn(codesOf('extension_state'), { each: true })
  state?: string[];
  /** `me`: those that wait for the position acted in. */
  @IsOptional() @IsIn(['me'])
  awaits?: 'me';
}

export class AskExtensionIn {
  @IsUUID()
  assignmentId!: string;
  @IsString() @Length(2, 2000)
  reason!: string;
  /** A working day after the present due date. */
  @IsDay()
  proposedDueOn!: string;
  /** Percent done by now; the assignment's own when not given. */
  @IsOptional() @IsInt() @Min(0) @Max(100)
  progress?: number;
}

/** `approve`: the definite new limit, as a date or counted; the proposed date when none is given. */
export class ExtensionTransitionIn extends LimitIn {
  @IsString() @MaxLength(40)
  action!: string;
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
}

export class ExtensionOut {
  id!: string;
  assignment!: AssignmentRef;
  unit!: UnitRef;
  task!: TaskRef;
  /** Which extension of the assignment it would be, from 1: that says who decides. */
  sequence!: number;
  state!: string;
  reason!: string;
  /** Percent, when it was asked for. */
  progress!: number;
  /** The limit it asks to move. */
  dueOn!: string;
  originalDueOn!: string;
  proposedDueOn!: string;
  decidedDueOn!: string | null;
  requestedBy!: PersonOut;
  signedBy!: string | null;
  decidedBy!: PersonOut | null;
  decisionReason!: string | null;
  decidedAt!: Date | null;
  createdAt!: Date;
  version!: number;
  abilities!: string[];
}

export class ExtensionPage {
  items!: ExtensionOut[];
  nextCursor!: string | null;
  total!: number;
}
