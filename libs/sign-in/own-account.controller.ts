import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../identity/index.js';
import { Acting, Allow, OWN_ACCOUNT, Sensitive, type Actor } from '../kernel/index.js';
import { ChangePassword } from './change-password.js';
import { From } from './origin.js';
import { SecondFactors } from './second-factors.js';
import { keepSession, type Reply } from './session-cookie.js';
import { ChangePasswordIn, ConfirmIn, OtpIn, RecoveryCodes, SecondFactorSetUp, SignedInWithToken } from './sign-in.dto.js';
import { SignIn } from './sign-in.js';

/** What a person does about the own credentials. */
@ApiTags('sign-in')
@Controller('auth')
export class OwnAccountController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(ChangePassword) private readonly passwords: ChangePassword,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
  ) {}

  /** Shows the password again: sensitive acts ask for it (403 `needs_confirmation`) when that is ten minutes ago. */
  @Allow(OWN_ACCOUNT)
  @HttpCode(204)
  @Post('confirm')
  confirm(@Acting() actor: Actor, @From() origin: Origin, @Body() body: ConfirmIn): Promise<void> {
    return this.signIn.confirm(actor, body.password, body.otp, origin);
  }

  /** Ends every session of the account and opens a new one. */
  @Allow(OWN_ACCOUNT)
  @HttpCode(200)
  @Post('password')
  async changePassword(
    @Acting() actor: Actor,
    @From() origin: Origin,
    @Req() request: { protocol: string },
    @Res({ passthrough: true }) reply: Reply,
    @Body() body: ChangePasswordIn,
  ): Promise<SignedInWithToken> {
    const signedIn = await this.passwords.change(actor, body.currentPassword, body.newPassword, origin);
    keepSession(reply, request.protocol, signedIn);
    return signedIn;
  }

  /** Makes a secret for an authenticator. It asks for nothing until `…/confirm`. */
  @Allow(OWN_ACCOUNT)
  @Sensitive()
  @HttpCode(200)
  @Post('second-factor')
  async setUp(@Acting() actor: Actor): Promise<SecondFactorSetUp> {
    return this.secondFactors.setUp(actor, (await this.signIn.userOf(actor)).username);
  }

  @Allow(OWN_ACCOUNT)
  @HttpCode(200)
  @Post('second-factor/confirm')
  async turnOn(@Acting() actor: Actor, @From() origin: Origin, @Body() body: OtpIn): Promise<RecoveryCodes> {
    return { recoveryCodes: await this.secondFactors.turnOn(actor, body.otp, origin) };
  }

  @Allow(OWN_ACCOUNT)
  @Sensitive()
  @HttpCode(204)
  @Post('second-factor/remove')
  turnOff(@Acting() actor: Actor, @From() origin: Origin): Promise<void> {
    return this.secondFactors.turnOff(actor, origin);
  }
}
