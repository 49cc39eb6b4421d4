import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';

export const SIGN_IN_OUTCOMES = [
  'signed_in', 'wrong_password', 'wrong_code', 'locked', 'disabled', 'not_in_force', 'unknown_user', 'signed_out', 'switched', 'confirmed', 'password_changed',
  'second_factor_on', 'second_factor_off', 'session_revoked', 'identity_linked', 'identity_unknown', 'token_made',
] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

export class SignInEventQuery extends PageQuery {
  /** Whose; only for those who may read everybody's. */
  @IsOptional() @IsUUID()
  user?: string;
  @IsOptional() @Transform(toArray) @IsIn(SIGN_IN_OUTCOMES, { each: true })
  outcome?: SignInOutcome[];
  @IsOptional() @IsDay()
  from?: string;
  @IsOptional() @IsDay()
  to?: string;
}

export class SignInPerson {
  id!: string;
  name!: string;
  username!: string;
}

export class SignInEventRow {
  id!: string;
  at!: Date;
  outcome!: string;
  /** From where, as far as the server can tell. */
  address!: string | null;
  agent!: string | null;
  /** Null when nobody has the name that was tried. */
  user!: SignInPerson | null;
  /** The administrator who did it, where it was not the person. */
  by!: SignInPerson | null;
}

export class SignInEventPage {
  items!: SignInEventRow[];
  nextCursor!: string | null;
  total!: number;
}
