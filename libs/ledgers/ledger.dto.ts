import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { PageQuery, toArray } from '../kernel/index.js';

export class ImportCounts {
  create!: number;
  update!: number;
  unchanged!: number;
  error!: number;
  warning!: number;
}

export class LeftOutRow {
  sheet!: string;
  row!: number;
  /** `total` or `note`. */
  as!: string;
  text!: string;
}

export class ImportNotes {
  /** Headers that no column of the ledger goes by; what stands under them is not taken. */
  unknownColumns?: string[];
  /** Rows below the header that are no data. */
  leftOut?: LeftOutRow[];
  /** The column keys that each sheet has; under another column, what is kept stays as it is. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } })
  columns?: Record<string, string[]>;
}

export class LedgerImportOut {
  id!: string;
  status!: string;
  fileName!: string;
  /** Null while the file is read. */
  counts!: ImportCounts | null;
  notes!: ImportNotes;
  /** Rows checked so far while the file is read. */
  rowsDone!: number;
  rowsTotal!: number;
  /** Why reading failed: a code of the message catalogue. */
  failure!: string | null;
  /** The same in the reader's language. */
  failureReason!: string | null;
  createdByName!: string;
  version!: number;
  createdAt!: Date;
  /** What this actor may do to the import now: `mend`, `commit`, `undo`. */
  abilities!: string[];
}

export class LedgerImportPage {
  items!: LedgerImportOut[];
  nextCursor!: string | null;
  total!: number;
}

export class LedgerImportQuery extends PageQuery {}

export class CommitImportIn {
  /** `all` refuses while a row has an error; `validOnly` leaves such rows out. */
  @IsIn(['all', 'validOnly'])
  mode!: 'all' | 'validOnly';
}

export class MendRowIn {
  /** Texts by column key, as they should have stood in the file; an empty text empties the cell. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  @IsObject()
  cells!: Record<string, string>;
}

export class ImportRowQuery extends PageQuery {
  @IsOptional() @Transform(toArray) @IsIn(['create', 'update', 'unchanged', 'error'], { each: true })
  outcome?: string[];
  /** Rows in the order of the file, or those with problems first. */
  @IsOptional() @IsIn(['row', 'problems'])
  sort?: 'row' | 'problems';
}

export class ImportProblem {
  severity!: string;
  /** The column's header; empty where the row itself is meant. */
  column!: string;
  /** The column's key, for mending the cell. */
  key!: string;
  value!: string;
  code!: string;
  reason!: string;
  accepted?: string[];
  /** What may have been meant, nearest first. */
  suggestions?: string[];
}

export class ImportRow {
  id!: string;
  sheet!: string;
  /** As Excel numbers it. */
  row!: number;
  outcome!: string;
  problems!: ImportProblem[];
  /** The row's texts by column key. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  cells!: Record<string, string>;
  version!: number;
}

export class MendedRow extends ImportRow {
  /** The import's counts now. */
  counts!: ImportCounts;
}

export class ImportRowPage {
  items!: ImportRow[];
  nextCursor!: string | null;
  total!: number;
}

export class LedgerColumnOut {
  key!: string;
  header!: string;
  required!: boolean;
  /** What the column accepts, where it is a list. */
  accepted!: string[] | null;
}

export class LedgerColumnList {
  items!: LedgerColumnOut[];
}

export class AnnotatedQuery {
  /** The language of the reasons; that of `Accept-Language` unless said, which a plain link cannot choose. */
  @IsOptional() @IsIn(['zh', 'en'])
  lang?: 'zh' | 'en';
}
