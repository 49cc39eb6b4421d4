import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { ChangeWebhookIn, DeliveryPage, DeliveryQuery, MadeWebhook, MakeWebhookIn, WebhookOut, WebhookPage, WebhookQuery, WebhookTransitionIn } from './webhook.dto.js';
import { Webhooks } from './webhooks.js';

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(WebhookDeliveries) private readonly deliveries: WebhookDeliveries,
  ) {}

  @Allow('webhook.manage')
  @Get()
  list(@Acting() actor: Actor, @Query() query: WebhookQuery): Promise<WebhookPage> {
    return this.webhooks.list(actor, query);
  }

  /** Without an Idempotency-Key's replay: a secret is shown once. */
  @Allow('webhook.manage')
  @Sensitive()
  @Post()
  make(@Acting() actor: Actor, @Body() body: MakeWebhookIn): Promise<MadeWebhook> {
    return this.webhooks.make(actor, body);
  }

  @Allow('webhook.manage')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<WebhookOut> {
    return this.webhooks.detail(actor, id);
  }

  @Allow('webhook.manage')
  @Sensitive()
  @Patch(':id')
  change(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: ChangeWebhookIn): Promise<WebhookOut> {
    return this.webhooks.change(actor, id, version, body);
  }

  @Allow('webhook.manage')
  @Sensitive({ action: ['enable'] })
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: WebhookTransitionIn): Promise<WebhookOut> {
    return this.webhooks.transition(actor, id, version, body);
  }

  @Allow('webhook.manage')
  @Get(':id/deliveries')
  listDeliveries(@Acting() actor: Actor, @RowId() id: string, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    return this.deliveries.list(actor, id, query);
  }
}
