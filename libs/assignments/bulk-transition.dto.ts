import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';

/** What many rows may be taken through at once: acts that need the same for each, or nothing. */
export const BULK_ACTIONS = ['submit', 'issue', 'sign', 'confirm', 'complete', 'archive', 'cancel'] as const;
export const BULK_MOST = 500;

export class AssignmentBulkIn {
  @IsIn(BULK_ACTIONS)
  action!: (typeof BULK_ACTIONS)[number];
  @ArrayNotEmpty() @ArrayMaxSize(BULK_MOST) @ArrayUnique() @IsUUID('all', { each: true })
  ids!: string[];
  @IsOptional() @IsString() @Length(2, 2000)
  reason?: string;
  /** `confirm`. */
  @IsOptional() @IsString() @Length(2, 2000)
  opinion?: string;
  /** `complete` by the office: why it goes without a department's confirmation. */
  @IsOptional() @IsString() @Length(2, 2000)
  unconfirmedReason?: string;
}

export class AssignmentBulkAnswer {
  id!: string;
  /** Null for a row out of sight. */
  no!: string | null;
  /** done or refused */
  outcome!: string;
  state!: string | null;
  /** Why it was refused, by code and in the reader's words. */
  code!: string | null;
  detail!: string | null;
}

export class AssignmentBulkOut {
  done!: number;
  refused!: number;
  items!: AssignmentBulkAnswer[];
}
