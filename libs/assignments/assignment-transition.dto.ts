import { ArrayMaxSize, ArrayUnique, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { LimitIn } from '../calendar/index.js';

/** A new limit is given as a date or counted, where the transition sets one; `resume` counts on from the days left unless one is said, `issue` and `reassign` keep the one there is. */
export class AssignmentTransitionIn extends LimitIn {
  @IsString() @MaxLength(40)
  action!: string;
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
  /** `feedback`: what came of it. */
  @IsOptional() @IsString() @Length(2, 4000)
  conclusion?: string;
  /** `feedback`: evidence, uploads of one's own that hang on nothing yet. Files that the assignment has already count too. */
  @IsOptional() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true })
  attachmentIds?: string[];
  /** `confirm`: a cooperating department's opinion. */
  @IsOptional() @IsString() @Length(2, 2000)
  opinion?: string;
  /** `complete` by the office: why it goes without a department's confirmation. */
  @IsOptional() @IsString() @Length(2, 2000)
  unconfirmedReason?: string;
  /** `reassign`: the case that takes it on instead. */
  @IsOptional() @IsUUID()
  pilotCaseId?: string;
}
