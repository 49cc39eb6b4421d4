import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IsDay } from '../kernel/index.js';
import { DepartmentRef } from '../tasks/index.js';
import { ReturnedOut } from './application.dto.js';
import { RefusalOut } from './case-transition.dto.js';

/** 试点方案's parts, as text. Source: forms.json «pilot_plan». */
export class PlanSectionsIn {
  /** 基本情况与突出问题 */
  @IsOptional() @IsString() @MaxLength(8000)
  problems?: string;
  /** 改革目标 */
  @IsOptional() @IsString() @MaxLength(8000)
  goals?: string;
  /** 主要任务与举措 */
  @IsOptional() @IsString() @MaxLength(8000)
  measures?: string;
  /** 实施步骤与时间节点 */
  @IsOptional() @IsString() @MaxLength(8000)
  schedule?: string;
  /** 责任分工(牵头/配合) */
  @IsOptional() @IsString() @MaxLength(8000)
  duties?: string;
  /** 保障措施 */
  @IsOptional() @IsString() @MaxLength(8000)
  safeguards?: string;
  /** 预期制度成果与量化指标 */
  @IsOptional() @IsString() @MaxLength(8000)
  outcomes?: string;
}

export class MilestoneIn {
  @IsString() @MaxLength(200)
  name!: string;
  @IsOptional() @IsDay()
  dueOn!: string | null;
}

export class PlanTaskIn {
  @IsString() @MaxLength(20)
  taskCode!: string;
  @IsString() @MaxLength(4000)
  measures!: string;
  /** 责任人 */
  @IsString() @MaxLength(100)
  owner!: string;
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => MilestoneIn)
  milestones!: MilestoneIn[];
}

export class UpdatePlanIn {
  /** Only the parts that are named change. */
  @IsOptional() @ValidateNested() @Type(() => PlanSectionsIn)
  sections?: PlanSectionsIn;
  /** The whole list; each task once. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => PlanTaskIn)
  tasks?: PlanTaskIn[];
}

export class PlanSponsor {
  department!: DepartmentRef;
  /** Tasks of the plan that this department leads, co-leads or cooperates in. */
  taskCodes!: string[];
  /** When it confirmed the plan as it was handed in; null until then. */
  confirmedAt!: string | null;
  opinion!: string | null;
}

export class PlanOut {
  /** The case's. */
  id!: string;
  version!: number;
  state!: string;
  /** How often it was handed in. */
  round!: number;
  sections!: PlanSectionsIn;
  tasks!: PlanTaskIn[];
  missing!: RefusalOut[];
  sponsors!: PlanSponsor[];
  returned!: ReturnedOut | null;
}
