import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { EvaluationDetails } from './evaluation-details.js';
import { EvaluationWorkbook } from './evaluation-workbook.js';
import { EvaluationsController } from './evaluations.controller.js';
import { EvaluationList } from './evaluations.list.js';
import { ExportEvaluations } from './export-evaluations.js';
import { OpenEvaluations } from './open-evaluations.js';
import { SchemesController } from './schemes.controller.js';
import { Schemes } from './schemes.js';
import { TransitionEvaluation } from './transition-evaluation.js';
import { VouchForEvaluation } from './vouch-for-evaluation.js';
import { WriteMarks } from './write-marks.js';

@Module({
  imports: [CasesModule, FilesModule],
  providers: [EvaluationDetails, EvaluationList, EvaluationWorkbook, ExportEvaluations, OpenEvaluations, Schemes, TransitionEvaluation, VouchForEvaluation, WriteMarks],
  controllers: [EvaluationsController, SchemesController],
  exports: [OpenEvaluations, TransitionEvaluation, WriteMarks],
})
export class EvaluationModule {}
