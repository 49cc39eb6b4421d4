import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { ReportProblemOut } from './report-page.dto.js';

export class CellIn {
  /** `entries/<assignmentId>/progress|done|problems|nextSteps|explanation`, `indicators/<code>/value|numerator|denominator|explanation` or `sections/features|problems|coordination|nextSteps`. */
  @IsString() @MaxLength(200)
  cell!: string;
  /** As typed; empty or null clears it. */
  @IsOptional() @IsString() @MaxLength(20_000)
  value?: string | null;
  /** What the editor had seen in it. */
  @IsOptional() @IsString() @MaxLength(20_000)
  was?: string | null;
}

export class WriteCellsIn {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(2000) @ValidateNested({ each: true }) @Type(() => CellIn)
  cells!: CellIn[];
  /** Union staff who fill in the unit's place: on what basis. */
  @IsOptional() @IsString() @Length(2, 500)
  onBehalf?: string;
}

export class SavedCell {
  cell!: string;
  /** As kept. */
  value!: string;
}

export class RefusedCell {
  cell!: string;
  /** `changed_meanwhile`, or what is wrong with the value. */
  code!: string;
  detail!: string;
  /** What the cell says; null where the report has no such cell. */
  now!: string | null;
}

export class CellsWritten {
  saved!: SavedCell[];
  refused!: RefusedCell[];
  version!: number;
  problems!: ReportProblemOut[];
}
