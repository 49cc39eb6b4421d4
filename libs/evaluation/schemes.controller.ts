import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, type Actor } from '../kernel/index.js';
import { SchemeChangeIn, SchemeCopyIn, SchemeDetail, SchemeList, SchemeQuery } from './scheme.dto.js';
import { Schemes } from './schemes.js';

@ApiTags('evaluations')
@Controller('evaluation-schemes')
export class SchemesController {
  constructor(@Inject(Schemes) private readonly schemes: Schemes) {}

  /** The newest edition of each year. */
  @Allow('evaluation.read')
  @Get()
  list(@Acting() actor: Actor): Promise<SchemeList> {
    return this.schemes.list(actor);
  }

  /** Takes over another year's scheme for a year that has none. */
  @Allow('evaluation.keep')
  @Post()
  copy(@Acting() actor: Actor, @Body() body: SchemeCopyIn): Promise<SchemeDetail> {
    return this.schemes.copy(actor, body);
  }

  @Allow('evaluation.read')
  @Get(':year')
  detail(@Acting() actor: Actor, @Param('year') year: string, @Query() query: SchemeQuery): Promise<SchemeDetail> {
    return this.schemes.detail(actor, year, query);
  }

  /** The next edition, until the year's first evaluation is opened. */
  @Allow('evaluation.keep')
  @Patch(':year')
  change(@Acting() actor: Actor, @Param('year') year: string, @IfMatch() version: number, @Body() body: SchemeChangeIn): Promise<SchemeDetail> {
    return this.schemes.change(actor, year, version, body);
  }
}
