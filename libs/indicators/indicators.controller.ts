import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { FigureQuery, IndicatorFigures, ValuePage, ValueQuery } from './figures.dto.js';
import { Figures } from './figures.js';
import { IndicatorCard } from './indicator-card.js';
import { IndicatorDetail, IndicatorList, IndicatorQuery, ProvincialFigureIn, TargetIn, UpdateIndicatorIn, UpdateTargetIn } from './indicators.dto.js';
import { Indicators } from './indicators.list.js';
import { KeepIndicators } from './keep-indicators.js';
import { ValueList } from './values.list.js';

@ApiTags('indicators')
@Controller()
export class IndicatorsController {
  constructor(
    @Inject(Indicators) private readonly indicators: Indicators,
    @Inject(IndicatorCard) private readonly cards: IndicatorCard,
    @Inject(Figures) private readonly rollUps: Figures,
    @Inject(ValueList) private readonly rows: ValueList,
    @Inject(KeepIndicators) private readonly keeping: KeepIndicators,
  ) {}

  /** Every indicator with its figure of a period: of the province, of the reader's city, of the tasks of its department, of its own unit. */
  @Allow('indicator.read')
  @Get('indicators')
  list(@Acting() actor: Actor, @Query() query: IndicatorQuery): Promise<IndicatorList> {
    return this.indicators.list(actor, query);
  }

  @Allow('indicator.read')
  @Get('indicators/:code')
  detail(@Acting() actor: Actor, @Param('code') code: string): Promise<IndicatorDetail> {
    return this.cards.card(actor, code);
  }

  @Allow('indicator.keep')
  @Patch('indicators/:code')
  update(@Acting() actor: Actor, @Param('code') code: string, @IfMatch() version: number, @Body() body: UpdateIndicatorIn): Promise<IndicatorDetail> {
    return this.keeping.update(actor, code, version, body);
  }

  /** An indicator over a period, or a span of periods of one type, line by line. How it is added up cannot be asked for: a stock and a ratio of stocks by the last period, what happened by all of them, a ratio by its numerators and denominators. */
  @Allow('indicator.read')
  @Get('indicators/:code/figures')
  figures(@Acting() actor: Actor, @Param('code') code: string, @Query() query: FigureQuery): Promise<IndicatorFigures> {
    return this.rollUps.figures(actor, code, query);
  }

  /** The rows behind a figure: its number `n` is their total. */
  @Allow('indicator.read')
  @Get('indicators/:code/values')
  values(@Acting() actor: Actor, @Param('code') code: string, @Query() query: ValueQuery): Promise<ValuePage> {
    return this.rows.list(actor, code, query);
  }

  @Allow('indicator.keep')
  @Post('indicators/:code/targets')
  setTarget(@Acting() actor: Actor, @Param('code') code: string, @Body() body: TargetIn): Promise<IndicatorDetail> {
    return this.keeping.setTarget(actor, code, body);
  }

  @Allow('indicator.keep')
  @Patch('indicator-targets/:id')
  changeTarget(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdateTargetIn): Promise<IndicatorDetail> {
    return this.keeping.changeTarget(actor, id, version, body);
  }

  @Allow('indicator.keep')
  @Post('indicators/:code/provincial-figures')
  addFigure(@Acting() actor: Actor, @Param('code') code: string, @Body() body: ProvincialFigureIn): Promise<IndicatorDetail> {
    return this.keeping.addFigure(actor, code, body);
  }

  @Allow('indicator.keep')
  @Patch('provincial-figures/:id')
  mendFigure(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: ProvincialFigureIn): Promise<IndicatorDetail> {
    return this.keeping.mendFigure(actor, id, version, body);
  }
}
