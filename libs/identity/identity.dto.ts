export class UserOut {
  id!: string;
  username!: string;
  name!: string;
}

export class OrganisationRef {
  id!: string;
  name!: string;
  kind!: string;
}

export class PositionOut {
  id!: string;
  role!: string;
  roleZh!: string;
  roleEn!: string;
  reach!: string;
  organisation!: OrganisationRef;
  /** 代理: for whom this position acts; absent for one's own. */
  deputyFor?: string;
}

export class SignedIn {
  expiresAt!: string;
  user!: UserOut;
  /** The position acted in. */
  position!: PositionOut;
  positions!: PositionOut[];
}

export class DemoAccount {
  username!: string;
  name!: string;
  roleZh!: string;
  roleEn!: string;
  organisation!: string;
}

export class DemoAccounts {
  demo!: boolean;
  items!: DemoAccount[];
}

export class RegionOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  level!: string;
  protocolOrder!: number;
}

export class RegionList {
  items!: RegionOut[];
}

export class OrganisationOut {
  id!: string;
  code!: string;
  name!: string;
  shortName!: string;
  nameEn!: string | null;
  kind!: string;
  regionId!: string;
  protocolOrder!: number;
  /** What it belongs to. */
  parentId!: string | null;
  closedAt!: Date | null;
  version!: number;
}

export class OrganisationPage {
  items!: OrganisationOut[];
  nextCursor!: string | null;
  total!: number;
}
