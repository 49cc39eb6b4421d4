import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PositionOut, SignedIn, UserOut } from '../identity/index.js';

export class SignInIn {
  @IsString() @Length(1, 100)
  username!: string;

  @IsString() @Length(1, 200)
  password!: string;

  /** The code of the second factor (6 digits), or one of its recovery codes. */
  @IsOptional() @IsString() @Length(6, 20)
  otp?: string;
}

export class ConfirmIn {
  @IsString() @Length(1, 200)
  password!: string;

  @IsOptional() @IsString() @Length(6, 20)
  otp?: string;
}

export class ChangePasswordIn {
  @IsString() @Length(1, 200)
  currentPassword!: string;

  /** As the policy's profile asks: see `GET /sign-in-policy`. */
  @IsString() @Length(1, 200)
  newPassword!: string;
}

export class OtpIn {
  @IsString() @Length(6, 6)
  otp!: string;
}

export class SwitchPositionIn {
  /** One of the person's own positions. */
  @IsUUID()
  positionId!: string;
}

export class SignedInWithToken extends SignedIn {
  /** For programs; a browser has the same in its HttpOnly cookie. */
  accessToken!: string;
  /** What must be put in order before anything else: `password`, `second_factor`. */
  restricted!: string | null;
}

export class SecondFactorSetUp {
  /** Base32, for those who type it. */
  secret!: string;
  /** `otpauth://totp/…`, for the picture. */
  uri!: string;
}

export class RecoveryCodes {
  /** Each opens the account once in place of a code. They are shown this once. */
  recoveryCodes!: string[];
}

export class SignInOptions {
  /** What the sign-in by OpenID Connect is called; null where none is set up. */
  provider!: string | null;
}

export class Me {
  user!: UserOut;
  position!: PositionOut;
  positions!: PositionOut[];
  permissions!: string[];
  reach!: string;
  /** Sample data only. */
  demo!: boolean;
  /** The province's day. */
  today!: string;
  /** What must be put in order before anything else: `password`, `second_factor`. */
  restricted!: string | null;
  /** Since when a second factor is asked for; null without one. */
  twoFactorSince!: Date | null;
}
