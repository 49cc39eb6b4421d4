import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested,
} from 'class-validator';
import { PersonOut } from '../assignments/index.js';
import { UnitRef } from '../cases/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';
import { RegionRef } from '../units/index.js';
import { KINDS, RULES, type Kind } from './supervision.rules.js';

const STATES = ['proposed', 'sent', 'issued', 'replied', 'closed', 'withdrawn'] as const;

export class SupervisionQuery extends PageQuery {
  /** Number, or the unit's name: Chinese substring, pinyin, initials. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  @IsOptional() @Transform(toArray) @IsIn(KINDS, { each: true })
  kind?: Kind[];
  @IsOptional() @Transform(toArray) @IsIn(STATES, { each: true })
  state?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  /** Codes of leading departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
  @IsOptional() @IsUUID()
  assignment?: string;
  /** Not answered though the time to reply has passed. */
  @IsOptional() @IsIn(['true', 'false'])
  overdue?: 'true' | 'false';
  /** `mine`: on tasks led by the department acted for. */
  @IsOptional() @IsIn(['mine'])
  lead?: 'mine';
}

export class SupervisedTask {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class SupervisionRow {
  id!: string;
  /** 督办编号; null until it is issued. */
  no!: string | null;
  kind!: string;
  state!: string;
  unit!: UnitRef;
  region!: RegionRef;
  task!: SupervisedTask;
  lead!: DepartmentRef;
  assignmentId!: string;
  assignmentNo!: string;
  /** The limit when it was raised (原定时限). */
  dueOn!: string;
  raisedOn!: string;
  issuedOn!: string | null;
  replyBy!: string | null;
  replyOverdue!: boolean;
  urgent!: boolean;
  /** The rule that raised it; null when it was raised by hand. */
  rule!: string | null;
  signer!: string | null;
  version!: number;
}

export class SupervisionPage {
  items!: SupervisionRow[];
  nextCursor!: string | null;
  total!: number;
}

export class SupervisionStepOut {
  action!: string;
  from!: string | null;
  to!: string;
  at!: string;
  by!: PersonOut;
  reason!: string | null;
}

export class SupervisionDetail extends SupervisionRow {
  caseId!: string;
  /** As they were when it was raised. */
  light!: string;
  progress!: number;
  problem!: string;
  requirement!: string;
  replyDays!: number | null;
  reply!: string | null;
  repliedOn!: string | null;
  issuer!: string | null;
  signerRole!: string | null;
  steps!: SupervisionStepOut[];
  createdAt!: Date;
  updatedAt!: Date;
  abilities!: string[];
}

export class RaiseIn {
  @IsIn(KINDS)
  kind!: Kind;
  @ArrayNotEmpty() @ArrayMaxSize(600) @ArrayUnique() @IsUUID('all', { each: true })
  assignmentIds!: string[];
  /** 存在问题; said from the dates and the progress when not given. */
  @IsOptional() @IsString() @Length(2, 2000)
  problem?: string;
  /** 办理要求. */
  @IsOptional() @IsString() @Length(2, 2000)
  requirement?: string;
  /** Working days to reply; the setting's when not given. */
  @IsOptional() @IsInt() @Min(1) @Max(60)
  replyDays?: number;
  /** Reaches the unit on a rest day too. */
  @IsOptional() @IsBoolean()
  urgent?: boolean;
}

export class Raised {
  assignmentId!: string;
  /** issued, proposed (waits for who signs), skipped (was told today) or refused */
  outcome!: string;
  noticeId!: string | null;
  no!: string | null;
  code!: string | null;
}

export class RaisedAll {
  issued!: number;
  proposed!: number;
  skipped!: number;
  refused!: number;
  items!: Raised[];
}

export class SupervisionTransitionIn {
  @IsString() @MaxLength(40)
  action!: string;
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
  /** 回复情况 */
  @IsOptional() @IsString() @Length(2, 4000)
  reply?: string;
}

export class BulkTransitionIn {
  @IsIn(['issue', 'drop', 'close'])
  action!: string;
  @ArrayNotEmpty() @ArrayMaxSize(600) @ArrayUnique() @IsUUID('all', { each: true })
  ids!: string[];
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
}

export class BulkOutcome {
  id!: string;
  /** done or refused */
  outcome!: string;
  code!: string | null;
  detail!: string | null;
}

export class BulkAnswer {
  done!: number;
  refused!: number;
  items!: BulkOutcome[];
}

export class ReplyDays {
  @IsOptional() @IsInt() @Min(1) @Max(60)
  blue?: number;
  @IsOptional() @IsInt() @Min(1) @Max(60)
  yellow?: number;
  @IsOptional() @IsInt() @Min(1) @Max(60)
  letter?: number;
  @IsOptional() @IsInt() @Min(1) @Max(60)
  red?: number;
  @IsOptional() @IsInt() @Min(1) @Max(60)
  talk?: number;
}

export class SupervisionSettingsIn {
  /** 机关代字: the office's mark in numbers. */
  @IsOptional() @Matches(/^[\p{Script=Han}A-Za-z]{1,12}$/u)
  prefix?: string;
  /** Working days to reply, by kind. */
  @IsOptional() @ValidateNested() @Type(() => ReplyDays)
  replyWorkingDays?: ReplyDays;
  /** Codes of rules that are turned off. */
  @IsOptional() @ArrayUnique() @IsIn(RULES.map(({ code }) => code), { each: true })
  rulesOff?: string[];
  /** Why it is so: the office's paper. */
  @IsOptional() @IsString() @Length(2, 500)
  source?: string;
}

export class RuleOut {
  code!: string;
  zh!: string;
  en!: string;
  kind!: string;
  on!: boolean;
}

/** How far the position acted in may go. */
export class LevelOut {
  kind!: string;
  /** issue, propose, or null */
  may!: string | null;
  urgent!: boolean;
  replyDays!: number | null;
}

export class SupervisionSettingsOut {
  prefix!: string;
  replyWorkingDays!: ReplyDays;
  rules!: RuleOut[];
  levels!: LevelOut[];
  source!: string;
  version!: number;
}

export class LightSettingsIn {
  /** Yellow from so many working days before the limit. */
  @IsOptional() @IsInt() @Min(0) @Max(60)
  yellowWithinWorkingDays?: number;
  /** Yellow from so many points behind planned progress. */
  @IsOptional() @IsInt() @Min(1) @Max(100)
  yellowBehind?: number;
  /** Red from more than so many points behind. */
  @IsOptional() @IsInt() @Min(1) @Max(100)
  redBehind?: number;
  @IsOptional() @IsString() @Length(2, 500)
  source?: string;
}

export class LightSettingsOut {
  yellowWithinWorkingDays!: number;
  yellowBehind!: number;
  redBehind!: number;
  source!: string;
  version!: number;
}

export class LightsNow {
  green!: number;
  yellow!: number;
  red!: number;
}

export class LightPreview {
  before!: LightsNow;
  after!: LightsNow;
}
