import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { Origin } from '../identity/index.js';
import { Public } from '../kernel/index.js';
import { From } from './origin.js';
import { Oidc } from './oidc.js';
import { keepSession, type Reply } from './session-cookie.js';
import { SignInOptions } from './sign-in.dto.js';

interface Request {
  url: string;
  protocol: string;
  cookies: Record<string, string | undefined>;
}
const ATTEMPT = 'cg_oidc';
// Lax: the provider's page leads back here, and the browser must bring it along.
const COOKIE = { httpOnly: true, sameSite: 'lax', path: '/api/v1/auth/oidc' } as const;

@ApiTags('sign-in')
@Controller('auth')
export class OidcController {
  constructor(@Inject(Oidc) private readonly oidc: Oidc) {}

  @Public()
  @Get('options')
  options(): SignInOptions {
    return { provider: this.oidc.name };
  }

  /** Sends the browser to the provider. Not described as API: these two are for browsers to follow. */
  @Public()
  @ApiExcludeEndpoint()
  @Get('oidc/start')
  async start(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const { url, attempt } = await this.oidc.begin();
    reply.setCookie(ATTEMPT, attempt, { ...COOKIE, secure: request.protocol === 'https', maxAge: 600 }).redirect(url, 302);
  }

  /** Where the provider sends the browser back; then to the console, signed in or told why not. */
  @Public()
  @ApiExcludeEndpoint()
  @Get('oidc/callback')
  async callback(@Req() request: Request, @From() origin: Origin, @Res() reply: Reply): Promise<void> {
    const query = request.url.split('?')[1] ?? '';
    const carried = request.cookies[ATTEMPT];
    reply.clearCookie(ATTEMPT, COOKIE);
    const { session, refused } = await this.oidc.finish(query, carried, origin);
    if (session) keepSession(reply, request.protocol, session);
    reply.redirect(session ? '/?signed-in' : `/sign-in?refused=${refused}`, 302);
  }
}
