import { Module } from '@nestjs/common';
import { TasksController } from './tasks.controller.js';
import { Tasks } from './tasks.service.js';

@Module({ providers: [Tasks], controllers: [TasksController] })
export class TasksModule {}
