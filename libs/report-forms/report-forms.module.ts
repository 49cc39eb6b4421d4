import { Module } from '@nestjs/common';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { ReportsModule } from '../reports/index.js';
import { ExportEntriesController } from './export-entries.controller.js';
import { ExportEntries } from './export-entries.js';
import { ReportFormController } from './report-form.controller.js';
import { ReportForms } from './report-form.js';
import { ReportLedger } from './report-ledger.js';

@Module({
  imports: [LedgersModule, ReportsModule],
  providers: [ExportEntries, ReportForms, ReportLedger],
  controllers: [ExportEntriesController, ledgerController('progress-reports', 'report.write'), ReportFormController],
})
export class ReportFormsModule {}
