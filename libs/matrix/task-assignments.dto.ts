import { LightCounts } from '../cases/index.js';
import { RegionRef } from '../units/index.js';

export class TaskAssignmentsInRegion {
  region!: RegionRef;
  total!: number;
  byLight!: LightCounts;
}

export class TaskAssignments {
  /** Those in the reader's sight; cancelled ones are not counted. */
  total!: number;
  byLight!: LightCounts;
  /** In protocol order, regions that have any. */
  byRegion!: TaskAssignmentsInRegion[];
}
