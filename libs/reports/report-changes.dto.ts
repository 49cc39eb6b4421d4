import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { UnitRef } from '../cases/index.js';
import { toArray } from '../kernel/index.js';

export class ChangesQuery {
  /** A submission: 1 is the first. The one that the reader looked at last, when not given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647)
  since?: number;
}

export class ManyChangesQuery {
  /** Up to 100 reports. */
  @Transform(toArray) @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @IsUUID('all', { each: true })
  id!: string[];
}

export class CellLabel {
  /** The task or the indicator; null for the sections of a report. */
  name!: string | null;
  nameEn!: string | null;
}

export class ChangedCell extends CellLabel {
  cell!: string;
  was!: string;
  now!: string;
}

export class ExplainedCell extends CellLabel {
  cell!: string;
  text!: string;
}

export class ReportChangesOut {
  id!: string;
  unit!: UnitRef;
  version!: number;
  state!: string;
  edition!: number;
  /** As it stands. */
  submission!: number;
  /** What it is compared with: a submission; null where that is another edition, or nothing. */
  since!: number | null;
  /** submission, edition, or null where the reader never looked: then every filled cell is among the changes */
  against!: string | null;
  changes!: ChangedCell[];
  /** What the unit said about what is missing or looks wrong. */
  explanations!: ExplainedCell[];
  entries!: number;
  indicators!: number;
}

export class ManyReportChanges {
  items!: ReportChangesOut[];
}

export class LookIn {
  @IsUUID('all')
  id!: string;
  /** Which submission was before the reviewer's eyes. */
  @IsInt() @Min(1)
  submission!: number;
}

export class LooksIn {
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => LookIn)
  items!: LookIn[];
}

export class LooksOut {
  /** The reports whose submission is still the one that was looked at. */
  looked!: string[];
}
