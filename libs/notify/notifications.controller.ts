import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, RowId, type Actor } from '../kernel/index.js';
import { Inbox } from './inbox.js';
import { NotificationOut, NotificationPage, NotificationQuery, ReadAllIn, ReadAllOut } from './notification.dto.js';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(@Inject(Inbox) private readonly inbox: Inbox) {}

  @Allow(ANYONE)
  @Get()
  list(@Acting() actor: Actor, @Query() query: NotificationQuery): Promise<NotificationPage> {
    return this.inbox.list(actor, query);
  }

  @Allow(ANYONE)
  @HttpCode(200)
  @Post('read')
  readAll(@Acting() actor: Actor, @Body() body: ReadAllIn): Promise<ReadAllOut> {
    return this.inbox.readAll(actor, body);
  }

  @Allow(ANYONE)
  @HttpCode(200)
  @Post(':id/read')
  read(@Acting() actor: Actor, @RowId() id: string): Promise<NotificationOut> {
    return this.inbox.read(actor, id);
  }
}
