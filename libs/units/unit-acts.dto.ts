import { ArrayMaxSize, ArrayUnique, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { IsDay } from '../kernel/index.js';

/** What every act upon a unit says: from which day it holds, why, and on what paper. */
class UnitActIn {
  /** The day it holds from, not later than today. */
  @IsDay()
  effectiveOn!: string;
  @IsString() @Length(2, 500)
  reason!: string;
  /** 文号 of the paper it rests on. */
  @IsOptional() @IsString() @MaxLength(100)
  document?: string;
}

export class ChangeIdentityIn extends UnitActIn {
  @IsOptional() @IsString() @Length(2, 100)
  name?: string;
  @IsOptional() @IsString() @MaxLength(40)
  uscc?: string;
  /** Needed when the new code fails its checksum. */
  @IsOptional() @IsString() @Length(2, 500)
  usccReason?: string;
  /** The reporting region it moves to; the province decides that. */
  @IsOptional() @IsString() @MaxLength(20)
  regionCode?: string;
}

export class MergeUnitIn extends UnitActIn {
  /** The unit that goes on. */
  @IsUUID()
  intoId!: string;
}

export class SplitUnitIn extends UnitActIn {
  /** Of the unit that comes of it. Region, ownership, industry and track are those of the one it leaves. */
  @IsString() @Length(2, 100)
  name!: string;
  @IsString() @MaxLength(40)
  uscc!: string;
  @IsOptional() @IsString() @Length(2, 500)
  usccReason?: string;
  /** The pilot cases that go with it, with everything that hangs on them. */
  @IsUUID(undefined, { each: true }) @ArrayMaxSize(50) @ArrayUnique()
  caseIds!: string[];
}

export class DecidePairIn {
  @IsUUID()
  firstId!: string;
  @IsUUID()
  secondId!: string;
  /** They are two; that they are one is said by merging them. */
  @IsIn(['distinct'])
  decision!: 'distinct';
  @IsString() @Length(2, 500)
  reason!: string;
}
