import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { USER_MACHINE, USER_STATES } from './account.rules.js';
import { NamedPosition, WantedPosition } from './position.dto.js';

export class UserQuery extends PageQuery {
  /** By name, its pinyin or initials, or the user name. */
  @IsOptional() @IsString() @MaxLength(60)
  q?: string;

  @IsOptional() @Transform(toArray) @IsIn([...USER_STATES], { each: true })
  state?: string[];

  /** Whoever holds the role now. */
  @IsOptional() @Transform(toArray) @IsString({ each: true }) @MaxLength(40, { each: true })
  role?: string[];

  /** Whoever holds a position there now. */
  @IsOptional() @IsUUID()
  organisation?: string;

  /** The region's code. */
  @IsOptional() @Transform(toArray) @IsString({ each: true }) @MaxLength(12, { each: true })
  region?: string[];
}

export class CreateUserIn {
  /** Lower-case letters, digits, dots, hyphens and underscores. */
  @IsString() @Length(3, 60) @Matches(/^[a-z0-9][a-z0-9._-]*$/)
  username!: string;

  @IsString() @IsNotEmpty() @MaxLength(60)
  name!: string;

  @IsOptional() @IsString() @MaxLength(30)
  phoneWork?: string;

  /** The last day; the account is disabled by itself afterwards. */
  @IsOptional() @IsDay()
  expiresOn?: string;

  /** Positions wanted: each waits for the security administrator. */
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => WantedPosition)
  positions?: WantedPosition[];
}

export class UpdateUserIn {
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(60)
  name?: string;

  @IsOptional() @IsString() @MaxLength(30)
  phoneWork?: string;

  /** Null: without an end. */
  @ValidateIf((_, value) => value !== undefined && value !== null) @IsDay()
  expiresOn?: string | null;
}

export class UserTransitionIn {
  @IsIn(USER_MACHINE.transitions.map((t) => t.action))
  action!: string;

  @IsOptional() @IsString() @MaxLength(300)
  reason?: string;
}

export class AccountOut {
  id!: string;
  username!: string;
  name!: string;
  phoneWork!: string | null;
  /** invited, active, locked, disabled or expired */
  state!: string;
  disabledAt!: Date | null;
  disabledReason!: string | null;
  lockedUntil!: Date | null;
  /** Since when a code is asked for beside the password. */
  twoFactorSince!: Date | null;
  /** Its last day. */
  expiresOn!: string | null;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  /** Those that stand now. */
  positions!: NamedPosition[];
}

export class AccountPage {
  items!: AccountOut[];
  nextCursor!: string | null;
  total!: number;
}

export class OpenLink {
  kind!: string;
  createdAt!: Date;
  expiresAt!: Date;
}

export class AccountDetail extends AccountOut {
  /** The link not used yet, if one is open. */
  link!: OpenLink | null;
  /** Of a link made by this very request, to be handed over; shown this once. */
  token!: string | null;
  abilities!: string[];
}
