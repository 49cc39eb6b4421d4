import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { Calendar } from './calendar.service.js';

@Module({ providers: [Calendar], controllers: [CalendarController], exports: [Calendar] })
export class CalendarModule {}
