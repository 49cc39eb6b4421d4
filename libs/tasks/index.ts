export * from './task-category.entity.js';
export { DepartmentRef } from './task.dto.js';
export * from './tasks.module.js';
