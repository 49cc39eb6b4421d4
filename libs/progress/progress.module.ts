import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { ExportProgress } from './export-progress.js';
import { ProgressExportController } from './progress-export.controller.js';
import { ProgressLedger } from './progress-ledger.js';
import { LogProgress } from './log-progress.js';
import { ProgressController } from './progress.controller.js';
import { ProgressList } from './progress.list.js';

@Module({
  imports: [CalendarModule, CasesModule, FilesModule, LedgersModule],
  providers: [ExportProgress, LogProgress, ProgressLedger, ProgressList],
  controllers: [ledgerController('progress-updates', 'progress.import'), ProgressController, ProgressExportController],
})
export class ProgressModule {}
