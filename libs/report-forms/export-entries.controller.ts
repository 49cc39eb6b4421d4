import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { EntryExportQuery } from './export-entries.dto.js';
import { ExportEntries } from './export-entries.js';

@ApiTags('progress')
@Controller('progress-reports/entries')
export class ExportEntriesController {
  constructor(@Inject(ExportEntries) private readonly entries: ExportEntries) {}

  /** What the reports say of each task, a row per entry, as the reader may see it. */
  @Allow('report.read')
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor, @Query() query: EntryExportQuery): Download {
    return toDownload(this.entries.export(actor, query));
  }
}
