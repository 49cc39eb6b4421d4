import { Body, Controller, Delete, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { CreateSponsorshipIn, EndSponsorshipQuery, SponsorshipOut, SponsorshipPage, SponsorshipQuery, SponsorshipsByDepartment } from './sponsorship.dto.js';
import { Sponsorships } from './sponsorships.js';

@ApiTags('sponsorships')
@Controller('sponsorships')
export class SponsorshipsController {
  constructor(@Inject(Sponsorships) private readonly sponsorships: Sponsorships) {}

  @Allow('case.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: SponsorshipQuery): Promise<SponsorshipPage> {
    return this.sponsorships.list(actor, query);
  }

  /** Every department with the pilots it sponsors: which has none, and which more than the setting says. */
  @Allow('sponsorship.overview')
  @Get('by-department')
  byDepartment(@Acting() actor: Actor): Promise<SponsorshipsByDepartment> {
    return this.sponsorships.byDepartment(actor);
  }

  @Allow('sponsorship.keep')
  @Post()
  name(@Acting() actor: Actor, @Body() body: CreateSponsorshipIn): Promise<SponsorshipOut> {
    return this.sponsorships.name(actor, body);
  }

  /** Ends it; the history stays. */
  @Allow('sponsorship.keep')
  @Delete(':id')
  end(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Query() query: EndSponsorshipQuery): Promise<SponsorshipOut> {
    return this.sponsorships.end(actor, id, version, query.reason);
  }
}
