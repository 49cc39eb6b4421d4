import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { PersonOut } from '../assignments/index.js';
import { BatchRef, UnitRef } from '../cases/index.js';
import { AttachmentOut } from '../files/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { codesOf, RegionRef } from '../units/index.js';
import { SchemeDto } from './scheme.dto.js';
import { VERDICTS } from './score.rules.js';

export class EvaluationQuery extends PageQuery {
  /** The unit's name: Chinese substring, pinyin, initials. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2100)
  year?: number;
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  @IsOptional() @Transform(toArray) @IsIn(codesOf('evaluation_state'), { each: true })
  state?: string[];
  /** Codes of grades; only what was published has one. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  grade?: string[];
  /** Codes of sponsoring departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
  @IsOptional() @IsUUID()
  case?: string;
}

export class GradeRef {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class EvaluationRow {
  id!: string;
  year!: number;
  unit!: UnitRef;
  region!: RegionRef;
  batch!: BatchRef;
  caseId!: string;
  caseNo!: string;
  state!: string;
  /** As handed in last; null where it was not, or is not the reader's to see. */
  selfScore!: number | null;
  cityScore!: number | null;
  /** The provincial one, which alone is official. */
  score!: number | null;
  grade!: GradeRef | null;
  publishedAt!: Date | null;
  version!: number;
}

export class EvaluationPage {
  items!: EvaluationRow[];
  nextCursor!: string | null;
  total!: number;
}

export class OpenEvaluationsIn {
  @IsInt() @Min(2000) @Max(2100)
  year!: number;
  /** Region codes; every region unless said. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsString({ each: true })
  regions?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsString({ each: true })
  batches?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(600) @IsUUID(undefined, { each: true })
  caseIds?: string[];
}

export class OpenedOut {
  opened!: number;
  /** Had one of the year already. */
  existing!: number;
}

export class MarkIn {
  /** Code of an item, a bonus or a veto item of the scheme. */
  @IsString() @MaxLength(40)
  item!: string;
  /** `full`, `half`, `zero`, `counted` (what the reports measure) or `not_applicable`; of a bonus or a veto item, `full` says that it stands. Left out where only files are added. */
  @IsOptional() @IsIn(VERDICTS)
  verdict?: string;
  /** Where the scheme asks each unit for its own: a decimal of at most four places, above nothing. */
  @IsOptional() @IsString() @MaxLength(20)
  target?: string;
  @IsOptional() @IsString() @MaxLength(2000)
  reason?: string;
  /** Own uploads that hang on nothing yet: evidence. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}

export class MarksIn {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => MarkIn)
  marks!: MarkIn[];
}

export class EvaluationTransitionIn {
  /** An action of the machine `evaluation`. */
  @IsString() @MaxLength(40)
  action!: string;
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
}

export const BULK_EVALUATION_ACTIONS = ['sign', 'report', 'publish'] as const;

export class BulkEvaluationIn {
  @IsUUID()
  id!: string;
  /** As it was seen: what changed since is refused. */
  @IsInt() @Min(1)
  version!: number;
}

export class EvaluationBulkIn {
  @IsIn(BULK_EVALUATION_ACTIONS)
  action!: (typeof BULK_EVALUATION_ACTIONS)[number];
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @ArrayUnique((item: BulkEvaluationIn) => item.id) @ValidateNested({ each: true }) @Type(() => BulkEvaluationIn)
  items!: BulkEvaluationIn[];
}

export class EvaluationBulkAnswer {
  id!: string;
  /** done or refused */
  outcome!: string;
  /** Why it was refused, by code and in the reader's words. */
  code!: string | null;
  detail!: string | null;
}

export class EvaluationBulkOut {
  done!: number;
  refused!: number;
  items!: EvaluationBulkAnswer[];
}

export class RowRef {
  /** `progress_report` or `assignment` */
  kind!: string;
  id!: string;
  label!: string;
}

export class ItemOutcomeOut {
  code!: string;
  points!: number;
  /** With its part of what does not apply. */
  effective!: number;
  earned!: number;
  /** Why: `full`, `half`, `zero`, `counted`, `not_applicable`, `not_marked`, `no_evidence`, `no_value`, `no_target` */
  because!: string;
  actual!: number | null;
  target!: number | null;
}

export class LevelOutcomeOut {
  code!: string;
  points!: number;
  earned!: number;
  items!: ItemOutcomeOut[];
}

export class BonusItemOutcomeOut {
  code!: string;
  points!: number;
  because!: string;
}

export class BonusOutcomeOut {
  items!: BonusItemOutcomeOut[];
  granted!: number;
  /** At most what the scheme allows. */
  counted!: number;
}

export class DeductionOutcomeOut {
  code!: string;
  /** Null where the system keeps no such rows. */
  count!: number | null;
  times!: number;
  points!: number;
  rows!: RowRef[];
}

/** The working of a score, so that it can be followed by hand. */
export class OutcomeOut {
  levels!: LevelOutcomeOut[];
  items!: number;
  bonus!: BonusOutcomeOut;
  deductions!: DeductionOutcomeOut[];
  deducted!: number;
  veto!: string[];
  score!: number;
  grade!: string;
}

export class MarkOut {
  item!: string;
  verdict!: string | null;
  target!: string | null;
  reason!: string;
  files!: AttachmentOut[];
}

export class SideOut {
  /** `self`, `city` or `province` */
  side!: string;
  marks!: MarkOut[];
  /** As handed in last, or as it would be now while it is written; null where there is none to be seen. */
  outcome!: OutcomeOut | null;
  /** Computed from what is written now, and not handed in. */
  live!: boolean;
  /** What the measured items rest on, by the indicator's code. */
  sources!: FigureSourceOut[];
}

export class FigureSourceOut {
  indicator!: string;
  rows!: RowRef[];
}

/** What a side handed in, and whether it comes to the same when computed again from what was kept with it. */
export class ResultOut {
  side!: string;
  submission!: number;
  score!: number;
  grade!: string;
  at!: Date;
  by!: PersonOut;
  recomputes!: boolean;
}

export class GapOut {
  pointer!: string;
  code!: string;
}

export class EvaluationStepOut {
  action!: string;
  from!: string | null;
  to!: string;
  at!: Date;
  by!: PersonOut;
  reason!: string | null;
}

export class SchemeOfYear {
  version!: number;
  illustrative!: boolean;
  source!: string;
  content!: SchemeDto;
}

export class EvaluationDetail extends EvaluationRow {
  scheme!: SchemeOfYear;
  veto!: string[];
  sides!: SideOut[];
  /** The side that the reader may write now. */
  mySide!: string | null;
  /** What that side's score lacks to be handed in. */
  gaps!: GapOut[];
  /** Newest first. */
  results!: ResultOut[];
  steps!: EvaluationStepOut[];
  abilities!: string[];
  createdAt!: Date;
  updatedAt!: Date;
}
