export * from './calendar.module.js';
export * from './calendar.rules.js';
export * from './calendar.service.js';
export * from './load-calendar.js';
