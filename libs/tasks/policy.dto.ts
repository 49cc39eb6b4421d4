import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AttachmentOut } from '../files/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { POLICY_CATEGORIES } from './policy.rules.js';

export class PolicyQuery extends PageQuery {
  /** A part of the title, the number, the issuer or the code. */
  @IsOptional() @IsString() @MaxLength(100)
  q?: string;
  /** Task codes, any of. */
  @IsOptional() @Transform(toArray) @IsString({ each: true })
  task?: string[];
  @IsOptional() @Transform(toArray) @IsIn(POLICY_CATEGORIES.map(({ code }) => code), { each: true })
  category?: string[];
}

/** The list's own filters; an export has no pages. */
export class PolicyExportQuery extends OmitType(PolicyQuery, ['limit', 'cursor'] as const) {}

export class PolicyTask {
  /** The task in the newest version of the catalogue that has its code. */
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
}

export class PolicyRow {
  id!: string;
  code!: string;
  title!: string;
  titleEn!: string | null;
  issuer!: string | null;
  docNo!: string | null;
  category!: string;
  issuedOn!: string | null;
  /** Where only the year is known, that alone. */
  year!: number | null;
  /** The tasks it bears on, as the newest catalogue names them. */
  tasks!: PolicyTask[];
  /** How many documents it has. */
  documentCount!: number;
  version!: number;
}

export class PolicyPage {
  items!: PolicyRow[];
  nextCursor!: string | null;
  total!: number;
}

export class PolicyDetail extends PolicyRow {
  remark!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  /** Its documents in force, in their order. */
  documents!: AttachmentOut[];
  /** `edit`, for whoever keeps the list: tasks and documents; the other facts come by ledger. */
  abilities!: string[];
}

export class UpdatePolicyIn {
  /** The whole list of the tasks it bears on. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsString({ each: true })
  taskCodes?: string[];
  /** The whole list of its documents in their order: those it has, and those just brought to `attachments`. One left out is taken off. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true })
  documentIds?: string[];
}
