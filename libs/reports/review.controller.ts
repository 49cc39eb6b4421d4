import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, type Actor } from '../kernel/index.js';
import { ReportRemarkOut } from './report-page.dto.js';
import { RemarkOnReport } from './remark-on-report.js';
import { CountAskedFields } from './asked-fields.js';
import { ReviewEntries } from './review-entries.list.js';
import { AskedFields, AskedQuery, EntryPage, EntryQuery, EntryRemarkIn } from './review.dto.js';

@ApiTags('progress')
@Controller()
export class ReviewController {
  constructor(
    @Inject(ReviewEntries) private readonly entries: ReviewEntries,
    @Inject(RemarkOnReport) private readonly remarks: RemarkOnReport,
    @Inject(CountAskedFields) private readonly asked: CountAskedFields,
  ) {}

  /** What units reported of tasks in a period; a department's own tasks across units. */
  @Allow('report.read')
  @Get('progress-reports/entries')
  list(@Acting() actor: Actor, @Query() query: EntryQuery): Promise<EntryPage> {
    return this.entries.list(actor, query);
  }

  @Allow('report.remark')
  @Post('progress-reports/entries/:id/remarks')
  remark(@Acting() actor: Actor, @RowId() id: string, @Body() body: EntryRemarkIn): Promise<ReportRemarkOut> {
    return this.remarks.onEntry(actor, id, body);
  }

  /** How many fields a unit was asked for in a year. */
  @Allow('report.read')
  @Get('pilot-units/:id/asked-fields')
  fields(@Acting() actor: Actor, @RowId() id: string, @Query() query: AskedQuery): Promise<AskedFields> {
    return this.asked.ofUnit(actor, id, query.year);
  }
}
