import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, RowId, type Actor } from '../kernel/index.js';
import { BatchList, CaseDetail, CasePage, CaseQuery } from './case.dto.js';
import { Cases } from './cases.service.js';

@ApiTags('pilot-cases')
@Controller()
export class CasesController {
  constructor(@Inject(Cases) private readonly cases: Cases) {}

  @Allow(ANYONE)
  @Get('batches')
  async batches(@Acting() actor: Actor): Promise<BatchList> {
    return { items: await this.cases.batches(actor) };
  }

  @Allow('case.read')
  @Get('pilot-cases')
  list(@Acting() actor: Actor, @Query() query: CaseQuery): Promise<CasePage> {
    return this.cases.list(actor, query);
  }

  @Allow('case.read')
  @Get('pilot-cases/:id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<CaseDetail> {
    return this.cases.detail(actor, id);
  }
}
