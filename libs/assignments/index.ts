export { AssignmentDetails } from './assignment-detail.js';
export { ROW_COLUMNS, ROW_TABLES, toAssignmentRow, type AssignmentRecord } from './assignment-row.js';
export { AssignmentRow, PersonOut } from './assignment.dto.js';
export * from './assignment.entity.js';
export * from './assignment.rules.js';
export * from './feedback.entity.js';
export { AssignmentList } from './assignments.list.js';
export * from './assignments.module.js';
export { CreateAssignments } from './create-assignments.js';
