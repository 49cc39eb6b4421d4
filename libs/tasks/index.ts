export * from './task-category.entity.js';
export * from './indicator.entity.js';
export * from './policy.entity.js';
export * from './policy.rules.js';
export { DepartmentRef } from './task.dto.js';
export * from './tasks.module.js';
export { UpdatePolicy } from './update-policy.js';
