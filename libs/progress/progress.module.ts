import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { LogProgress } from './log-progress.js';
import { ProgressController } from './progress.controller.js';
import { ProgressList } from './progress.list.js';
import { ReportList } from './reports.list.js';
import { VouchForReports } from './vouch-for-reports.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule],
  providers: [LogProgress, ProgressList, ReportList, VouchForReports],
  controllers: [ProgressController],
})
export class ProgressModule {}
