import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { OpenCaseIn, UpdateCaseIn } from './application.dto.js';
import { CaseTransitionIn, DesignateIn, DesignationsOut } from './case-transition.dto.js';
import { CaseDetail, CasePage, CaseQuery } from './case.dto.js';
import { Cases } from './cases.service.js';
import { DesignateCases } from './designate-cases.js';
import { OpenCase } from './open-case.js';
import { TransitionCase } from './transition-case.js';

@ApiTags('pilot-cases')
@Controller('pilot-cases')
export class CasesController {
  constructor(
    @Inject(Cases) private readonly cases: Cases,
    @Inject(OpenCase) private readonly opening: OpenCase,
    @Inject(TransitionCase) private readonly transitions: TransitionCase,
    @Inject(DesignateCases) private readonly designations: DesignateCases,
  ) {}

  @Allow('case.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: CaseQuery): Promise<CasePage> {
    return this.cases.list(actor, query);
  }

  /** Opens a case as a draft: a unit for itself, a city or the office for a unit they see. */
  @Allow('case.apply')
  @Post()
  open(@Acting() actor: Actor, @Body() body: OpenCaseIn): Promise<CaseDetail> {
    return this.opening.open(actor, body);
  }

  /** One decision over many cases, with an answer for each; what is refused stays as it was. */
  @Allow('case.designate')
  @Sensitive()
  @HttpCode(200)
  @Post('designations')
  designate(@Acting() actor: Actor, @Body() body: DesignateIn): Promise<DesignationsOut> {
    return this.designations.designate(actor, body);
  }

  @Allow('case.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<CaseDetail> {
    return this.cases.detail(actor, id);
  }

  /** Fills in the draft; only what is named changes. */
  @Allow('case.apply')
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdateCaseIn): Promise<CaseDetail> {
    return this.opening.update(actor, id, version, body);
  }

  @Allow('case.act')
  @Sensitive({ action: ['designate', 'withdraw'] })
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: CaseTransitionIn): Promise<CaseDetail> {
    return this.transitions.take(actor, id, version, body);
  }
}
