import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
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

  /** The catalogue in its ledger's columns; imported again it changes nothing but a sample catalogue, which becomes the office's own. */
  @Allow('task.read')
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor): Download {
    return toDownload(this.tasks.export(actor));
  }
}
