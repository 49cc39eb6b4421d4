import { PageQuery } from '../kernel/index.js';

export class InspectionQuery extends PageQuery {}

export class InspectionOut {
  id!: string;
  code!: string;
  name!: string;
  type!: string;
  theme!: string;
  methods!: string[];
  windowFrom!: string;
  windowTo!: string;
  state!: string;
  /** Its visits that this actor may see, and how many of them are filed. */
  visits!: number;
  filed!: number;
  version!: number;
}

export class InspectionPage {
  items!: InspectionOut[];
  nextCursor!: string | null;
  total!: number;
}
