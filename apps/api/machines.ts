import { POSITION_MACHINE, PROPOSAL_MACHINE, USER_MACHINE } from '../../libs/accounts/index.js';
import { EVALUATION_MACHINE } from '../../libs/evaluation/index.js';
import { ASSIGNMENT_MACHINE, EXTENSION_MACHINE } from '../../libs/assignments/index.js';
import { PILOT_CASE_MACHINE } from '../../libs/cases/index.js';
import { INSPECTION_MACHINE, VISIT_MACHINE } from '../../libs/inspections/index.js';
import type { Machine } from '../../libs/kernel/index.js';
import { PROGRESS_REPORT_MACHINE } from '../../libs/reports/index.js';
import { SUPERVISION_MACHINE } from '../../libs/supervision/index.js';

/** Every state machine of the product. */
export const MACHINES: readonly Machine[] = [
  PILOT_CASE_MACHINE,
  ASSIGNMENT_MACHINE,
  EXTENSION_MACHINE,
  SUPERVISION_MACHINE,
  PROGRESS_REPORT_MACHINE,
  EVALUATION_MACHINE,
  INSPECTION_MACHINE,
  VISIT_MACHINE,
  USER_MACHINE,
  POSITION_MACHINE,
  PROPOSAL_MACHINE,
];
