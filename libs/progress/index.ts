export * from './progress-report.rules.js';
export * from './progress-update.entity.js';
export * from './progress.module.js';
export * from './report.entity.js';
