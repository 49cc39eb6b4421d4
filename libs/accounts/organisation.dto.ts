import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';

/** A pilot unit's organisation is made by the register, with the unit. */
const KEPT_HERE = ['provincial_union', 'territorial_union', 'department'] as const;

export class UpdateOrganisationIn {
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(100)
  name?: string;

  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(40)
  shortName?: string;

  @IsOptional() @IsString() @MaxLength(120)
  nameEn?: string;

  /** What it belongs to; null: the top of the tree. */
  @ValidateIf((_, value) => value !== undefined && value !== null) @IsUUID()
  parentId?: string | null;

  /** Its place in the protocol order. */
  @IsOptional() @IsInt() @Min(0) @Max(9999)
  protocolOrder?: number;
}

export class CreateOrganisationIn extends UpdateOrganisationIn {
  /** Upper-case letters, digits and hyphens. */
  @IsString() @Length(2, 40) @Matches(/^[A-Z0-9][A-Z0-9-]*$/)
  code!: string;

  @IsString() @IsNotEmpty() @MaxLength(100)
  declare name: string;

  @IsString() @IsNotEmpty() @MaxLength(40)
  declare shortName: string;

  @IsIn([...KEPT_HERE])
  kind!: (typeof KEPT_HERE)[number];

  /** The code of its region; a territorial union's is its own. Of the others, the province. */
  @IsOptional() @IsString() @MaxLength(12)
  regionCode?: string;
}

export class OrganisationTransitionIn {
  @IsIn(['close', 'reopen'])
  action!: 'close' | 'reopen';
}

export class OrganisationDetail {
  id!: string;
  code!: string;
  name!: string;
  shortName!: string;
  nameEn!: string | null;
  kind!: string;
  regionId!: string;
  parentId!: string | null;
  protocolOrder!: number;
  closedAt!: Date | null;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  /** Positions that stand there now. */
  positions!: number;
  abilities!: string[];
}
