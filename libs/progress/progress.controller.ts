import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { LogProgress } from './log-progress.js';
import { AssignmentsWithLatest, LogProgressIn, ProgressLogged, ProgressUpdatePage, ProgressUpdateQuery } from './progress.dto.js';
import { ProgressList } from './progress.list.js';

@ApiTags('progress')
@Controller()
export class ProgressController {
  constructor(
    @Inject(LogProgress) private readonly logging: LogProgress,
    @Inject(ProgressList) private readonly progress: ProgressList,
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
}
