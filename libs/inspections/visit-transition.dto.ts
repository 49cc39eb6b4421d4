import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';

export class AnswerIn {
  @IsUUID()
  itemId!: string;

  /** `pass`, `partial`, `fail` or `not_applicable`. */
  @IsString() @MaxLength(30)
  verdict!: string;

  /** Asked for with `partial` and `fail`. */
  @IsOptional() @IsString() @MaxLength(2000)
  note?: string | null;
}

export class FindingIn {
  /** The checklist's item it was found under. */
  @IsOptional() @IsUUID()
  itemId?: string | null;

  @IsString() @MaxLength(30)
  nature!: string;

  @IsString() @MaxLength(30)
  severity!: string;

  @IsString() @MaxLength(4000)
  facts!: string;

  @IsOptional() @IsString() @MaxLength(1000)
  basis?: string | null;

  @IsOptional() @IsString() @MaxLength(20)
  taskCode?: string | null;

  /** Own uploads that hang on nothing yet. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}

export class VisitTransitionIn {
  /** `file` takes conclusion, answers and findings; `feed_back` takes a note. */
  @IsString() @MaxLength(40)
  action!: string;

  @IsOptional() @IsString() @MaxLength(8000)
  conclusion?: string;

  /** One for every item of the checklist. */
  @IsOptional() @IsArray() @ArrayMaxSize(300) @ValidateNested({ each: true }) @Type(() => AnswerIn)
  answers?: AnswerIn[];

  @IsOptional() @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => FindingIn)
  findings?: FindingIn[];

  @IsOptional() @IsString() @MaxLength(1000)
  note?: string;
}
