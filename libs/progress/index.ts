export * from './progress-update.entity.js';
export * from './progress.module.js';
