import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { LedgersModule } from '../ledgers/index.js';
import { KeepPeriods } from './keep-periods.js';
import { MovePeriods } from './move-periods.js';
import { OpenPeriods } from './open-periods.js';
import { PeriodLists } from './periods.list.js';
import { PeriodsController } from './periods.controller.js';
import { ReportList } from './reports.list.js';
import { ReportsController } from './reports.controller.js';
import { VouchForReports } from './vouch-for-reports.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule, LedgersModule],
  providers: [KeepPeriods, MovePeriods, OpenPeriods, PeriodLists, ReportList, VouchForReports],
  controllers: [PeriodsController, ReportsController],
})
export class ReportsModule {}
