import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** What every list takes beside its filters. */
export class PageQuery {
  /** Rows a page, at most 200. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200)
  limit?: number;

  /** Where to go on: `nextCursor` of the page before. */
  @IsOptional() @IsString() @MaxLength(500)
  cursor?: string;
}
