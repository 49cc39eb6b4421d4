import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { TaskCategoryList } from './task.dto.js';
import { Tasks } from './tasks.service.js';

@ApiTags('task-categories')
@Controller('task-categories')
export class TasksController {
  constructor(@Inject(Tasks) private readonly tasks: Tasks) {}

  @Allow('task.read')
  @Get()
  async list(@Acting() actor: Actor): Promise<TaskCategoryList> {
    return { items: await this.tasks.catalogue(actor) };
  }
}
