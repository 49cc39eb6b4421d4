import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, RowId, type Actor } from '../kernel/index.js';
import { DownloadsWorkbook, toDownload, type Download } from '../ledgers/index.js';
import { CatalogueHistory } from './catalogue-versions.js';
import { CatalogueQuery, CatalogueVersions, TaskCategoryDetail, TaskCategoryList } from './task.dto.js';
import { Tasks } from './tasks.service.js';

@ApiTags('task-categories')
@Controller('task-categories')
export class TasksController {
  constructor(
    @Inject(Tasks) private readonly tasks: Tasks,
    @Inject(CatalogueHistory) private readonly history: CatalogueHistory,
  ) {}

  @Allow('task.read')
  @Get()
  async list(@Acting() actor: Actor, @Query() query: CatalogueQuery): Promise<TaskCategoryList> {
    return { items: await this.tasks.catalogue(actor, query.catalogueVersion) };
  }

  /** A version of the catalogue in its ledger's columns. The newest, imported again, changes nothing but a sample catalogue, which becomes the office's own. */
  @Allow('task.read')
  @DownloadsWorkbook()
  @Get('export')
  export(@Acting() actor: Actor, @Query() query: CatalogueQuery): Download {
    return toDownload(this.tasks.export(actor, query.catalogueVersion));
  }

  /** The versions of the catalogue, what each changed of the one before, and which batches keep to it. */
  @Allow('task.read')
  @Get('versions')
  versions(@Acting() actor: Actor): Promise<CatalogueVersions> {
    return this.history.versions(actor);
  }

  @Allow('task.read')
  @Get(':id')
  detail(@Acting() actor: Actor, @RowId() id: string): Promise<TaskCategoryDetail> {
    return this.tasks.detail(actor, id);
  }
}
