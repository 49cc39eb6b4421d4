import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { DEDUCTIONS, type DeductionCode } from './scheme.rules.js';

const CODE = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

class NamedPart {
  @Matches(CODE)
  code!: string;
  @IsString() @Length(1, 100)
  name!: string;
  @IsString() @Length(1, 100)
  nameEn!: string;
}

/** A second-level indicator. */
export class SchemeItemDto extends NamedPart {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(1000)
  points!: number;
  /** 评分标准 */
  @IsString() @Length(1, 1000)
  criteria!: string;
  /** Code of the indicator that measures it; null where people judge. */
  @ValidateIf((_, value) => value !== null) @IsString() @MaxLength(60)
  indicator!: string | null;
  /** Target for every unit, a decimal of at most four places; null where each names its own. */
  @ValidateIf((_, value) => value !== null) @IsString() @MaxLength(20)
  target!: string | null;
  /** Whether a file has to stand behind it. */
  @IsBoolean()
  evidence!: boolean;
}

/** A first-level indicator. */
export class SchemeLevelDto extends NamedPart {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => SchemeItemDto)
  items!: SchemeItemDto[];
}

export class SchemeBonusItemDto extends NamedPart {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(1000)
  points!: number;
}

export class SchemeBonusDto {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(1000)
  max!: number;
  @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => SchemeBonusItemDto)
  items!: SchemeBonusItemDto[];
}

export class SchemeVetoDto extends NamedPart {}

export class SchemeDeductionDto {
  @IsIn(DEDUCTIONS)
  code!: DeductionCode;
  @IsString() @Length(1, 100)
  name!: string;
  @IsString() @Length(1, 100)
  nameEn!: string;
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(1000)
  points!: number;
  /** So many are let pass. */
  @IsInt() @Min(0) @Max(1000)
  beyond!: number;
  /** For each one beyond; otherwise once. */
  @IsBoolean()
  each!: boolean;
}

export class SchemeGradeDto extends NamedPart {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(1000)
  min!: number;
}

export class SchemeDto {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(1) @Max(900)
  total!: number;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => SchemeLevelDto)
  levels!: SchemeLevelDto[];
  @ValidateNested() @Type(() => SchemeBonusDto)
  bonus!: SchemeBonusDto;
  @IsArray() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => SchemeVetoDto)
  veto!: SchemeVetoDto[];
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => SchemeDeductionDto)
  deductions!: SchemeDeductionDto[];
  /** By their least score, falling; the last begins at nothing. */
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => SchemeGradeDto)
  grades!: SchemeGradeDto[];
  /** What points without a file come to: nothing, or a refusal to hand in. */
  @IsIn(['zero', 'refused'])
  noEvidence!: 'zero' | 'refused';
}

export class SchemeChangeIn {
  @ValidateNested() @Type(() => SchemeDto)
  content!: SchemeDto;
  /** The office's paper that says so. */
  @IsString() @Length(2, 500)
  source!: string;
}

export class SchemeCopyIn {
  @IsInt() @Min(2000) @Max(2100)
  year!: number;
  /** The year whose newest edition is taken over. */
  @IsInt() @Min(2000) @Max(2100)
  from!: number;
}

export class SchemeRow {
  id!: string;
  year!: number;
  /** The edition, which a change names in `If-Match`. */
  version!: number;
  /** A sample, until the office makes it its own. */
  illustrative!: boolean;
  source!: string;
  author!: string;
  createdAt!: Date;
  /** How many evaluations go by it; from the first on it is not changed. */
  evaluations!: number;
}

export class SchemeList {
  items!: SchemeRow[];
}

export class SchemeEditionOut {
  version!: number;
  source!: string;
  author!: string;
  createdAt!: Date;
}

export class SchemeIndicator {
  code!: string;
  name!: string;
  nameEn!: string;
  unit!: string;
}

export class SchemeDetail extends SchemeRow {
  content!: SchemeDto;
  /** Those that its items are measured by. */
  indicators!: SchemeIndicator[];
  /** Newest first. */
  editions!: SchemeEditionOut[];
  abilities!: string[];
}

export class SchemeQuery {
  /** An edition of the year; the newest unless said. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(10_000)
  edition?: number;
}
