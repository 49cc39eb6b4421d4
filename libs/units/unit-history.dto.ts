import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../kernel/index.js';

export class UnitRef {
  id!: string;
  name!: string;
}

/** Who did it, as which position. */
export class ActedBy {
  name!: string;
  role!: string;
  organisation!: string;
}

/** One stretch of days over which nothing of the unit changed. */
export class UnitVersionOut {
  validFrom!: string;
  /** The first day it no longer held; null: it holds now. */
  validTo!: string | null;
  /** The facts that differ from the stretch before: field → value. The first one has them all. */
  changed!: Record<string, unknown>;
  recordedAt!: Date;
  by!: ActedBy | null;
}

export class UnitChangeOut {
  id!: string;
  kind!: string;
  effectiveOn!: string;
  reason!: string;
  document!: string | null;
  other!: UnitRef | null;
  before!: Record<string, unknown>;
  after!: Record<string, unknown>;
  recordedAt!: Date;
  by!: ActedBy | null;
}

export class UnitHistory {
  /** Oldest first. */
  versions!: UnitVersionOut[];
  changes!: UnitChangeOut[];
}

export class DuplicateQuery extends PageQuery {
  /** `open`: not decided yet; `decided`: told apart already. */
  @IsOptional() @IsIn(['open', 'decided'])
  state?: 'open' | 'decided';
}

export class AlikeQuery {
  @IsOptional() @IsString() @MaxLength(100)
  name?: string;
  @IsOptional() @IsString() @MaxLength(40)
  uscc?: string;
}

export class DuplicateSide {
  id!: string;
  name!: string;
  uscc!: string;
  region!: string;
  ownership!: string | null;
  employees!: number | null;
  liaisonName!: string | null;
  cases!: number;
  version!: number;
}

export class DuplicateDecision {
  decision!: string;
  reason!: string;
  at!: Date;
}

export class DuplicatePair {
  /** Both ids, the smaller first. */
  id!: string;
  first!: DuplicateSide;
  second!: DuplicateSide;
  /** `code`: the same subject code; `name`: names that differ in one character at most, beside 市, 集团, 有限公司 and the like; `sound`: names that sound the same. */
  because!: string[];
  /** Of the names without what firms share, 0 to 1. */
  likeness!: number;
  decision!: DuplicateDecision | null;
}

export class DuplicatePage {
  items!: DuplicatePair[];
  nextCursor!: string | null;
  total!: number;
}

export class AlikeUnit extends UnitRef {
  uscc!: string;
  region!: string;
  because!: string[];
}

export class AlikeUnits {
  items!: AlikeUnit[];
}
