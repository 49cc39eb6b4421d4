import { Body, Controller, Get, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Acting, Allow, ANYONE, IfMatch, RowId, type Actor } from '../kernel/index.js';
import { BatchList, BatchOut, CreateBatchIn, QuotaList, UpdateBatchIn } from './batch.dto.js';
import { Batches } from './batches.js';

@ApiTags('batches')
@Controller('batches')
export class BatchesController {
  constructor(@Inject(Batches) private readonly batches: Batches) {}

  @Allow(ANYONE)
  @Get()
  async list(@Acting() actor: Actor): Promise<BatchList> {
    return { items: await this.batches.list(actor) };
  }

  @Allow('batch.keep')
  @Post()
  create(@Acting() actor: Actor, @Body() body: CreateBatchIn): Promise<BatchOut> {
    return this.batches.create(actor, body);
  }

  @Allow('batch.keep')
  @Patch(':id')
  update(@Acting() actor: Actor, @RowId() id: string, @IfMatch() version: number, @Body() body: UpdateBatchIn): Promise<BatchOut> {
    return this.batches.update(actor, id, version, body);
  }

  /** Quotas by region, and how many of each are used by cases in the reader's sight. */
  @Allow('case.papers')
  @Get(':id/quotas')
  quotas(@Acting() actor: Actor, @RowId() id: string): Promise<QuotaList> {
    return this.batches.quotas(actor, id);
  }
}
