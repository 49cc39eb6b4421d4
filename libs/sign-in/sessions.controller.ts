import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, RowId, type Actor } from '../kernel/index.js';
import { OpenSessions } from './open-sessions.js';
import { SessionPage, SessionQuery, SessionTransitionIn } from './session.dto.js';
import { SignInEventPage, SignInEventQuery } from './sign-in-event.dto.js';
import { SignInEvents } from './sign-in-events.js';

/** One's own sessions and sign-ins; an administrator's also everybody's. */
@ApiTags('sign-in')
@Controller()
export class SessionsController {
  constructor(
    @Inject(OpenSessions) private readonly sessions: OpenSessions,
    @Inject(SignInEvents) private readonly events: SignInEvents,
  ) {}

  @Allow(ANYONE)
  @Get('sessions')
  list(@Acting() actor: Actor, @Query() query: SessionQuery): Promise<SessionPage> {
    return this.sessions.list(actor, query);
  }

  @Allow(ANYONE)
  @HttpCode(204)
  @Post('sessions/:id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @Body() _body: SessionTransitionIn): Promise<void> {
    return this.sessions.revoke(actor, id);
  }

  @Allow(ANYONE)
  @Get('sign-in-events')
  signIns(@Acting() actor: Actor, @Query() query: SignInEventQuery): Promise<SignInEventPage> {
    return this.events.list(actor, query);
  }
}
