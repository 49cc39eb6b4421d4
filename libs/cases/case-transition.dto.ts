import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../kernel/index.js';
import { codesOf } from '../units/index.js';

export class CaseTransitionIn {
  /** An action of the machine `pilot-case`; what it needs is in the machine's table. */
  @IsString() @MaxLength(40)
  action!: string;
  @IsOptional() @IsString() @MaxLength(2000)
  reason?: string;
  /** `return`: a reason per field of the application. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @IsOptional() @IsObject()
  fieldReasons?: Record<string, string>;
  /** Of the city, the province, or a sponsoring department. */
  @IsOptional() @IsString() @MaxLength(4000)
  opinion?: string;
  /** Own uploads that hang on nothing yet. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
  /** `recommend`: the city's order, 1 is first. */
  @IsOptional() @IsInt() @Min(1) @Max(10_000)
  rank?: number;
  /** `shortlist`: first day of the public notice; today unless said. */
  @IsOptional() @IsDay()
  publicityFrom?: string;
  /** `shortlist`: last day; the setting's working days after the first unless said. */
  @IsOptional() @IsDay()
  publicityTo?: string;
  /** 文号 */
  @IsOptional() @IsString() @MaxLength(100)
  docNo?: string;
  @IsOptional() @IsDay()
  designatedOn?: string;
  /** `designate`: where the decision differs from the application. */
  @IsOptional() @IsIn(codesOf('pilot_level'))
  level?: string;
  /** `designate`: where it is decided in another batch than it was applied for. */
  @IsOptional() @IsUUID()
  batchId?: string;
  /** `designate` beyond the region's quota. */
  @IsOptional() @IsString() @MaxLength(1000)
  quotaReason?: string;
  /** `improve`: what has to be mended. */
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(500, { each: true })
  improvements?: string[];
}

export class DesignateIn {
  @IsArray() @ArrayMaxSize(200) @IsUUID(undefined, { each: true })
  caseIds!: string[];
  /** 文号 */
  @IsString() @MaxLength(100)
  docNo!: string;
  @IsDay()
  designatedOn!: string;
  /** The batch of the decision; each case's own unless said. */
  @IsOptional() @IsUUID()
  batchId?: string;
  @IsOptional() @IsIn(codesOf('pilot_level'))
  level?: string;
  @IsOptional() @IsString() @MaxLength(4000)
  opinion?: string;
  @IsOptional() @IsString() @MaxLength(1000)
  quotaReason?: string;
}

export class RefusalOut {
  /** JSON pointer to what is missing or stands against it. */
  pointer!: string;
  code!: string;
  detail!: string;
}

export class DesignationOut {
  caseId!: string;
  /** Null for a case that is not there, or not the actor's to see. */
  caseNo!: string | null;
  /** `designated` or `refused` */
  outcome!: string;
  state!: string | null;
  errors!: RefusalOut[];
}

export class DesignationsOut {
  designated!: number;
  refused!: number;
  items!: DesignationOut[];
}
