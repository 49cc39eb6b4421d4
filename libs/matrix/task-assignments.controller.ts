import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, type Actor } from '../kernel/index.js';
import { CountTaskAssignments } from './count-task-assignments.js';
import { TaskAssignments } from './task-assignments.dto.js';

@ApiTags('task-categories')
@Controller('task-categories')
export class TaskAssignmentsController {
  constructor(@Inject(CountTaskAssignments) private readonly counting: CountTaskAssignments) {}

  /** Which assignments stand on a task, by light and region. */
  @Allow('assignment.read')
  @Get(':id/assignments')
  of(@Acting() actor: Actor, @RowId() id: string): Promise<TaskAssignments> {
    return this.counting.of(actor, id);
  }
}
