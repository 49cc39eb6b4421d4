import { Module } from '@nestjs/common';
import { ledgerController, LedgersModule } from '../ledgers/index.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyList } from './policies.list.js';
import { PolicyLedger } from './policy-ledger.js';
import { TaskLedger } from './task-ledger.js';
import { TasksController } from './tasks.controller.js';
import { Tasks } from './tasks.service.js';

@Module({
  imports: [LedgersModule],
  providers: [PolicyLedger, PolicyList, TaskLedger, Tasks],
  controllers: [ledgerController('task-categories', 'task.import'), ledgerController('policies', 'policy.import'), PoliciesController, TasksController],
})
export class TasksModule {}
