import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { ExportProgress } from './export-progress.js';
import { ProgressExportQuery } from './progress-export.dto.js';

@ApiTags('progress')
@Controller('progress-updates')
export class ProgressExportController {
  constructor(@Inject(ExportProgress) private readonly progress: ExportProgress) {}

  /** The log of progress in sight, in the ledger's columns; imported again it changes nothing. */
  @Allow('progress.read')
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor, @Query() query: ProgressExportQuery): Download {
    return toDownload(this.progress.export(actor, query));
  }
}
