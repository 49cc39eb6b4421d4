import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AttachmentOut } from '../files/index.js';

export class DepartmentRef {
  id!: string;
  code!: string;
  name!: string;
}

export class CatalogueQuery {
  /** A version of the catalogue; the newest unless said. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100_000)
  catalogueVersion?: number;
}

export class IndicatorRef {
  code!: string;
  name!: string;
  nameEn!: string;
  unit!: string;
  /** stock, flow, ratio or money */
  kind!: string;
}

export class TaskCategoryOut {
  id!: string;
  code!: string;
  catalogueVersion!: number;
  name!: string;
  nameEn!: string;
  direction!: string;
  directionName!: string;
  directionNameEn!: string;
  lead!: DepartmentRef;
  coLeads!: DepartmentRef[];
  cooperating!: DepartmentRef[];
  indicators!: IndicatorRef[];
  /** How many policies bear on it. */
  policies!: number;
  /** True for the sample catalogue (示例目录). */
  illustrative!: boolean;
}

export class TaskCategoryList {
  items!: TaskCategoryOut[];
}

export class TaskPolicy {
  id!: string;
  code!: string;
  title!: string;
  titleEn!: string | null;
  issuer!: string | null;
  docNo!: string | null;
  issuedOn!: string | null;
  year!: number | null;
  documents!: AttachmentOut[];
}

export class TaskInVersion {
  id!: string;
  catalogueVersion!: number;
  name!: string;
  nameEn!: string;
}

export class TaskCategoryDetail extends TaskCategoryOut {
  sequence!: number;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  /** Policies that name the task's code, with their documents. */
  policyList!: TaskPolicy[];
  /** The same code in every version of the catalogue, newest first. */
  versions!: TaskInVersion[];
  /** Batches that were admitted under this version. */
  batches!: CatalogueBatch[];
  abilities!: string[];
}

export class CatalogueBatch {
  code!: string;
  name!: string;
  nameEn!: string;
}

export class CatalogueTaskRef {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
}

export class TaskDifference {
  /** `name`, `nameEn`, `direction`, `lead`, `coLeads`, `cooperating` or `indicators` */
  field!: string;
  before!: string[];
  after!: string[];
}

export class ChangedTask extends CatalogueTaskRef {
  differences!: TaskDifference[];
}

export class CatalogueVersionOut {
  catalogueVersion!: number;
  /** How many tasks it has. */
  tasks!: number;
  illustrative!: boolean;
  createdAt!: Date;
  /** Batches that keep to it. */
  batches!: CatalogueBatch[];
  /** Against the version before; all empty in the first. */
  added!: CatalogueTaskRef[];
  removed!: CatalogueTaskRef[];
  changed!: ChangedTask[];
}

export class CatalogueVersions {
  /** Newest first. */
  items!: CatalogueVersionOut[];
}
