import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { Calendar } from './calendar.service.js';
import { DeadlineKeepers } from './deadline-keepers.js';
import { LoadYear } from './load-year.js';

@Module({ providers: [Calendar, DeadlineKeepers, LoadYear], controllers: [CalendarController], exports: [Calendar, DeadlineKeepers] })
export class CalendarModule {}
