import { Module } from '@nestjs/common';
import { OverviewStats } from './overview.js';
import { StatsController } from './stats.controller.js';
import { TaskStatistics } from './task-stats.js';
import { TodoList } from './todos.js';

@Module({ providers: [OverviewStats, TaskStatistics, TodoList], controllers: [StatsController] })
export class StatsModule {}
