export { DeadlineMoveOut, LimitIn } from './calendar.dto.js';
export * from './calendar.module.js';
export * from './calendar.rules.js';
export * from './calendar.service.js';
export * from './deadline-keepers.js';
export * from './load-calendar.js';
