import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsDay, PageQuery } from '../kernel/index.js';

export class AuditQuery extends PageQuery {
  /** The table's name, such as `assignment`. */
  @IsOptional() @IsString() @MaxLength(60)
  subjectType?: string;

  @IsOptional() @IsUUID()
  subjectId?: string;

  /** The id of the user who acted. */
  @IsOptional() @IsUUID()
  user?: string;

  /** Such as `progress.log`. */
  @IsOptional() @IsString() @MaxLength(60)
  action?: string;

  /** First day, in Asia/Shanghai. */
  @IsOptional() @IsDay()
  from?: string;

  /** Last day, in Asia/Shanghai. */
  @IsOptional() @IsDay()
  to?: string;
}

export class AuditUser {
  id!: string;
  name!: string;
}

export class AuditPosition {
  id!: string;
  role!: string;
  roleZh!: string;
  roleEn!: string;
  organisation!: string;
  /** 代理: for whom the position acts. */
  deputyFor!: string | null;
}

export class AuditEntryOut {
  id!: number;
  at!: Date;
  /** Null for the system's own work. */
  user!: AuditUser | null;
  position!: AuditPosition | null;
  action!: string;
  op!: 'insert' | 'update' | 'delete';
  subjectType!: string;
  subjectId!: string | null;
  /** The columns that changed; `secret` stands for a password. */
  changed!: string[];
  /** The values before, of the changed columns. Null for business rows when the audit administrator asks. */
  before!: Record<string, unknown> | null;
  after!: Record<string, unknown> | null;
  traceId!: string | null;
}

export class AuditPage {
  items!: AuditEntryOut[];
  nextCursor!: string | null;
  total!: number;
}
