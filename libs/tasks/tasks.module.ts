import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { CatalogueHistory } from './catalogue-versions.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyList } from './policies.list.js';
import { PolicyLedger } from './policy-ledger.js';
import { TaskLedger } from './task-ledger.js';
import { TasksController } from './tasks.controller.js';
import { Tasks } from './tasks.service.js';
import { UpdatePolicy } from './update-policy.js';

@Module({
  imports: [FilesModule, LedgersModule],
  providers: [CatalogueHistory, PolicyLedger, PolicyList, TaskLedger, Tasks, UpdatePolicy],
  controllers: [ledgerController('task-categories', 'task.import'), ledgerController('policies', 'policy.import'), PoliciesController, TasksController],
})
export class TasksModule {}
