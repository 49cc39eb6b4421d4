import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { LedgersModule } from '../ledgers/index.js';
import { ExportEntriesController } from './export-entries.controller.js';
import { ExportEntries } from './export-entries.js';
import { ReportList } from './reports.list.js';
import { ReportsController } from './reports.controller.js';
import { VouchForReports } from './vouch-for-reports.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule, LedgersModule],
  providers: [ExportEntries, ReportList, VouchForReports],
  controllers: [ExportEntriesController, ReportsController],
})
export class ReportsModule {}
