import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID } from 'class-validator';
import { toArray } from '../kernel/index.js';

export class EntryExportQuery {
  /** Ids of periods, any of; every period when not given. */
  @IsOptional() @Transform(toArray) @IsUUID(undefined, { each: true })
  period?: string[];
  /** Region codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  /** Task codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  task?: string[];
  /** Codes of leading departments, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  department?: string[];
}
