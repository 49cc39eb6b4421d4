import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { KeepPeriods } from './keep-periods.js';
import { OpenPeriods } from './open-periods.js';
import { CreatePeriodIn, PeriodDetail, PeriodList, RollPage, RollQuery, UpdatePeriodIn } from './period.dto.js';
import { PeriodLists } from './periods.list.js';

@ApiTags('progress')
@Controller('reporting-periods')
export class PeriodsController {
  constructor(
    @Inject(PeriodLists) private readonly periods: PeriodLists,
    @Inject(KeepPeriods) private readonly keeping: KeepPeriods,
    @Inject(OpenPeriods) private readonly opening: OpenPeriods,
  ) {}

  @Allow('report.read')
  @Get()
  async all(@Acting() actor: Actor): Promise<PeriodList> {
    return { items: await this.periods.all(actor) };
  }

  @Allow('period.keep')
  @Post()
  create(@Acting() actor: Actor, @Body() body: CreatePeriodIn): Promise<PeriodDetail> {
    return this.keeping.create(actor, body);
  }

  @Allow('report.read')
  @Get(':id')
  one(@Acting() actor: Actor, @RowId() id: string): Promise<PeriodDetail> {
    return this.periods.one(actor, id);
  }

  @Allow('period.keep')
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdatePeriodIn): Promise<PeriodDetail> {
    return this.keeping.update(actor, id, version, body);
  }

  /** Opens it before its day: from now on it is filled in, by whoever is a pilot now. */
  @Allow('period.keep')
  @HttpCode(200)
  @Post(':id/open')
  open(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number): Promise<PeriodDetail> {
    return this.opening.open(actor, id, version);
  }

  /** Who is expected and why somebody is not; before it opens, as it would be today. */
  @Allow('report.read')
  @Get(':id/roll')
  roll(@Acting() actor: Actor, @RowId() id: string, @Query() query: RollQuery): Promise<RollPage> {
    return this.periods.roll(actor, id, query);
  }
}
