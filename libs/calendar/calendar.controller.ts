import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { readUpload, type MultipartRequest } from '../files/index.js';
import { Acting, Allow, ANYONE, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, type Download } from '../ledgers/index.js';
import { CalendarPreview, CalendarVersionList, CalendarYearQuery, LoadCalendarQuery, WorkingDays, WorkingDaysQuery } from './calendar.dto.js';
import { Calendar } from './calendar.service.js';
import { LoadYear } from './load-year.js';

const FILE = { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } };

@ApiTags('calendars')
@Controller('calendars')
export class CalendarController {
  constructor(
    @Inject(Calendar) private readonly calendar: Calendar,
    @Inject(LoadYear) private readonly years: LoadYear,
  ) {}

  @Allow(ANYONE)
  @Get()
  versions(@Acting() actor: Actor): Promise<CalendarVersionList> {
    return this.years.versions(actor);
  }

  @Allow(ANYONE)
  @Get('working-days')
  workingDays(@Acting() actor: Actor, @Query() query: WorkingDaysQuery): Promise<WorkingDays> {
    return this.calendar.workingDays(actor, query);
  }

  /** A year's holidays and days worked in lieu, in the columns that are taken in. */
  @Allow(ANYONE)
  @DownloadsWorkbook()
  @Get('file')
  file(@Acting() actor: Actor, @Query() { year }: CalendarYearQuery): Promise<Download> {
    return this.years.file(actor, year);
  }

  /** What loading a year's file (xlsx or csv: 日期, 类型 放假 or 补班, 名称) would change, down to each deadline. Nothing is written. */
  @Allow('calendar.load')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @Post('preview')
  async preview(@Acting() actor: Actor, @Query() { year }: CalendarYearQuery, @Req() request: MultipartRequest): Promise<CalendarPreview> {
    return this.years.preview(actor, year, await readUpload(request));
  }

  /** Loads what the preview showed as a new version; the old ones stay for the deadlines computed under them. */
  @Allow('calendar.load')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @Post()
  async load(@Acting() actor: Actor, @Query() query: LoadCalendarQuery, @Req() request: MultipartRequest): Promise<CalendarVersionList> {
    return this.years.load(actor, query, await readUpload(request));
  }
}
