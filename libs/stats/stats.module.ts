import { Module } from '@nestjs/common';
import { OverviewStats } from './overview.js';
import { ReportingRatesBy } from './reporting-rates.js';
import { StatsController } from './stats.controller.js';
import { TaskStatistics } from './task-stats.js';
import { TodoList } from './todos.js';
import { UnitStats } from './unit-stats.js';

@Module({ providers: [OverviewStats, ReportingRatesBy, TaskStatistics, TodoList, UnitStats], controllers: [StatsController] })
export class StatsModule {}
