import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { GivePositions } from './give-position.js';
import {
  GivePositionIn, PositionDetail, PositionPage, PositionQuery, PositionTransitionIn, ProposalOut, ProposalPage, ProposalQuery, ProposalTransitionIn,
} from './position.dto.js';
import { PositionList } from './positions.list.js';
import { Proposals } from './proposals.js';

@ApiTags('positions')
@Controller()
export class PositionsController {
  constructor(
    @Inject(PositionList) private readonly positions: PositionList,
    @Inject(GivePositions) private readonly give: GivePositions,
    @Inject(Proposals) private readonly proposals: Proposals,
  ) {}

  @Allow('user.read')
  @Get('positions')
  list(@Acting() actor: Actor, @Query() query: PositionQuery): Promise<PositionPage> {
    return this.positions.list(actor, query);
  }

  @Allow('position.write')
  @Sensitive()
  @Post('positions')
  grant(@Acting() actor: Actor, @Body() body: GivePositionIn): Promise<PositionDetail> {
    return this.give.give(actor, body);
  }

  @Allow('user.read')
  @Get('positions/:id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<PositionDetail> {
    return this.positions.detail(actor, id);
  }

  @Allow('position.write')
  @Sensitive()
  @HttpCode(200)
  @Post('positions/:id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: PositionTransitionIn): Promise<PositionDetail> {
    return this.give.transition(actor, id, version, body);
  }

  @Allow('user.read')
  @Get('position-proposals')
  proposed(@Acting() actor: Actor, @Query() query: ProposalQuery): Promise<ProposalPage> {
    return this.proposals.list(actor, query);
  }

  @Allow('user.write')
  @Post('position-proposals')
  propose(@Acting() actor: Actor, @Body() body: GivePositionIn): Promise<ProposalOut> {
    return this.proposals.propose(actor, body);
  }

  /** Approved or rejected by the security administrator, withdrawn by the system administrator: the machine says which. */
  @Allow('user.read')
  @Sensitive()
  @HttpCode(200)
  @Post('position-proposals/:id/transitions')
  decide(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: ProposalTransitionIn): Promise<ProposalOut> {
    return this.proposals.decide(actor, id, version, body);
  }
}
