import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { LogProgress } from './log-progress.js';
import {
  AssignmentsWithLatest, LogProgressIn, PeriodList, ProgressLogged, ProgressUpdatePage, ProgressUpdateQuery, ReportPage, ReportQuery,
} from './progress.dto.js';
import { ProgressList } from './progress.list.js';
import { ReportList } from './reports.list.js';

@ApiTags('progress')
@Controller()
export class ProgressController {
  constructor(
    @Inject(LogProgress) private readonly logging: LogProgress,
    @Inject(ProgressList) private readonly progress: ProgressList,
    @Inject(ReportList) private readonly reports: ReportList,
  ) {}

  @Allow('progress.log')
  @Post('assignments/:id/progress-updates')
  log(@Acting() actor: Actor, @RowId() id: string, @IfMatch(false) version: number | undefined, @Body() body: LogProgressIn): Promise<ProgressLogged> {
    return this.logging.log(actor, id, version, body);
  }

  @Allow('progress.read')
  @Get('assignments/:id/progress-updates')
  ofAssignment(@Acting() actor: Actor, @RowId() id: string, @Query() query: ProgressUpdateQuery): Promise<ProgressUpdatePage> {
    return this.progress.ofAssignment(actor, id, query);
  }

  @Allow('progress.read')
  @Get('pilot-cases/:id/assignments')
  ofCase(@Acting() actor: Actor, @RowId() id: string): Promise<AssignmentsWithLatest> {
    return this.progress.latest(actor, 'case', id);
  }

  @Allow('progress.read')
  @Get('pilot-units/:id/assignments')
  ofUnit(@Acting() actor: Actor, @RowId() id: string): Promise<AssignmentsWithLatest> {
    return this.progress.latest(actor, 'unit', id);
  }

  @Allow('report.read')
  @Get('reporting-periods')
  async periods(@Acting() actor: Actor): Promise<PeriodList> {
    return { items: await this.reports.periods(actor) };
  }

  @Allow('report.read')
  @Get('progress-reports')
  list(@Acting() actor: Actor, @Query() query: ReportQuery): Promise<ReportPage> {
    return this.reports.list(actor, query);
  }
}
