export * from './batch.entity.js';
export { BatchRef, LightCounts, UnitRef } from './case.dto.js';
export * from './cases.module.js';
export * from './pilot-case.entity.js';
export * from './pilot-case.rules.js';
