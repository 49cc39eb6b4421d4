import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../kernel/index.js';
import { SignInPerson } from './sign-in-event.dto.js';

export class SessionQuery extends PageQuery {
  /** Whose; only for administrators. */
  @IsOptional() @IsUUID()
  user?: string;
}

export class SessionRow {
  id!: string;
  user!: SignInPerson;
  /** The position acted in. */
  role!: string;
  organisation!: string | null;
  /** `password` or `oidc`. */
  method!: string;
  createdAt!: Date;
  /** Of the last request, to the minute. */
  seenAt!: Date;
  expiresAt!: Date;
  address!: string | null;
  agent!: string | null;
  /** Whether it is the one that asks. */
  current!: boolean;
  abilities!: string[];
}

export class SessionPage {
  items!: SessionRow[];
  nextCursor!: string | null;
  total!: number;
}

export class SessionTransitionIn {
  @IsIn(['revoke'])
  action!: 'revoke';
}
