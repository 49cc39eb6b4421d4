import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { UnitRef } from '../cases/index.js';
import { AttachmentOut } from '../files/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { RegionRef } from '../units/index.js';
import { NATURES, SEVERITIES } from './inspection.rules.js';

export class FindingQuery extends PageQuery {
  /** Region codes. */
  @IsOptional() @Transform(toArray) @IsString({ each: true }) @MaxLength(12, { each: true })
  region?: string[];

  @IsOptional() @Transform(toArray) @IsIn(SEVERITIES, { each: true })
  severity?: string[];

  @IsOptional() @Transform(toArray) @IsIn(NATURES, { each: true })
  nature?: string[];

  @IsOptional() @IsUUID()
  inspection?: string;

  @IsOptional() @IsUUID()
  visit?: string;

  @IsOptional() @IsUUID()
  pilotUnit?: string;
}

export class TaskRef {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class FindingOut {
  id!: string;
  no!: string;
  /** Null where the visit itself is out of sight: a department sees the finding on its task. */
  visitId!: string | null;
  unit!: UnitRef;
  region!: RegionRef;
  /** The checklist's item it was found under. */
  itemId!: string | null;
  nature!: string;
  severity!: string;
  facts!: string;
  basis!: string | null;
  task!: TaskRef | null;
  foundBy!: string;
  fedBackAt!: Date | null;
  attachments!: AttachmentOut[];
  version!: number;
  createdAt!: Date;
}

export class FindingPage {
  items!: FindingOut[];
  nextCursor!: string | null;
  total!: number;
}
