import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';

const KINDS = ['provincial_union', 'territorial_union', 'department', 'pilot_unit'] as const;

export class OrganisationQuery extends PageQuery {
  @IsOptional() @Transform(toArray) @IsIn(KINDS, { each: true })
  kind?: string[];
}

export class AccountQuery extends PageQuery {}
