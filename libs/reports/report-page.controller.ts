import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { AttachToReport } from './attach-to-report.js';
import { BulkReportTransitions } from './bulk-report-transitions.js';
import { RemarkOnReport } from './remark-on-report.js';
import { AnswerRemarkIn, RemarkIn } from './remark.dto.js';
import { ReportChanges } from './report-changes.js';
import { ChangesQuery, LooksIn, LooksOut, ManyChangesQuery, ManyReportChanges, ReportChangesOut } from './report-changes.dto.js';
import { ReportFilesIn, ReportFilesOut } from './report-files.dto.js';
import { CaseReportSteps, ReportPageOut, ReportRemarkOut } from './report-page.dto.js';
import { ReportPages } from './report-pages.js';
import { ReportBulkIn, ReportBulkOut, ReportMoved, ReportTransitionIn } from './report-transition.dto.js';
import { TransitionReport } from './transition-report.js';
import { CellsWritten, WriteCellsIn } from './write-cells.dto.js';
import { WriteCells } from './write-cells.js';

@ApiTags('progress')
@Controller()
export class ReportPageController {
  constructor(
    @Inject(ReportPages) private readonly pages: ReportPages,
    @Inject(WriteCells) private readonly cells: WriteCells,
    @Inject(TransitionReport) private readonly transitions: TransitionReport,
    @Inject(BulkReportTransitions) private readonly bulk: BulkReportTransitions,
    @Inject(ReportChanges) private readonly changes: ReportChanges,
    @Inject(RemarkOnReport) private readonly remarks: RemarkOnReport,
    @Inject(AttachToReport) private readonly files: AttachToReport,
  ) {}

  /** What changed in each of many reports since the reader's last look. */
  @Allow('report.read')
  @Get('progress-reports/changes')
  manyChanges(@Acting() actor: Actor, @Query() { id }: ManyChangesQuery): Promise<ManyReportChanges> {
    return this.changes.many(actor, id);
  }

  /** Which submissions the reviewer had before the eyes. */
  @Allow('report.act')
  @HttpCode(200)
  @Post('progress-reports/looks')
  look(@Acting() actor: Actor, @Body() body: LooksIn): Promise<LooksOut> {
    return this.changes.look(actor, body);
  }

  /** One act on up to 200 reports, with an answer for each: those that may be taken are, the others say why not. */
  @Allow('report.act')
  @HttpCode(200)
  @Post('progress-reports/transitions')
  bulkTransition(@Acting() actor: Actor, @Body() body: ReportBulkIn): Promise<ReportBulkOut> {
    return this.bulk.take(actor, body);
  }

  /** What was done to a case's reports, for its timeline. */
  @Allow('report.read')
  @Get('pilot-cases/:id/report-steps')
  stepsOfCase(@Acting() actor: Actor, @RowId() id: string): Promise<CaseReportSteps> {
    return this.pages.stepsOfCase(actor, id);
  }

  @Allow('report.read')
  @Get('progress-reports/:id')
  page(@Acting() actor: Actor, @RowId() id: string): Promise<ReportPageOut> {
    return this.pages.page(actor, id);
  }

  /** Cells, each kept for itself if it still says what its editor had seen; the others say what they say now. */
  @Allow('report.write')
  @HttpCode(200)
  @Post('progress-reports/:id/cells')
  write(@Acting() actor: Actor, @RowId() id: string, @Body() body: WriteCellsIn): Promise<CellsWritten> {
    return this.cells.take(actor, id, body);
  }

  @Allow('report.act')
  @HttpCode(200)
  @Post('progress-reports/:id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: ReportTransitionIn): Promise<ReportMoved> {
    return this.transitions.take(actor, id, version, body);
  }

  /** What changed since a submission, or since the reader's last look. */
  @Allow('report.read')
  @Get('progress-reports/:id/changes')
  changed(@Acting() actor: Actor, @RowId() id: string, @Query() { since }: ChangesQuery): Promise<ReportChangesOut> {
    return this.changes.since(actor, id, since);
  }

  /** A correction beside the edition that it corrects. */
  @Allow('report.read')
  @Get('progress-reports/:id/comparison')
  comparison(@Acting() actor: Actor, @RowId() id: string): Promise<ReportChangesOut> {
    return this.changes.comparison(actor, id);
  }

  @Allow('report.write')
  @HttpCode(200)
  @Post('progress-reports/:id/files')
  attach(@Acting() actor: Actor, @RowId() id: string, @Body() body: ReportFilesIn): Promise<ReportFilesOut> {
    return this.files.attach(actor, id, body);
  }

  /** A word on one cell. */
  @Allow('report.remark')
  @Post('progress-reports/:id/remarks')
  remark(@Acting() actor: Actor, @RowId() id: string, @Body() body: RemarkIn): Promise<ReportRemarkOut> {
    return this.remarks.remark(actor, id, body);
  }

  /** The unit's answer to what it was asked. */
  @Allow('report.answer')
  @HttpCode(200)
  @Post('report-remarks/:id/answer')
  answer(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: AnswerRemarkIn): Promise<ReportRemarkOut> {
    return this.remarks.answer(actor, id, version, body);
  }
}
