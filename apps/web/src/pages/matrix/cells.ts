import type { Light } from '../../api/model';

/** What the letters of a row mean; the API's own, as `AssignmentMatrix.cells` describes them. */
export const LIGHT_OF: Record<string, Light> = { r: 'red', y: 'yellow', g: 'green', x: 'grey', d: 'done' };
export const EMPTY = '.';

/** Pixels. Fixed, so that a place follows from a position and nothing has to be measured. */
export const ROW = 28;
export const COLUMN = 36;
export const HEAD = 84;
export const NAME = 250;
export const FIXED = NAME + 92;
