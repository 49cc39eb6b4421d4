import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';

export class ImportCounts {
  create!: number;
  update!: number;
  unchanged!: number;
  error!: number;
  warning!: number;
}

export class UnitImportOut {
  id!: string;
  status!: string;
  fileName!: string;
  /** Null while the file is read. */
  counts!: ImportCounts | null;
  /** Why reading failed: a code of the message catalogue. */
  failure!: string | null;
  version!: number;
  createdAt!: Date;
}

export class CommitImportIn {
  /** `all` refuses while a row has an error; `validOnly` leaves such rows out. */
  @IsIn(['all', 'validOnly'])
  mode!: 'all' | 'validOnly';
}

export class ImportRowQuery extends PageQuery {
  @IsOptional() @Transform(toArray) @IsIn(['create', 'update', 'unchanged', 'error'], { each: true })
  outcome?: string[];
}

export class ImportProblem {
  severity!: string;
  column!: string;
  value!: string;
  code!: string;
  reason!: string;
  accepted?: string[];
}

export class ImportRow {
  sheet!: string;
  /** As Excel numbers it. */
  row!: number;
  outcome!: string;
  problems!: ImportProblem[];
}

export class ImportRowPage {
  items!: ImportRow[];
  nextCursor!: string | null;
  total!: number;
}
