import { Transform } from 'class-transformer';
import { IsOptional, IsString } from 'class-validator';
import { IsDay, toArray } from '../kernel/index.js';

export class ProgressExportQuery {
  /** Region codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  /** Task codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  task?: string[];
  /** Entries about this day and later. */
  @IsOptional() @IsDay()
  from?: string;
  /** Entries about this day and earlier. */
  @IsOptional() @IsDay()
  to?: string;
}
