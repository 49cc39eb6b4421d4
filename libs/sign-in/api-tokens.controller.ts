import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { ApiTokenPage, ApiTokenQuery, ApiTokenTransitionIn, MadeApiToken, MakeApiTokenIn } from './api-token.dto.js';
import { ApiTokens } from './api-tokens.js';

@ApiTags('sign-in')
@Controller('api-tokens')
export class ApiTokensController {
  constructor(@Inject(ApiTokens) private readonly tokens: ApiTokens) {}

  @Allow('api_token.manage')
  @Get()
  list(@Acting() actor: Actor, @Query() query: ApiTokenQuery): Promise<ApiTokenPage> {
    return this.tokens.list(actor, query);
  }

  /** Without an Idempotency-Key's replay: a token is shown once and kept nowhere. */
  @Allow('api_token.manage')
  @Sensitive()
  @Post()
  make(@Acting() actor: Actor, @Body() body: MakeApiTokenIn): Promise<MadeApiToken> {
    return this.tokens.make(actor, body);
  }

  @Allow('api_token.manage')
  @Sensitive()
  @HttpCode(204)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @Body() _body: ApiTokenTransitionIn): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
