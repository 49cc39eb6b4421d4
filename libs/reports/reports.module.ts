import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { CountAskedFields } from './asked-fields.js';
import { AttachToReport } from './attach-to-report.js';
import { BulkReportTransitions } from './bulk-report-transitions.js';
import { HandIn } from './hand-in.js';
import { RemarkOnReport } from './remark-on-report.js';
import { ReportChanges } from './report-changes.js';
import { ReportPageController } from './report-page.controller.js';
import { ReportPages } from './report-pages.js';
import { ReportList } from './reports.list.js';
import { ReportsController } from './reports.controller.js';
import { ReviewController } from './review.controller.js';
import { ReviewEntries } from './review-entries.list.js';
import { TransitionReport } from './transition-report.js';
import { VouchForReports } from './vouch-for-reports.js';
import { WriteCells } from './write-cells.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule],
  providers: [
    AttachToReport, BulkReportTransitions, CountAskedFields, HandIn, RemarkOnReport, ReportChanges, ReportList, ReportPages, ReviewEntries, TransitionReport, VouchForReports, WriteCells,
  ],
  controllers: [ReviewController, ReportPageController, ReportsController],
  exports: [ReportPages, WriteCells],
})
export class ReportsModule {}
