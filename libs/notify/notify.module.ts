import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { EventsController } from './events.controller.js';
import { Inbox } from './inbox.js';
import { LiveInbox } from './live-inbox.js';
import { NotificationsController } from './notifications.controller.js';

@Module({ imports: [IdentityModule], providers: [Inbox, LiveInbox], controllers: [EventsController, NotificationsController] })
export class NotifyModule {}
