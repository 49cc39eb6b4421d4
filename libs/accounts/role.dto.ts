import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export class UpdateRoleIn {
  /** All it may do from now on. */
  @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsString({ each: true }) @MaxLength(60, { each: true })
  permissions!: string[];

  @IsOptional() @IsString() @MaxLength(300)
  reason?: string;
}

export class RoleTransitionIn {
  @IsIn(['reset'])
  action!: 'reset';

  @IsString() @IsNotEmpty() @MaxLength(300)
  reason!: string;
}

export class PermissionOut {
  code!: string;
  area!: string;
  areaZh!: string;
  areaEn!: string;
  zh!: string;
  en!: string;
  /** Only looks. */
  looks!: boolean;
}

export class RoleOut {
  code!: string;
  zh!: string;
  en!: string;
  reach!: string;
  administrator!: boolean;
  readOnly!: boolean;
  /** The kinds of organisation in which it has a place. */
  organisationKinds!: string[];
  permissions!: string[];
  defaults!: string[];
  /** What it cannot lose. */
  least!: string[];
  /** What it can have at most. */
  most!: string[];
  /** Positions that stand. */
  holders!: number;
  /** Counts the adjustments: 1 is the default, never adjusted. */
  version!: number;
  changedAt!: Date | null;
  changedBy!: string | null;
  reason!: string | null;
  abilities!: string[];
}

export class RoleMatrix {
  items!: RoleOut[];
  permissions!: PermissionOut[];
}

export class RoleChange {
  version!: number;
  at!: Date;
  by!: string;
  given!: string[];
  taken!: string[];
  reason!: string | null;
}

export class RoleHistory {
  items!: RoleChange[];
}
