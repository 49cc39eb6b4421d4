import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsIn, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { IsDay, PageQuery } from '../kernel/index.js';
import { SignInPerson } from './sign-in-event.dto.js';

export class ApiTokenQuery extends PageQuery {}

export class MakeApiTokenIn {
  /** The position it acts in. */
  @IsUUID()
  positionId!: string;
  /** What it is for, so that somebody knows later. */
  @IsString() @Length(2, 100)
  name!: string;
  /** The permissions it is cut down to; each must be one of the position's role. */
  @IsString({ each: true }) @MaxLength(60, { each: true }) @ArrayNotEmpty() @ArrayMaxSize(50) @ArrayUnique()
  scope!: string[];
  /** Its last day, a year from now at most. */
  @IsDay()
  expiresOn!: string;
}

export class ApiTokenRow {
  id!: string;
  name!: string;
  user!: SignInPerson;
  role!: string;
  organisation!: string | null;
  scope!: string[];
  createdAt!: Date;
  /** Of the last request, to the minute. */
  seenAt!: Date;
  expiresAt!: Date;
  abilities!: string[];
}

export class ApiTokenPage {
  items!: ApiTokenRow[];
  nextCursor!: string | null;
  total!: number;
}

export class MadeApiToken {
  id!: string;
  /** Shown this once; the server keeps its hash. */
  token!: string;
}

export class ApiTokenTransitionIn {
  @IsIn(['revoke'])
  action!: 'revoke';
}
