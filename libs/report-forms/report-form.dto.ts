import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID } from 'class-validator';
import { toArray } from '../kernel/index.js';

export class FormsQuery {
  @IsUUID('all')
  period!: string;
  /** Region codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  /** Batch codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
}
