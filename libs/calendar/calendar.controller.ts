import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, type Actor } from '../kernel/index.js';
import { WorkingDays, WorkingDaysQuery } from './calendar.dto.js';
import { Calendar } from './calendar.service.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarController {
  constructor(@Inject(Calendar) private readonly calendar: Calendar) {}

  @Allow(ANYONE)
  @Get('working-days')
  workingDays(@Acting() actor: Actor, @Query() query: WorkingDaysQuery): Promise<WorkingDays> {
    return this.calendar.workingDays(actor, query);
  }
}
