import { Controller, Inject, Injectable, Req, Sse, UseGuards, type CanActivate, type ExecutionContext, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { Acting, Allow, ANYONE, Background, type Actor } from '../kernel/index.js';
import { LiveInbox } from './live-inbox.js';

/** Refuses while there can still be an answer: a stream that has begun can only end. */
@Injectable()
class Gate implements CanActivate {
  constructor(@Inject(LiveInbox) private readonly inbox: LiveInbox) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.inbox.admit(context.switchToHttp().getRequest<{ user: Actor }>().user);
    return true;
  }
}

@ApiTags('notifications')
@Controller('events')
export class EventsController {
  constructor(@Inject(LiveInbox) private readonly inbox: LiveInbox) {}

  /** Server-sent events: `inbox` with `{unread, latest}`, at once and with every change, until the session ends or its position is another. */
  @Allow(ANYONE)
  @Background()
  @UseGuards(Gate)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Sse()
  watch(@Acting() actor: Actor, @Req() request: { headers: { authorization: string } }): Observable<MessageEvent> {
    return this.inbox.watch(actor, request.headers.authorization.replace(/^bearer\s+/i, ''));
  }
}
