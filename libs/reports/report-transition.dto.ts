import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Min, ValidateNested } from 'class-validator';
import { PROGRESS_REPORT_MACHINE } from './progress-report.rules.js';

export const REPORT_ACTIONS = PROGRESS_REPORT_MACHINE.transitions.map(({ action }) => action);

export class ReturnedCellIn {
  /** The address of the cell. */
  @IsString() @MaxLength(200)
  cell!: string;
  /** Why it goes back. */
  @IsString() @Length(2, 2000)
  reason!: string;
}

export class ReportTransitionIn {
  @IsIn(REPORT_ACTIONS)
  action!: string;
  /** `send_back`, `correct`; a word over all with `return`. */
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
  /** `forward`. */
  @IsOptional() @IsString() @Length(2, 2000)
  opinion?: string;
  /** `return`: a reason for each cell. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @ArrayUnique((c: ReturnedCellIn) => c.cell) @ValidateNested({ each: true }) @Type(() => ReturnedCellIn)
  cells?: ReturnedCellIn[];
  /** `file_for`: on what basis it is filed in the unit's place, unless that was said with the cells. */
  @IsOptional() @IsString() @Length(2, 500)
  onBehalf?: string;
  /** `accept`: which submission was looked at. */
  @IsOptional() @IsInt() @Min(0)
  submission?: number;
  /** `accept`: what changed since the reviewer's last look was shown just now. */
  @IsOptional() @IsBoolean()
  changesShown?: boolean;
}

/** The row as the act left it. */
export class ReportMoved {
  id!: string;
  version!: number;
  state!: string;
  complete!: boolean;
  submittedAt!: string | null;
  onTime!: boolean;
  submissions!: number;
  edition!: number;
  /** `correct`: the edition that takes its place. */
  successorId!: string | null;
  abilities!: string[];
}

/** What many reports may be taken through at once: acts that need the same for each, or nothing. */
export const BULK_REPORT_ACTIONS = ['submit', 'city_start', 'forward', 'direct', 'accept'] as const;

export class BulkReportIn {
  @IsUUID('all')
  id!: string;
  @IsInt() @Min(1)
  version!: number;
  /** `accept`: which submission was looked at. */
  @IsOptional() @IsInt() @Min(0)
  submission?: number;
  @IsOptional() @IsBoolean()
  changesShown?: boolean;
}

export class ReportBulkIn {
  @IsIn(BULK_REPORT_ACTIONS)
  action!: (typeof BULK_REPORT_ACTIONS)[number];
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @ArrayUnique((item: BulkReportIn) => item.id) @ValidateNested({ each: true }) @Type(() => BulkReportIn)
  items!: BulkReportIn[];
  @IsOptional() @IsString() @Length(2, 2000)
  opinion?: string;
}

export class ReportBulkAnswer {
  id!: string;
  /** Null for a row out of sight. */
  unit!: string | null;
  /** done or refused */
  outcome!: string;
  state!: string | null;
  version!: number | null;
  /** Why it was refused, by code and in the reader's words. */
  code!: string | null;
  detail!: string | null;
}

export class ReportBulkOut {
  done!: number;
  refused!: number;
  items!: ReportBulkAnswer[];
}
