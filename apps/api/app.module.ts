import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccountsModule } from '../../libs/accounts/index.js';
import { AssignmentsModule } from '../../libs/assignments/index.js';
import { AuditModule } from '../../libs/audit/index.js';
import { CalendarModule } from '../../libs/calendar/index.js';
import { CasesModule } from '../../libs/cases/index.js';
import { DiscussionModule } from '../../libs/discussion/index.js';
import { EvaluationModule } from '../../libs/evaluation/index.js';
import { FilesModule } from '../../libs/files/index.js';
import { IdentityModule } from '../../libs/identity/index.js';
import { InspectionsModule } from '../../libs/inspections/index.js';
import { LedgersModule } from '../../libs/ledgers/index.js';
import { KernelModule, type Environment } from '../../libs/kernel/index.js';
import { MatrixModule } from '../../libs/matrix/index.js';
import { NotifyModule } from '../../libs/notify/index.js';
import { ProgressModule } from '../../libs/progress/index.js';
import { IndicatorsModule } from '../../libs/indicators/index.js';
import { PeriodsModule } from '../../libs/periods/index.js';
import { ReportFormsModule } from '../../libs/report-forms/index.js';
import { ReportsModule } from '../../libs/reports/index.js';
import { SignInModule } from '../../libs/sign-in/index.js';
import { StatsModule } from '../../libs/stats/index.js';
import { SupervisionModule } from '../../libs/supervision/index.js';
import { TasksModule } from '../../libs/tasks/index.js';
import { UnitsModule } from '../../libs/units/index.js';
import { AccessGuard } from './access.guard.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { FoundationModule } from './foundation.module.js';
import { HealthController } from './health.controller.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import { RenewalInterceptor } from './renewal.interceptor.js';
import { Validation } from './validation.js';
import { VocabularyController } from './vocabulary.controller.js';

/** What every part needs: the environment and the database. Domain modules in the order of the import table. */
export const DOMAIN = [
  AuditModule,
  IdentityModule,
  SignInModule,
  CalendarModule,
  FilesModule,
  NotifyModule,
  LedgersModule,
  AccountsModule,
  UnitsModule,
  TasksModule,
  CasesModule,
  AssignmentsModule,
  MatrixModule,
  SupervisionModule,
  ProgressModule, PeriodsModule, ReportsModule, ReportFormsModule, IndicatorsModule, EvaluationModule,
  InspectionsModule,
  DiscussionModule,
  StatsModule,
];

@Module({})
export class AppModule {
  static for(environment: Environment, dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        FoundationModule.for(environment, dataSource),
        KernelModule,
        ...DOMAIN,
      ],
      controllers: [HealthController, VocabularyController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: Validation },
        { provide: APP_INTERCEPTOR, useClass: RenewalInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
      ],
    };
  }
}
