import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { DeliveryOut, DeliveryTransitionIn } from './webhook.dto.js';

@ApiTags('webhooks')
@Controller('deliveries')
export class DeliveriesController {
  constructor(@Inject(WebhookDeliveries) private readonly deliveries: WebhookDeliveries) {}

  /** `replay`: sends again, under the same id, what was sent or given up. */
  @Allow('webhook.manage')
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() _body: DeliveryTransitionIn): Promise<DeliveryOut> {
    return this.deliveries.replay(actor, id, version);
  }
}
