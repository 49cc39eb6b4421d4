import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { UnitRef } from '../cases/index.js';
import { PageQuery, toArray } from '../kernel/index.js';
import { RegionRef } from '../units/index.js';
import { FindingOut } from './finding.dto.js';

const yesOrNo = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class VisitQuery extends PageQuery {
  @IsOptional() @IsUUID()
  inspection?: string;

  @IsOptional() @Transform(toArray) @IsIn(['planned', 'filed', 'fed_back'], { each: true })
  state?: string[];

  /** Region codes. */
  @IsOptional() @Transform(toArray) @IsString({ each: true }) @MaxLength(12, { each: true })
  region?: string[];

  @IsOptional() @IsUUID()
  pilotCase?: string;

  /** `true`: those that the position acted in is a member of. */
  @IsOptional() @Transform(yesOrNo) @IsBoolean()
  mine?: boolean;
}

export class InspectionRef {
  id!: string;
  name!: string;
}

export class LeadRef {
  name!: string;
}

export class VisitRow {
  id!: string;
  inspection!: InspectionRef;
  unit!: UnitRef;
  region!: RegionRef;
  visitOn!: string;
  windowFrom!: string;
  windowTo!: string;
  state!: 'planned' | 'filed' | 'fed_back';
  /** Those that this actor may see. */
  findings!: number;
  /** 0–100; null as long as nothing is filed that this actor may see, or when no item applied. */
  score!: number | null;
  lead!: LeadRef | null;
  version!: number;
}

export class VisitPage {
  items!: VisitRow[];
  nextCursor!: string | null;
  total!: number;
}

export class VisitCaseRef {
  id!: string;
  caseNo!: string;
}

export class ChecklistItemOut {
  id!: string;
  seq!: number;
  title!: string;
  titleEn!: string;
  guidance!: string;
  weight!: number;
  evidenceRequired!: boolean;
}

export class ChecklistOut {
  id!: string;
  name!: string;
  nameEn!: string;
  version!: number;
  items!: ChecklistItemOut[];
}

export class AnswerOut {
  itemId!: string;
  verdict!: 'pass' | 'partial' | 'fail' | 'not_applicable';
  note!: string | null;
}

export class MemberOut {
  name!: string;
  role!: 'lead' | 'member';
}

export class ScoreLineOut {
  itemId!: string;
  weight!: number;
  verdict!: 'pass' | 'partial' | 'fail' | 'not_applicable';
  /** 1, 0.5 or 0; null where the item does not apply. */
  credit!: number | null;
  /** weight × credit. */
  points!: number | null;
}

export class ScoringOut {
  /** 100 × earned ÷ applicable. */
  score!: number | null;
  earned!: number;
  applicable!: number;
  items!: ScoreLineOut[];
}

export class VisitDetail {
  id!: string;
  inspection!: InspectionRef;
  case!: VisitCaseRef;
  unit!: UnitRef;
  region!: RegionRef;
  visitOn!: string;
  windowFrom!: string;
  windowTo!: string;
  state!: 'planned' | 'filed' | 'fed_back';
  lead!: LeadRef | null;
  /** An inspector sees the own membership only. */
  members!: MemberOut[];
  checklist!: ChecklistOut;
  /** Of the latest revision; empty as long as nothing is filed that this actor may see. */
  answers!: AnswerOut[];
  findings!: FindingOut[];
  conclusion!: string | null;
  filedAt!: Date | null;
  filedBy!: string | null;
  fedBackAt!: Date | null;
  feedBackNote!: string | null;
  score!: number | null;
  scoreWorking!: ScoringOut | null;
  /** What this actor may do to the visit now. */
  abilities!: string[];
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
}
