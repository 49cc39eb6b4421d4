import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { ReportPage, ReportQuery } from './report.dto.js';
import { ReportList } from './reports.list.js';

@ApiTags('progress')
@Controller()
export class ReportsController {
  constructor(@Inject(ReportList) private readonly reports: ReportList) {}

  @Allow('report.read')
  @Get('progress-reports')
  list(@Acting() actor: Actor, @Query() query: ReportQuery): Promise<ReportPage> {
    return this.reports.list(actor, query);
  }
}
