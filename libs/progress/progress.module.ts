import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { FilesModule } from '../files/index.js';
import { LogProgress } from './log-progress.js';
import { ProgressController } from './progress.controller.js';
import { ProgressList } from './progress.list.js';
import { ReportList } from './reports.list.js';

@Module({
  imports: [CalendarModule, FilesModule],
  providers: [LogProgress, ProgressList, ReportList],
  controllers: [ProgressController],
})
export class ProgressModule {}
