import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, IfMatch, RowId, Sensitive, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { EvaluationBulkIn, EvaluationBulkOut, EvaluationDetail, EvaluationPage, EvaluationQuery, EvaluationTransitionIn, MarksIn, OpenedOut, OpenEvaluationsIn } from './evaluation.dto.js';
import { EvaluationDetails } from './evaluation-details.js';
import { EvaluationWorkbook } from './evaluation-workbook.js';
import { EvaluationList } from './evaluations.list.js';
import { EvaluationExportQuery } from './export-evaluations.dto.js';
import { ExportEvaluations } from './export-evaluations.js';
import { OpenEvaluations } from './open-evaluations.js';
import { TransitionEvaluation } from './transition-evaluation.js';
import { WriteMarks } from './write-marks.js';

@ApiTags('evaluations')
@Controller('evaluations')
export class EvaluationsController {
  constructor(
    @Inject(EvaluationList) private readonly evaluations: EvaluationList,
    @Inject(EvaluationDetails) private readonly details: EvaluationDetails,
    @Inject(OpenEvaluations) private readonly opening: OpenEvaluations,
    @Inject(WriteMarks) private readonly marks: WriteMarks,
    @Inject(TransitionEvaluation) private readonly transitions: TransitionEvaluation,
    @Inject(EvaluationWorkbook) private readonly workbooks: EvaluationWorkbook,
    @Inject(ExportEvaluations) private readonly exports: ExportEvaluations,
  ) {}

  /** In the order of years and case numbers; there is no order by score. */
  @Allow('evaluation.read')
  @Get()
  list(@Acting() actor: Actor, @Query() query: EvaluationQuery): Promise<EvaluationPage> {
    return this.evaluations.list(actor, query);
  }

  /** Opens a year's evaluation for the chosen cases that carry tasks. */
  @Allow('evaluation.keep')
  @HttpCode(200)
  @Post()
  open(@Acting() actor: Actor, @Body() body: OpenEvaluationsIn): Promise<OpenedOut> {
    return this.opening.open(actor, body);
  }

  /** Signs, reports or decides many, with an answer for each. */
  @Allow('evaluation.act')
  @Sensitive({ action: ['publish'] })
  @HttpCode(200)
  @Post('transitions')
  takeAll(@Acting() actor: Actor, @Body() body: EvaluationBulkIn): Promise<EvaluationBulkOut> {
    return this.transitions.takeAll(actor, body);
  }

  /** Grades by region and batch, and the rows. */
  @Allow('evaluation.summary')
  @DownloadsWorkbook()
  @Get('export')
  async export(@Acting() actor: Actor, @Query() query: EvaluationExportQuery): Promise<Download> {
    return toDownload(await this.exports.export(actor, query));
  }

  @Allow('evaluation.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<EvaluationDetail> {
    return this.details.detail(actor, id);
  }

  /** 评估表 of one unit. */
  @Allow('evaluation.read')
  @DownloadsWorkbook()
  @Get(':id/workbook')
  async workbook(@Acting() actor: Actor, @RowId() id: string): Promise<Download> {
    return toDownload(await this.workbooks.workbook(actor, id));
  }

  /** What the actor's side says of items, with its evidence. What is not named stays. */
  @Allow('evaluation.act')
  @Patch(':id/marks')
  mark(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: MarksIn): Promise<EvaluationDetail> {
    return this.marks.write(actor, id, version, body);
  }

  @Allow('evaluation.act')
  @Sensitive({ action: ['publish'] })
  @HttpCode(200)
  @Post(':id/transitions')
  transition(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: EvaluationTransitionIn): Promise<EvaluationDetail> {
    return this.transitions.take(actor, id, version, body);
  }
}
