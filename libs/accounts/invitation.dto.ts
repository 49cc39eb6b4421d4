import { IsString, Length, MaxLength } from 'class-validator';

export class InvitationIn {
  /** From the link. */
  @IsString() @Length(20, 100)
  token!: string;
}

export class RedeemInvitationIn extends InvitationIn {
  @IsString() @MaxLength(200)
  password!: string;
}

export class InvitationOut {
  username!: string;
  name!: string;
  /** invitation or reset */
  kind!: string;
  expiresAt!: Date;
}
