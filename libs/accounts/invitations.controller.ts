import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../kernel/index.js';
import { AccountLinks } from './account-links.js';
import { InvitationIn, InvitationOut, RedeemInvitationIn } from './invitation.dto.js';

/** For who holds a link. The token comes in the body: an address ends up in logs and histories. */
@ApiTags('invitations')
@Controller('invitations')
export class InvitationsController {
  constructor(@Inject(AccountLinks) private readonly links: AccountLinks) {}

  @Public()
  @HttpCode(200)
  @Post('look')
  look(@Body() body: InvitationIn): Promise<InvitationOut> {
    return this.links.look(body.token);
  }

  @Public()
  @HttpCode(204)
  @Post('redeem')
  redeem(@Body() body: RedeemInvitationIn): Promise<void> {
    return this.links.redeem(body.token, body.password);
  }
}
