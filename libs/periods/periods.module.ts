import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { KeepPeriods } from './keep-periods.js';
import { MovePeriods } from './move-periods.js';
import { OpenPeriods } from './open-periods.js';
import { PeriodLists } from './periods.list.js';
import { PeriodsController } from './periods.controller.js';

@Module({
  imports: [CalendarModule],
  providers: [KeepPeriods, MovePeriods, OpenPeriods, PeriodLists],
  controllers: [PeriodsController],
})
export class PeriodsModule {}
