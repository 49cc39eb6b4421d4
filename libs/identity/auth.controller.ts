import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, Clock, ENVIRONMENT, Public, type Actor, type Environment } from '../kernel/index.js';
import { DemoAccounts, Me, SignedIn, SignedInWithToken, SignInIn, SwitchPositionIn } from './identity.dto.js';
import { Directory } from './directory.js';
import { SignIn } from './sign-in.js';

export const SESSION_COOKIE = 'cg_session';

interface Reply {
  setCookie(name: string, value: string, options: object): Reply;
  clearCookie(name: string, options: object): Reply;
}
const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** Lets passport check the name and the password before the route runs. */
class PasswordGuard extends AuthGuard('password') {}

@ApiTags('sign-in')
@Controller()
export class AuthController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Directory) private readonly directory: Directory,
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
    @Req() request: { user: { id: string; username: string; name: string }; protocol: string },
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SignedInWithToken> {
    const signedIn = await this.signIn.signIn(request.user);
    const secure = request.protocol === 'https';
    reply.setCookie(SESSION_COOKIE, signedIn.accessToken, { ...COOKIE, secure, expires: new Date(signedIn.expiresAt) });
    return signedIn;
  }

  @Allow(ANYONE)
  @HttpCode(204)
  @Post('auth/logout')
  async logout(@Acting() actor: Actor, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    await this.signIn.signOut(actor);
    reply.clearCookie(SESSION_COOKIE, COOKIE);
  }

  @Allow(ANYONE)
  @HttpCode(200)
  @Post('auth/position')
  async switchPosition(@Acting() actor: Actor, @Body() body: SwitchPositionIn): Promise<SignedIn> {
    await this.signIn.switchPosition(actor, body.positionId);
    return this.directory.session(actor, body.positionId);
  }

  @Allow(ANYONE)
  @Get('me')
  async me(@Acting() actor: Actor): Promise<Me> {
    const { user, position, positions } = await this.directory.session(actor, actor.positionId!);
    const { demo } = this.environment;
    return { user, position, positions, permissions: [...actor.permissions], reach: actor.reach, demo, today: this.clock.today() };
  }
}
