import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { ExtendDeadline } from './extend-deadline.js';
import { AskExtensionIn, ExtensionOut, ExtensionPage, ExtensionQuery, ExtensionTransitionIn } from './extension-request.dto.js';
import { ExtensionList } from './extension-requests.list.js';

@ApiTags('extension-requests')
@Controller('extension-requests')
export class ExtensionRequestsController {
  constructor(
    @Inject(ExtensionList) private readonly requests: ExtensionList,
    @Inject(ExtendDeadline) private readonly extension: ExtendDeadline,
  ) {}

  @Allow('assignment.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: ExtensionQuery): Promise<ExtensionPage> {
    return this.requests.list(actor, query);
  }

  /** Asks for another limit, before the present one has passed. */
  @Allow('assignment.act')
  @Post()
  ask(@Acting() actor: Actor, @Body() body: AskExtensionIn): Promise<ExtensionOut> {
    return this.extension.ask(actor, body);
  }

  @Allow('assignment.read')
  @Get(':id')
  one(@Acting() actor: Actor, @RowId() id: string): Promise<ExtensionOut> {
    return this.requests.one(actor, id);
  }

  @Allow('assignment.act')
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: ExtensionTransitionIn): Promise<ExtensionOut> {
    return this.extension.take(actor, id, version, body);
  }
}
