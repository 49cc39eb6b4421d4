import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { FormsQuery } from './report-form.dto.js';
import { ReportForms } from './report-form.js';

@ApiTags('progress')
@Controller('progress-reports')
export class ReportFormController {
  constructor(@Inject(ReportForms) private readonly forms: ReportForms) {}

  /** Forms of the reports that are not handed in, in one workbook, to be filled in offline and imported. */
  @Allow('report.write')
  @DownloadsWorkbook()
  @Get('forms')
  async many(@Acting() actor: Actor, @Query() query: FormsQuery): Promise<Download> {
    return toDownload(await this.forms.many(actor, query));
  }

  /** One report as a form, prefilled. */
  @Allow('report.write')
  @DownloadsWorkbook()
  @Get(':id/form')
  async one(@Acting() actor: Actor, @RowId() id: string): Promise<Download> {
    return toDownload(await this.forms.one(actor, id));
  }
}
