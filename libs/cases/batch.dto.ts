import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { IsDay } from '../kernel/index.js';
import { RegionRef } from '../units/index.js';

export class BatchOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  /** First and last day of applying; null is open. */
  appliesFrom!: string | null;
  appliesTo!: string | null;
  catalogueVersion!: number;
  version!: number;
}

export class BatchList {
  items!: BatchOut[];
}

export class QuotaIn {
  @IsString() @MaxLength(20)
  regionCode!: string;
  @IsInt() @Min(0) @Max(10_000)
  quota!: number;
}

const given = (field: string) => ValidateIf((body: Record<string, unknown>) => body[field] !== undefined);

export class UpdateBatchIn {
  @given('name') @IsString() @Length(1, 50)
  name?: string;
  @given('nameEn') @IsString() @Length(1, 50)
  nameEn?: string;
  @IsOptional() @IsDay()
  appliesFrom?: string | null;
  @IsOptional() @IsDay()
  appliesTo?: string | null;
  /** Version of the task catalogue that its cases take tasks from. */
  @given('catalogueVersion') @IsInt() @Min(1) @Max(10_000)
  catalogueVersion?: number;
  /** Quotas of the regions that are named; the others stay. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => QuotaIn)
  quotas?: QuotaIn[];
}

export class CreateBatchIn extends UpdateBatchIn {
  /** Letters and digits, such as `B4`. */
  @IsString() @MaxLength(20) @Matches(/^[A-Za-z0-9-]+$/)
  code!: string;
  @IsString() @Length(1, 50)
  declare name: string;
  @IsString() @Length(1, 50)
  declare nameEn: string;
}

/** Of one region. Null quota: no limit. */
export class QuotaOut {
  region!: RegionRef;
  quota!: number | null;
  /** Recommended by the city, and not turned down. */
  recommended!: number;
  designated!: number;
}

export class QuotaList {
  items!: QuotaOut[];
}
