import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';

const KINDS = ['provincial_union', 'territorial_union', 'department', 'pilot_unit'] as const;

export class OrganisationQuery extends PageQuery {
  @IsOptional() @Transform(toArray) @IsIn(KINDS, { each: true })
  kind?: string[];

  /** By name or code. */
  @IsOptional() @IsString() @MaxLength(60)
  q?: string;

  /** Those in use, or those closed. */
  @IsOptional() @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean()
  open?: boolean;
}
