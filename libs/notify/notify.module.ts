import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { EventsController } from './events.controller.js';
import { Inbox } from './inbox.js';
import { LiveInbox } from './live-inbox.js';
import { Preferences } from './preferences.js';
import { PreferencesController } from './preferences.controller.js';
import { Webhooks } from './webhooks.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { DeliveriesController } from './deliveries.controller.js';
import { NotificationsController } from './notifications.controller.js';

@Module({ imports: [IdentityModule], providers: [Inbox, LiveInbox, Preferences, WebhookDeliveries, Webhooks], controllers: [DeliveriesController, EventsController, NotificationsController, PreferencesController, WebhooksController] })
export class NotifyModule {}
