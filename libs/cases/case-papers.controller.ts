import { Body, Controller, Get, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { ApplicationOut } from './application.dto.js';
import { AnswerObjectionIn, ObjectIn, ObjectionList, ObjectionOut } from './objection.dto.js';
import { Objections } from './objections.js';
import { CasePapers } from './papers.js';
import { PlanOut, UpdatePlanIn } from './plan.dto.js';

@ApiTags('pilot-cases')
@Controller()
export class CasePapersController {
  constructor(
    @Inject(CasePapers) private readonly papers: CasePapers,
    @Inject(Objections) private readonly objections: Objections,
  ) {}

  /** 申报表: what was filled in, what is missing, and what the last return said of which field. */
  @Allow('case.papers')
  @Get('pilot-cases/:id/application')
  application(@Acting() actor: Actor, @RowId() id: string): Promise<ApplicationOut> {
    return this.papers.application(actor, id);
  }

  /** 试点方案, with who of the sponsors has confirmed it. */
  @Allow('case.papers')
  @Get('pilot-cases/:id/plan')
  plan(@Acting() actor: Actor, @RowId() id: string): Promise<PlanOut> {
    return this.papers.plan(actor, id);
  }

  @Allow('case.apply')
  @Patch('pilot-cases/:id/plan')
  writePlan(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdatePlanIn): Promise<PlanOut> {
    return this.papers.writePlan(actor, id, version, body);
  }

  @Allow('case.object')
  @Get('pilot-cases/:id/objections')
  listObjections(@Acting() actor: Actor, @RowId() id: string): Promise<ObjectionList> {
    return this.objections.list(actor, id);
  }

  /** Records an objection to a case that is posted. */
  @Allow('case.object')
  @Post('pilot-cases/:id/objections')
  object(@Acting() actor: Actor, @RowId() id: string, @Body() body: ObjectIn): Promise<ObjectionOut> {
    return this.objections.record(actor, id, body);
  }

  /** What came of an objection; the province's to say. */
  @Allow('case.object')
  @Patch('case-objections/:id')
  answer(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: AnswerObjectionIn): Promise<ObjectionOut> {
    return this.objections.answer(actor, id, version, body);
  }
}
