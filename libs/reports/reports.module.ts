import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { ExportEntriesController } from './export-entries.controller.js';
import { ExportEntries } from './export-entries.js';
import { AttachToReport } from './attach-to-report.js';
import { BulkReportTransitions } from './bulk-report-transitions.js';
import { HandIn } from './hand-in.js';
import { KeepPeriods } from './keep-periods.js';
import { MovePeriods } from './move-periods.js';
import { OpenPeriods } from './open-periods.js';
import { PeriodLists } from './periods.list.js';
import { PeriodsController } from './periods.controller.js';
import { CountAskedFields } from './asked-fields.js';
import { ReviewController } from './review.controller.js';
import { ReviewEntries } from './review-entries.list.js';
import { RemarkOnReport } from './remark-on-report.js';
import { ReportChanges } from './report-changes.js';
import { ReportPageController } from './report-page.controller.js';
import { ReportPages } from './report-pages.js';
import { ReportFormController } from './report-form.controller.js';
import { ReportForms } from './report-form.js';
import { ReportLedger } from './report-ledger.js';
import { ReportList } from './reports.list.js';
import { ReportsController } from './reports.controller.js';
import { TransitionReport } from './transition-report.js';
import { VouchForReports } from './vouch-for-reports.js';
import { WriteCells } from './write-cells.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule, LedgersModule],
  providers: [
    AttachToReport, BulkReportTransitions, CountAskedFields, ExportEntries, HandIn, KeepPeriods, MovePeriods, OpenPeriods, PeriodLists, RemarkOnReport, ReportChanges, ReportForms, ReportLedger, ReportList, ReportPages,
    ReviewEntries, TransitionReport, VouchForReports, WriteCells,
  ],
  // before the one that takes any id
  controllers: [ExportEntriesController, ledgerController('progress-reports', 'report.write'), ReportFormController, PeriodsController, ReviewController, ReportPageController, ReportsController],
  exports: [ReportPages, WriteCells],
})
export class ReportsModule {}
