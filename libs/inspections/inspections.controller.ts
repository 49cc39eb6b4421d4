import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { FindingPage, FindingQuery } from './finding.dto.js';
import { Findings } from './findings.js';
import { InspectionPage, InspectionQuery } from './inspection.dto.js';
import { VisitTransitionIn } from './visit-transition.dto.js';
import { VisitTransitions } from './visit-transitions.js';
import { VisitDetail, VisitPage, VisitQuery } from './visit.dto.js';
import { Visits } from './visits.js';

@ApiTags('inspections')
@Controller()
export class InspectionsController {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Findings) private readonly findings: Findings,
    @Inject(VisitTransitions) private readonly transitions: VisitTransitions,
  ) {}

  @Allow('visit.read')
  @Get('inspections')
  listInspections(@Acting() actor: Actor, @Query() query: InspectionQuery): Promise<InspectionPage> {
    return this.visits.inspections(actor, query);
  }

  @Allow('visit.read')
  @Get('visits')
  listVisits(@Acting() actor: Actor, @Query() query: VisitQuery): Promise<VisitPage> {
    return this.visits.list(actor, query);
  }

  @Allow('visit.read')
  @Get('visits/:id')
  visit(@Acting() actor: Actor, @RowId() id: string): Promise<VisitDetail> {
    return this.visits.detail(actor, id);
  }

  /** Files the result of a visit, or feeds it back to the unit. */
  @Allow('visit.act')
  @HttpCode(200)
  @Post('visits/:id/transitions')
  transition(
    @Acting() actor: Actor,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: VisitTransitionIn,
  ): Promise<VisitDetail> {
    return this.transitions.take(actor, id, version, body);
  }

  @Allow('finding.read')
  @Get('findings')
  listFindings(@Acting() actor: Actor, @Query() query: FindingQuery): Promise<FindingPage> {
    return this.findings.list(actor, query);
  }
}
