import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
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
  /** What this actor may do to the row now: nothing, as policies come by ledger. */
  abilities!: string[];
}
