import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { POSITION_MACHINE, POSITION_STATES, PROPOSAL_MACHINE } from './account.rules.js';

const yesOrNo = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class PositionQuery extends PageQuery {
  /** By the person's name, its pinyin or the user name. */
  @IsOptional() @IsString() @MaxLength(60)
  q?: string;

  @IsOptional() @Transform(toArray) @IsIn([...POSITION_STATES], { each: true })
  state?: string[];

  @IsOptional() @Transform(toArray) @IsString({ each: true }) @MaxLength(40, { each: true })
  role?: string[];

  @IsOptional() @IsUUID()
  organisation?: string;

  @IsOptional() @Transform(toArray) @IsString({ each: true }) @MaxLength(12, { each: true })
  region?: string[];

  @IsOptional() @IsUUID()
  user?: string;

  /** Deputies only, or none. */
  @IsOptional() @Transform(yesOrNo) @IsBoolean()
  deputy?: boolean;
}

export class WantedPosition {
  @IsUUID()
  organisationId!: string;

  @IsString() @MaxLength(40)
  role!: string;

  /** Today, unless told otherwise. */
  @IsOptional() @IsDay()
  validFrom?: string;

  /** The last day. */
  @IsOptional() @IsDay()
  validUntil?: string;

  @IsOptional() @IsString() @MaxLength(300)
  reason?: string;
}

export class GivePositionIn extends WantedPosition {
  @IsUUID()
  userId!: string;
}

export class PositionTransitionIn {
  @IsIn(POSITION_MACHINE.transitions.map((t) => t.action))
  action!: string;

  /** The deputy or the successor. */
  @IsOptional() @IsUUID()
  userId?: string;

  @IsOptional() @IsDay()
  validFrom?: string;

  /** The last day; null with `prolong`: without an end. */
  @ValidateIf((_, value) => value !== undefined && value !== null) @IsDay()
  validUntil?: string | null;

  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(300)
  reason?: string;
}

export class ProposalTransitionIn {
  @IsIn(PROPOSAL_MACHINE.transitions.map((t) => t.action))
  action!: string;

  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(300)
  reason?: string;
}

export class NamedUser {
  id!: string;
  username!: string;
  name!: string;
}

export class NamedPlace {
  id!: string;
  name!: string;
  kind!: string;
}

export class OtherPosition {
  positionId!: string;
  /** Whose. */
  name!: string;
}

export class NamedPosition {
  id!: string;
  role!: string;
  organisation!: string;
  deputyFor!: string | null;
}

export class PositionRow {
  id!: string;
  user!: NamedUser;
  role!: string;
  organisation!: NamedPlace;
  /** pending, standing, ended, revoked or handed_over */
  state!: string;
  validFrom!: string;
  validUntil!: string | null;
  revokedAt!: Date | null;
  /** 代理: for whom it acts. */
  deputyFor!: OtherPosition | null;
  /** 移交: who has it now. */
  succeededBy!: OtherPosition | null;
  reason!: string | null;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  abilities!: string[];
}

export class PositionPage {
  items!: PositionRow[];
  nextCursor!: string | null;
  total!: number;
}

export class MovedWork {
  /** notification, visit, visit_lead, unit_import, attachment, … */
  kind!: string;
  rows!: number;
}

export class HandoverOut {
  id!: string;
  toPositionId!: string;
  to!: string;
  reason!: string | null;
  createdAt!: Date;
  moved!: MovedWork[];
}

export class PositionDetail extends PositionRow {
  /** What it may do now. */
  permissions!: string[];
  deputies!: OtherPosition[];
  handover!: HandoverOut | null;
}

export class ProposalOut {
  id!: string;
  user!: NamedUser;
  role!: string;
  organisation!: NamedPlace;
  validFrom!: string;
  validUntil!: string | null;
  state!: string;
  reason!: string | null;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  abilities!: string[];
}

export class ProposalQuery extends PageQuery {
  @IsOptional() @Transform(toArray) @IsIn(['proposed', 'approved', 'rejected', 'withdrawn'], { each: true })
  state?: string[];

  @IsOptional() @IsUUID()
  user?: string;
}

export class ProposalPage {
  items!: ProposalOut[];
  nextCursor!: string | null;
  total!: number;
}
