import { Transform } from 'class-transformer';
import { IsOptional, IsUUID } from 'class-validator';
import { PickType } from '@nestjs/swagger';
import { toArray } from '../kernel/index.js';
import { EntryQuery } from '../reports/index.js';

export class EntryExportQuery extends PickType(EntryQuery, ['region', 'batch', 'task', 'department'] as const) {
  /** Ids of periods, any of; every period when not given. */
  @IsOptional() @Transform(toArray) @IsUUID(undefined, { each: true })
  period?: string[];
}
