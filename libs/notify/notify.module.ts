import { Module } from '@nestjs/common';
import { Inbox } from './inbox.js';
import { NotificationsController } from './notifications.controller.js';

@Module({ providers: [Inbox], controllers: [NotificationsController] })
export class NotifyModule {}
