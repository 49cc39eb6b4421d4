import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, type Actor } from '../kernel/index.js';
import { OverviewStats } from './overview.js';
import { RatesQuery, RatesTable } from './reporting-rates.dto.js';
import { ReportingRatesBy } from './reporting-rates.js';
import { DepartmentStats, Overview, OverviewQuery, TaskStats, Todos } from './stats.dto.js';
import { TaskStatistics } from './task-stats.js';
import { UnitStatistics, UnitStatsQuery } from './unit-stats.dto.js';
import { UnitStats } from './unit-stats.js';
import { TodoList } from './todos.js';

@ApiTags('stats')
@Controller()
export class StatsController {
  constructor(
    @Inject(OverviewStats) private readonly province: OverviewStats,
    @Inject(TaskStatistics) private readonly tasks: TaskStatistics,
    @Inject(UnitStats) private readonly units: UnitStats,
    @Inject(ReportingRatesBy) private readonly rates: ReportingRatesBy,
    @Inject(TodoList) private readonly todoList: TodoList,
  ) {}

  @Allow('stats.view')
  @Get('stats/overview')
  overview(@Acting() actor: Actor, @Query() query: OverviewQuery): Promise<Overview> {
    return this.province.overview(actor, query);
  }

  /** The five rates line by line: by period, region, sponsoring department or batch, and never by unit. Each number is the total of `/progress-reports` with the line's filter. */
  @Allow('stats.view')
  @Get('stats/reporting-rates')
  reportingRates(@Acting() actor: Actor, @Query() query: RatesQuery): Promise<RatesTable> {
    return this.rates.rates(actor, query);
  }

  @Allow('stats.view')
  @Get('stats/units')
  byUnit(@Acting() actor: Actor, @Query() query: UnitStatsQuery): Promise<UnitStatistics> {
    return this.units.count(actor, query);
  }

  @Allow('stats.view')
  @Get('stats/tasks')
  byTask(@Acting() actor: Actor): Promise<TaskStats> {
    return this.tasks.byTask(actor);
  }

  @Allow('stats.view')
  @Get('stats/departments')
  byDepartment(@Acting() actor: Actor): Promise<DepartmentStats> {
    return this.tasks.byDepartment(actor);
  }

  @Allow(ANYONE)
  @Get('todos')
  todos(@Acting() actor: Actor): Promise<Todos> {
    return this.todoList.todos(actor);
  }
}
