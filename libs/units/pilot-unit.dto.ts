import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsDay, PageQuery, toArray } from '../kernel/index.js';
import { UnitRef } from './unit-history.dto.js';
import { codesOf, type Vocabulary } from './vocabularies.js';

export const UNIT_SORTS = ['name', '-name', 'employees', '-employees', 'updatedAt', '-updatedAt'] as const;

export const UNIT_STATUSES = ['active', 'merged', 'closed'] as const;
/** Beside a list's own words: the units of which it is not known. */
export const NOT_KNOWN = 'none';
const orNone = (list: Vocabulary) => [...codesOf(list), NOT_KNOWN];

export class PilotUnitQuery extends PageQuery {
  /** Chinese substring, pinyin, initials, or credit code. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  /** Region codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  region?: string[];
  /** Batch codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  batch?: string[];
  @IsOptional() @Transform(toArray) @IsIn(orNone('pilot_level'), { each: true })
  level?: string[];
  @IsOptional() @Transform(toArray) @IsIn(orNone('ownership'), { each: true })
  ownership?: string[];
  @IsOptional() @Transform(toArray) @IsIn(orNone('size'), { each: true })
  size?: string[];
  @IsOptional() @Transform(toArray) @IsIn(orNone('sector_track'), { each: true })
  track?: string[];
  @IsOptional() @Transform(toArray) @IsIn(orNone('industry_section'), { each: true })
  industry?: string[];
  /** `active` unless it says otherwise: those that went up in another are not counted. */
  @IsOptional() @Transform(toArray) @IsIn(UNIT_STATUSES, { each: true })
  status?: string[];
  /** The units that belong to this one. */
  @IsOptional() @IsUUID()
  parent?: string;
  /** The register as it was on that day, as far as it is known today. */
  @IsOptional() @IsDay()
  asOf?: string;
  @IsOptional() @IsIn(UNIT_SORTS)
  sort?: (typeof UNIT_SORTS)[number];
}

export class AsOfQuery {
  /** As it was on that day, as far as it is known today. */
  @IsOptional() @IsDay()
  asOf?: string;
}

/** The facts of a unit that both entering and changing it take. */
class UnitFactsIn {
  @IsOptional() @IsIn(codesOf('ownership'))
  ownership?: string;
  @IsOptional() @IsIn(codesOf('size'))
  size?: string;
  @IsOptional() @IsIn(codesOf('industry_section'))
  industrySection?: string;
  @IsOptional() @IsIn(codesOf('sector_track'))
  sectorTrack?: string;
  @IsOptional() @IsIn(codesOf('sub_sector'))
  subSector?: string;
  /** 职工人数, persons. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(10_000_000)
  employees?: number;
  /** 产业工人数, persons; not more than `employees`. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(10_000_000)
  industrialWorkers?: number;
  @IsOptional() @IsString() @MaxLength(50)
  liaisonName?: string;
  @IsOptional() @IsString() @MaxLength(50)
  liaisonPhone?: string;
  @IsOptional() @IsString() @MaxLength(2000)
  remark?: string;
}

/** What can be changed of a unit. Code and region have effective dates and come with their own acts. */
export class UpdatePilotUnitIn extends UnitFactsIn {
  /** 上级单位, of the register; null for none. */
  @IsOptional() @IsUUID()
  parentId?: string | null;
  /** 省直报: its reports go to the province and pass the city by. The province alone sets it. */
  @ValidateIf((unit: UpdatePilotUnitIn) => unit.reportsDirectly !== undefined) @IsBoolean()
  reportsDirectly?: boolean;
  @ValidateIf((unit: UpdatePilotUnitIn) => unit.name !== undefined) @IsString() @Length(2, 100)
  name?: string;
}

export class CreatePilotUnitIn extends UnitFactsIn {
  @IsString() @Length(2, 100)
  name!: string;
  /** 统一社会信用代码, GB 32100-2015. */
  @IsString() @MaxLength(40)
  uscc!: string;
  /** Needed when the code fails its checksum. */
  @IsOptional() @IsString() @Length(2, 500)
  usccReason?: string;
  @IsString() @MaxLength(20)
  regionCode!: string;
  @IsIn(codesOf('unit_kind'))
  unitKind!: string;
}

export class RegionRef {
  id!: string;
  code!: string;
  name!: string;
}

export class UnitCaseRef {
  id!: string;
  caseNo!: string;
  batch!: string;
  level!: string;
  state!: string;
}

export class PilotUnitRow {
  id!: string;
  name!: string;
  uscc!: string;
  region!: RegionRef;
  unitKind!: string;
  ownership!: string | null;
  size!: string | null;
  sectorTrack!: string | null;
  employees!: number | null;
  industrialWorkers!: number | null;
  status!: string;
  cases!: UnitCaseRef[];
  version!: number;
}

export class PilotUnitPage {
  items!: PilotUnitRow[];
  nextCursor!: string | null;
  total!: number;
}

export class PilotUnitDetail extends PilotUnitRow {
  usccReason!: string | null;
  industrySection!: string | null;
  subSector!: string | null;
  liaisonName!: string | null;
  liaisonPhone!: string | null;
  remark!: string | null;
  reportsDirectly!: boolean;
  isSample!: boolean;
  /** The unit it went up in. */
  mergedInto!: UnitRef | null;
  /** The unit it belongs to, where the reader sees that one. */
  parent!: UnitRef | null;
  subsidiaries!: UnitRef[];
  createdAt!: Date;
  updatedAt!: Date;
  /** What this actor may do to this row now: `update`, `identity`, `merge`, `split`. */
  abilities!: string[];
}
