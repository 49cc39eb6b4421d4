import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { ApiTags } from '@nestjs/swagger';
import { DemoAccounts, Directory, OwnPositions, SignedIn, type Identity, type Origin } from '../identity/index.js';
import { Acting, Allow, ANYONE, Clock, ENVIRONMENT, OWN_ACCOUNT, Public, type Actor, type Environment } from '../kernel/index.js';
import { From } from './origin.js';
import { dropSession, keepSession, type Reply } from './session-cookie.js';
import { Me, SignedInWithToken, SignInIn, SwitchPositionIn } from './sign-in.dto.js';
import { SignIn, type SignInUser } from './sign-in.js';

/** Lets passport check the name and the password before the route runs. */
class PasswordGuard extends AuthGuard('password') {}

@ApiTags('sign-in')
@Controller()
export class AuthController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(OwnPositions) private readonly positions: OwnPositions,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Public()
  @Get('auth/demo-accounts')
  demoAccounts(): Promise<DemoAccounts> {
    return this.directory.demoAccounts(this.environment.demo);
  }

  @Public()
  @UseGuards(PasswordGuard)
  @HttpCode(200)
  @Post('auth/login')
  async login(
    @Body() _body: SignInIn,
    @Req() request: { user: SignInUser; protocol: string },
    @From() origin: Origin,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SignedInWithToken> {
    const signedIn = await this.signIn.signIn(request.user, origin);
    keepSession(reply, request.protocol, signedIn);
    return signedIn;
  }

  @Allow(OWN_ACCOUNT)
  @HttpCode(204)
  @Post('auth/logout')
  async logout(@Acting() actor: Actor, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    await this.signIn.signOut(actor);
    dropSession(reply);
  }

  @Allow(ANYONE)
  @HttpCode(200)
  @Post('auth/position')
  async switchPosition(@Acting() actor: Actor, @Body() body: SwitchPositionIn): Promise<SignedIn> {
    await this.signIn.switchPosition(actor, body.positionId);
    return this.positions.session(actor, body.positionId);
  }

  @Allow(OWN_ACCOUNT)
  @Get('me')
  async me(@Acting() actor: Actor & Identity): Promise<Me> {
    const [{ user, position, positions }, { twoFactorSince }] = await Promise.all([
      this.positions.session(actor, actor.positionId!),
      this.signIn.userOf(actor),
    ]);
    const { restricted, reach } = actor;
    const permissions = restricted ? [] : [...actor.permissions];
    return { user, position, positions, permissions, reach, demo: this.environment.demo, today: this.clock.today(), restricted, twoFactorSince };
  }
}
